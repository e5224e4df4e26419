import pytest

from wederhoor.exchange.mail_in.machine import is_automatic, is_silent

NOOR = "noor@zonland.example"


@pytest.mark.parametrize(
    "subject",
    [
        "Automatisch antwoord: Klacht over examen",
        "Automatische reactie: Uw brief",
        "Automatic reply: Your letter",
        "Out of office: vakantie",
        "Out of the Office",
        "Afwezig: Re: Uw klacht",
        "Afwezigheidsbericht",
        "Autoreply: hallo",
        "[Auto-Reply] Re: Uw klacht",
        "Auto: Re: Uw klacht",
        "Ik ben momenteel afwezig",
        "Abwesenheitsnotiz: Ihre Nachricht",
    ],
)
def test_an_answer_of_whoever_is_away_is_a_machine_s(subject: str) -> None:
    assert is_automatic({}, subject, NOOR)


@pytest.mark.parametrize(
    "subject",
    [
        "Afwezigheid van de examinator tijdens het examen",
        "Automatisch nakijken gaat mis",
        "Re: Afwezig: klacht",
        "Ik ben met vakantie en mis daardoor mijn examen",
        "Klacht",
        "",
    ],
)
def test_what_a_person_writes_about_is_not(subject: str) -> None:
    assert not is_automatic({}, subject, NOOR)


@pytest.mark.parametrize("sender", ["mailer-daemon@x.example", "postmaster@x.example", "microsoftexchange329e71ec@x.example"])
def test_a_mail_server_is_a_machine(sender: str) -> None:
    assert is_automatic({}, "Iets", sender)


@pytest.mark.parametrize(("said", "silent"), [("All", True), ("DR, RN, AutoReply", True), ("OOF", False), ("", False), ("none", False)])
def test_who_asks_for_no_answer_is_still_a_person(said: str, silent: bool) -> None:
    headers = {"x-auto-response-suppress": [said]}
    assert (is_silent(headers), is_automatic(headers, "Klacht", NOOR)) == (silent, False)
