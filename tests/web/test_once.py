"""The same answers in the same form are known again; other answers and other files are not."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from wederhoor.web.once import once


def known(key: str = "a", **sent: object) -> str:
    """By which this form, with these answers, is known."""
    return once(RequestFactory().post("/", sent), key, apart={"seen"})


def test_the_same_answers_are_the_same_whatever_no_one_answers() -> None:
    assert known(text="Gebeld.", to=["b", "c"], seen="1", csrfmiddlewaretoken="x") == known(to=["b", "c"], text="Gebeld.", seen="2")


def test_another_answer_another_form_or_another_file_is_another() -> None:
    files = [SimpleUploadedFile("brief.pdf", content) for content in (b"%PDF", b"%PDF-1.7")]
    said = [known(text="Gebeld."), known(text="Gemaild."), known("b", text="Gebeld."), *(known(text="Gebeld.", files=one) for one in files)]
    assert len(set(said)) == len(said)


def test_nothing_that_was_answered_stands_in_it() -> None:
    assert len(known(text="Gebeld. " * 1_000)) == 32
