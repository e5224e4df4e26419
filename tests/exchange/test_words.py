import pytest

from wederhoor.exchange.mail_in.words import header_words, html_words


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>een</p><p>twee</p>", "een\ntwee"),
        ("een<!-- <p>verborgen</p> -->twee", "eentwee"),
        ("een<!-- nooit gesloten", "een"),
        ("<script>if (a < b) x()</script>na", "na"),
        ("<script>nooit gesloten", ""),
        ("3 < 4 &amp; 5 &gt; 4 &euro;", "3 < 4 & 5 > 4 €"),
        ("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "a\nb"),
        ("nul&#0;&#xd800;", "nul\ufffd\ufffd"),
    ],
)
def test_a_page_gives_the_words_that_are_seen(page: str, words: str) -> None:
    assert html_words(page) == words


@pytest.mark.parametrize("made_slow", ["<a ", "<!--", "<", "&#", "<script>"])
def test_a_page_made_to_be_slow_is_not(made_slow: str) -> None:
    assert html_words("eerst " + made_slow * 300_000).startswith("eerst")


def test_a_tag_that_never_ends_is_words() -> None:
    assert html_words("<" + "a" * 1_000_000).startswith("<aaa")


def test_a_header_that_lies_about_its_charset_is_read() -> None:
    assert header_words("=?us-ascii?q?=E9=E9n?=") == "één"
