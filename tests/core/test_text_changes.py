from tests.support.small import small
from wederhoor.core.text import anchors, published
from wederhoor.core.text_changes import Change, changes


def test_a_version_that_says_the_same_changed_nothing() -> None:
    assert changes(small(), small("version = 1", "version = 2")) == ()


def test_an_article_that_says_something_else_is_shown_before_and_now() -> None:
    [change] = changes(small(), small("U krijgt binnen 4 weken antwoord.", "U krijgt binnen 3 weken antwoord."))
    assert (change.what, change.label, change.anchor) == ("changed", "2.1", "art-2-1")
    assert ("4 weken" in change.before, "3 weken" in change.now) == (True, True)


def test_an_article_that_comes_is_gone_the_other_way_round() -> None:
    more = small('[[clause]]\nid = "VB-02"', '[[clause]]\nid = "VB-99"\ntext = "Nieuw."\ndeclares = true\n\n[[clause]]\nid = "VB-02"')
    assert changes(small(), more) == (Change("new", False, "VB-99", "art-vb-99", "", "Nieuw."),)
    assert changes(more, small()) == (Change("gone", False, "VB-99", "", "Nieuw.", ""),)


def test_a_term_that_changes_is_told_by_its_step() -> None:
    [change] = changes(small(), small('term = "6 weeks"', 'term = "8 weeks"'))
    assert (change.step, change.label) == (True, "Bezwaar maken")
    assert "binnen 8 weken" in change.now


def test_a_link_names_an_article_by_its_number_and_each_name_is_given_once() -> None:
    assert anchors(small())["VB-03"] == "art-2-1"
    found = [one.anchor for section in published(small()).sections for one in section.articles]
    assert len(found) == len(set(found))


def test_of_articles_that_share_a_number_the_first_has_it_in_its_link() -> None:
    named = anchors(small('number = "2.1"', 'number = "1.1"'))
    assert (named["VB-01"], named["VB-03"]) == ("art-1-1", "art-vb-03")
