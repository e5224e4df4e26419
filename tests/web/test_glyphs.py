"""What can be printed for good: plain and accented letters as they are, and of every other character that the fonts lack its code."""

import pytest

from wederhoor.web import glyphs
from wederhoor.web.glyphs import printable


@pytest.mark.parametrize("text", ["Ångström, Łódź, crème brûlée", "Ἀθήνα, Москва", "€ 5 – “zo” …", "één\ntwee"])
def test_what_the_fonts_have_stays(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a 漢字 b", "a [U+6F22 U+5B57] b"),
        ("😀", "[U+1F600]"),
        ("\x00", "[U+0000]"),
        ("\ue000\ufffe", "[U+E000 U+FFFE]"),
        ("\ud800", "[U+D800]"),
        ("txt\u202efdp.exe", "txt[U+202E]fdp.exe"),
        ("a\tb\r\nc", "a b\nc"),
        ("[漢]", "[[U+6F22]]"),
    ],
)
def test_what_they_lack_stands_as_its_code(text: str, said: str) -> None:
    assert printable(text) == said


def test_it_goes_through_tables_and_lists_and_leaves_numbers() -> None:
    assert printable({"a": [["漢", 1], True], "b": None}) == {"a": [["[U+6F22]", 1], True], "b": None}


def test_a_character_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    printable("Ѫ")
    monkeypatch.setattr(glyphs, "_prints", lambda _signs: 1 / 0)
    assert printable("ѪѪ") == "ѪѪ"


def test_to_be_sure_only_latin_letters_stay() -> None:
    assert printable("é Ж", sure_only=True) == "é [U+0416]"
