"""What stands in an account: all of the dossier, each part under its own heading, with its keeper and the last link of the chain."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.factories.archive import KEEPER, LATER, judged, kept, shut, words_of
from tests.factories.house import DAY, NOW
from wederhoor.actions.archive_account import account
from wederhoor.actions.load import opened
from wederhoor.actions.tracking import code_of
from wederhoor.correspondence.models import Attachment, Message
from wederhoor.dossiers.models import Act, Dossier

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ECM-15")]


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def test_its_cover_names_the_dossier_its_regulation_its_dates_and_its_keeper() -> None:
    found = kept()
    facts = dict(account(found.opened(), [], [("Anna Archief", KEEPER)]).facts)
    assert facts["Nummer"] == found.dossier.number
    assert facts["Klachtenregeling"] == "Klachtenregeling examinering van ECM, versie 1"
    assert (facts["Ontvangen"], facts["Gesloten"]) == ("22 april 2026, 10.00 uur", "25 april 2026, 10.00 uur")
    assert facts["Oordeel"] == "gegrond"
    assert facts["Bewaard door"] == "Anna Archief (archiefhouder)"
    assert facts["Laatste schakel"].replace("\n", "") == Act.objects.latest("seq").digest


@pytest.mark.parametrize(("count", "said"), [(0, "archiefhouder"), (9, "B 7 (archiefhouder)\nen nog 1")])
def test_without_a_keeper_it_names_the_function_and_of_many_not_all(count: int, said: str) -> None:
    holders = [(f"B {number}", KEEPER) for number in range(count)]
    assert dict(account(shut().opened(), [], holders).facts)["Bewaard door"].endswith(said)


def test_all_that_was_said_stands_in_it() -> None:
    said = words_of(kept().accounts()[0])
    for words in (
        "Noor de Wit",
        "De vraag is onduidelijk. Gegrond De vraag had twee antwoorden.",
        "Verslag van complainant: de zaal was dubbel geboekt.",
        "Verslag van concerned: de zaal was dubbel geboekt.",
        "Wat is redelijk?",
        "De reiskosten.",
        "Het examen mag over.",
        "Ons oordeel: gegrond.",
        "e-mail, aan Noor de Wit, noor@zonland.example. Bijlage 1",
        "Ontvangst bevestigen (art. 10): gedaan",
        "Anna Archief (archiefhouder)",
    ):
        assert words in said


def test_its_parts_stand_in_their_order() -> None:
    titles = [part.title for part in account(shut().opened(), [], []).parts]
    assert titles == [
        *("Wie", "Wat er gebeurde", "Gronden en bevindingen", "De klacht", "Horen", "Advies", "Oordeel en oplossing"),
        *("Brieven zoals ze zijn verstuurd", "De termijnen, en hoe ze zijn gerekend", "Bijlagen", "Logboek"),
    ]


def test_every_act_of_the_log_stands_in_it_with_its_digest() -> None:
    said = words_of(kept().accounts()[0]).replace(" ", "")
    assert [act.seq for act in Act.objects.all() if act.digest not in said] == []


def test_messages_stand_in_it_with_their_files_internal_ones_too() -> None:
    found = judged()
    for number, direction in enumerate(("in", "out", "internal")):
        message = Message.objects.create(
            organisation=found.dossier.organisation,
            dossier=found.dossier,
            content_digest=str(number),
            direction=direction,
            received_at=NOW,
            sender="Zoë",
            body=f"Woorden {direction}",
            state="joined",
        )
    Attachment.objects.create(message=message, name="virus.exe", content_type="", size=1, path="x", held="infected")
    said = str(account(found.opened(), [], []).parts)
    assert [part in said for part in ("Woorden in", "Woorden out", "Woorden internal", "intern, van Zoë")] == [True] * 4
    assert "Niet bij het dossier: virus.exe" in said


def test_the_code_of_who_complains_stands_in_none() -> None:
    found = judged()
    found.does("note", text=f"Haar code is {code_of(found.dossier)}.")
    said = str(account(found.opened(), [], []).parts)
    assert code_of(found.dossier) not in said
    assert "Haar code is [weggelakt]." in said


def test_an_appeal_has_an_account_of_its_own_and_is_named() -> None:
    found = shut()
    found.says("object", at=LATER, channel="letter", in_writing=True, name="Noor de Wit", grounds=["Te weinig."])
    named = dict(account(found.opened(LATER + DAY), [], []).facts)["Hoort bij"]
    assert named.startswith("beroep 2026-0002")
    assert "Te weinig." not in str(account(found.opened(LATER + DAY), [], []).parts)
    appeal = account(opened(Dossier.objects.get(instance="objection"), LATER + DAY), [], [])
    assert "Te weinig." in str(next(part for part in appeal.parts if part.title == "De klacht"))
    assert dict(appeal.facts)["Hoort bij"].startswith("klacht 2026-0001, bezwaar, gegrond")
