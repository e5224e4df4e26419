"""Mail that no person wrote to be read here: sealed, taking back an earlier one, the answer of a calendar. A person is told so."""

import pytest

from tests.exchange.postman import a_mail
from tests.exchange.test_receive import answered, take, to
from tests.factories.house import an_organisation
from wederhoor.actions.arrival import Taken
from wederhoor.actions.mail import CALENDAR, RECALL, SEALED
from wederhoor.correspondence.models import Message
from wederhoor.exchange.mail_in.parse import parse
from wederhoor.organisations.models import Organisation

PGP = "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----"


def mime(kind: str, body: str) -> bytes:
    return a_mail(body, headers={"MIME-Version": "1.0", "Content-Type": kind})


ENCRYPTED = mime("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "MIAG")
BY_PGP = mime(
    'multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b',
    f"--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\n{PGP}\n--b--",
)
SIGNED = mime(
    'multipart/signed; protocol="application/pkcs7-signature"; boundary=b',
    "--b\nContent-Type: text/plain\n\nVraag 7\n--b\nContent-Type: application/pkcs7-signature; name=smime.p7s\n\nMIAG\n--b--",
)
WITH_A_SEALED_FILE = mime(
    "multipart/mixed; boundary=b",
    "--b\nContent-Type: text/plain\n\nZie bijlage\n--b\nContent-Type: application/pkcs7-mime; name=contract.p7m\n\nMIAG\n--b--",
)
ANSWER = mime("text/calendar; method=REPLY", "BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR")
INVITATION = mime("text/calendar; method=REQUEST", "BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR")


@pytest.mark.parametrize(
    ("raw", "unusual"),
    [
        (ENCRYPTED, SEALED),
        (BY_PGP, SEALED),
        (a_mail(PGP), SEALED),
        (a_mail(headers={"Subject": "Recall: Klacht over examen"}), RECALL),
        (a_mail(headers={"Subject": "Intrekken: Klacht over examen"}), RECALL),
        (ANSWER, CALENDAR),
        (SIGNED, ""),
        (WITH_A_SEALED_FILE, ""),
        (INVITATION, ""),
        (a_mail(headers={"Subject": "Intrekken van mijn diploma"}), ""),
    ],
)
def test_what_is_no_letter_says_what_it_is(raw: bytes, unusual: str) -> None:
    found = parse(raw)
    assert found is not None
    assert found.unusual == unusual


@pytest.fixture
def organisation(db: None) -> Organisation:
    return an_organisation()


@pytest.mark.parametrize(("raw", "word"), [(ENCRYPTED, "versleuteld"), (ANSWER, "uitnodiging")])
def test_it_makes_no_dossier_by_itself_and_a_person_hears_what_it_is(organisation: Organisation, raw: bytes, word: str) -> None:
    assert take(raw, organisation) == Taken("tray")
    assert word in Message.objects.get().reason


def test_in_the_dossier_that_it_answers_it_is_said_that_it_cannot_be_read(organisation: Organisation) -> None:
    letter = answered(organisation)
    assert take(a_mail(PGP, headers={"To": to(letter)}), organisation).state == "joined"
    assert "versleuteld" in Message.objects.get().reason
