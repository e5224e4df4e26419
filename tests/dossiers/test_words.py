from threading import Thread

import pytest

from wederhoor.dossiers.words import MOST_TERMS, Term, fold, stem_of, terms_of, words_of


@pytest.mark.parametrize(
    ("written", "folded"), [("Één", "een"), ("coördinator", "coordinator"), ("Façade", "facade"), ("STRASSE", "strasse"), ("Łódź", "łodz")]
)
def test_accents_and_capitals_make_no_difference(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u2060", "\ufeff"])
def test_a_word_that_may_be_broken_is_found_whole_and_finds_the_same(unseen: str) -> None:
    assert words_of([f"Examen{unseen}commissie"]) == words_of(["examencommissie"])
    assert terms_of(f"examen{unseen}commissie") == terms_of("examencommissie")


@pytest.mark.parametrize(
    ("one", "other"),
    [("examen", "examens"), ("klacht", "klachten"), ("begeleiding", "begeleid"), ("toets", "toetsen"), ("vraag", "vragen")],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem_of(one) == stem_of(other)


def test_guidance_and_policy_stay_apart() -> None:
    assert stem_of("begeleiding") != stem_of("beleid")


def test_a_stem_is_its_own_stem() -> None:
    assert {stem_of(stem_of(word)) == stem_of(word) for word in ("examens", "toetsen", "beoordelingen", "antwoordsleutels")} == {True}


def test_a_word_is_found_as_written_and_by_its_stem() -> None:
    assert words_of(["De klachten"]) == {"de", "klachten", "=klacht"}
    assert words_of(["Geheim"], restricted=True) == {"!geheim"}


def test_single_letters_tell_nothing_and_single_digits_do() -> None:
    assert words_of(["foto's van vraag 3, a b c"]) == {"foto", "van", "vraag", "=vrag", "3"}


def test_marks_of_our_own_cannot_be_written_in_a_text() -> None:
    assert words_of(["#1 =examen !geheim"]) == {"1", "examen", "=exam", "geheim"}


def test_idle_words_are_left_out_unless_there_are_no_others() -> None:
    assert terms_of("de klacht van het ROC") == (Term("klacht", "klacht"), Term("roc", "roc"))
    assert [term.word for term in terms_of("van de")] == ["van", "de"]


def test_a_star_asks_for_what_begins_so() -> None:
    assert terms_of("exam*") == (Term("exam", "exam", prefix=True),)
    assert terms_of("ex*") == (Term("ex", "ex"),)


@pytest.mark.parametrize("hostile", ["", "   ", "\"'", "* * *", "🙂🙂", "NEAR()", "\x00", "a", "; --"])
def test_whatever_is_typed_becomes_words_or_nothing(hostile: str) -> None:
    assert all(term.word.isalnum() for term in terms_of(hostile))


def test_ten_kilobytes_are_a_few_words() -> None:
    assert len(terms_of(" ".join(f"woord{number}" for number in range(1500)))) == MOST_TERMS
    assert [len(term.word) for term in terms_of("x" * 10_000)] == [40]


def test_every_thread_has_a_stemmer_of_its_own() -> None:
    stem_of.cache_clear()
    found: list[str] = []
    threads = [Thread(target=lambda: found.append(stem_of("examens"))) for _ in range(3)]
    for thread in threads:
        thread.start()
        thread.join()
        stem_of.cache_clear()
    assert found == ["exam"] * 3
