"""The index of either database: what is found, in which order, and that what is destroyed is gone."""

import pytest
from django.db import connection

from tests.factories.house import NOW, a_dossier, an_organisation
from wederhoor.dossiers import search
from wederhoor.dossiers.models import Dossier, SearchText
from wederhoor.dossiers.search import EXACT, RELATED, Hit, Wanted, found, remember
from wederhoor.dossiers.words import terms_of, words_of
from wederhoor.organisations.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return an_organisation()


def with_words(organisation: Organisation, text: str, *, restricted: str = "") -> int:
    dossier = a_dossier(organisation, at=NOW)
    remember(dossier.pk, organisation.pk, words_of([text]) | words_of([restricted], restricted=True))
    return dossier.pk


def hits(organisation: Organisation, text: str, *, few: bool = False, after: Hit | None = None, restricted: bool = False) -> list[Hit]:
    wanted = Wanted(terms_of(text), organisation.pk, restricted)
    return found(Dossier.objects.filter(organisation=organisation), wanted, limit=3, few=few, after=after)


BOTH = pytest.mark.parametrize("few", [False, True])


@BOTH
def test_the_word_itself_comes_before_its_relatives_and_newer_before_older(organisation: Organisation, *, few: bool) -> None:
    older, related, newer = (with_words(organisation, text) for text in ("zwaluwen", "zwaluw", "zwaluwen vliegen"))
    assert hits(organisation, "zwaluwen", few=few) == [Hit(EXACT, newer), Hit(EXACT, older), Hit(RELATED, related)]


@BOTH
def test_every_word_must_be_there(organisation: Organisation, *, few: bool) -> None:
    both = with_words(organisation, "zwaluw mus")
    with_words(organisation, "zwaluw")
    assert hits(organisation, "mus zwaluw", few=few) == [Hit(EXACT, both)]


@BOTH
def test_it_goes_on_past_a_hit_in_either_rank(organisation: Organisation, *, few: bool) -> None:
    first, second, related = (with_words(organisation, text) for text in ("zwaluwen", "zwaluwen", "zwaluw"))
    assert hits(organisation, "zwaluwen", few=few, after=Hit(EXACT, second)) == [Hit(EXACT, first), Hit(RELATED, related)]
    assert hits(organisation, "zwaluwen", few=few, after=Hit(RELATED, related)) == []


@BOTH
def test_a_star_finds_what_begins_so(organisation: Organisation, *, few: bool) -> None:
    swallow = with_words(organisation, "zwaluwnest")
    assert hits(organisation, "zwaluw*", few=few) == [Hit(EXACT, swallow)]
    assert hits(organisation, "zwaluw", few=few) == []


@BOTH
def test_accents_make_no_difference(organisation: Organisation, *, few: bool) -> None:
    met = with_words(organisation, "Één coördinator")
    assert hits(organisation, "coordinator", few=few) == hits(organisation, "COÖRDINATOR één", few=few) == [Hit(EXACT, met)]


@BOTH
def test_restricted_words_are_found_only_where_that_was_asked(organisation: Organisation, *, few: bool) -> None:
    advised = with_words(organisation, "open", restricted="geheimen")
    assert hits(organisation, "geheimen", few=few) == []
    assert hits(organisation, "geheimen", few=few, restricted=True) == [Hit(EXACT, advised)]
    assert hits(organisation, "geheim", few=few, restricted=True) == [Hit(RELATED, advised)]


@BOTH
def test_another_organisation_finds_nothing(organisation: Organisation, *, few: bool) -> None:
    with_words(organisation, "zwaluw")
    assert hits(an_organisation(), "zwaluw", few=few) == []


@BOTH
@pytest.mark.parametrize(
    "hostile", ["", '"', "'", "%", "_", "*", "NEAR(a b)", "zwaluw AND NOT", "(", "🙂", "a" * 10_000, "dossiers_words:", "^ -"]
)
def test_no_text_breaks_the_question(organisation: Organisation, hostile: str, *, few: bool) -> None:
    assert hits(organisation, hostile, few=few) == []


def test_words_are_added_and_never_twice(organisation: Organisation) -> None:
    dossier = with_words(organisation, "zwaluw")
    remember(dossier, organisation.pk, ["zwaluw", "mus"])
    remember(dossier, organisation.pk, [])
    words = SearchText.objects.get(dossier_id=dossier).words.split()
    assert sorted(words) == sorted(set(words))
    assert {"zwaluw", "mus"} <= set(words)
    assert hits(organisation, "mus") == [Hit(EXACT, dossier)]


def test_a_flood_of_words_ends_somewhere(organisation: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = with_words(organisation, "zwaluw")
    monkeypatch.setattr(search, "MOST_WORDS", len(search.kept(dossier)) + 2)
    remember(dossier, organisation.pk, ["aap", "noot", "zus"])
    assert [bool(hits(organisation, word)) for word in ("aap", "noot", "zus")] == [True, True, False]


def test_words_made_anew_leave_no_old_ones(organisation: Organisation) -> None:
    dossier = with_words(organisation, "zwaluw")
    search.replace(dossier, organisation.pk, ["mus"])
    assert hits(organisation, "zwaluw") == []
    assert hits(organisation, "mus") == [Hit(EXACT, dossier)]


def test_what_is_forgotten_is_not_found(organisation: Organisation) -> None:
    gone, kept = with_words(organisation, "zwaluw"), with_words(organisation, "zwaluw")
    search.forget([Dossier.objects.get(pk=gone)])
    assert hits(organisation, "zwaluw") == [Hit(EXACT, kept)]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="about the index of SQLite")
def test_the_index_holds_what_the_rows_say_after_all_this(organisation: Organisation) -> None:
    first = with_words(organisation, "zwaluw")
    remember(first, organisation.pk, ["mus"])
    search.forget([Dossier.objects.get(pk=with_words(organisation, "spreeuw"))])
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO dossiers_words(dossiers_words, rank) VALUES ('integrity-check', 1)")


def test_a_star_finds_also_where_very_many_words_begin_so(organisation: Organisation) -> None:
    many = with_words(organisation, " ".join(f"zwaluw{number}" for number in range(70)))
    one = with_words(organisation, "zwaluwnest")
    assert hits(organisation, "zwaluw*") == [Hit(EXACT, one), Hit(EXACT, many)]
    assert hits(organisation, "zwaluwn*") == [Hit(EXACT, one)]
    assert hits(organisation, "zwaluwstaart*") == []
