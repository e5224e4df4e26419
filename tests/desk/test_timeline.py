"""The timeline: by sort without script, long quotes folded, files by name."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tests.desk.conftest import TUESDAY, Office
from tests.desk.test_outside_whole import appointed
from tests.factories.house import NOW
from wederhoor.correspondence.models import Attachment, Message
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Member

Enter = Callable[[Member], Client]


@pytest.fixture
def dossier(office: Office) -> Dossier:
    """Something came in, was written down inside, and someone called."""
    found = office.file()
    office.do(found, "note", text="Belt vaak.")
    office.do(found, "hear", party="complainant", account="Hij zei veel.")
    return found


@pytest.mark.parametrize(
    ("sort", "titles"),
    [
        ("", ["Gehoord", "Notitie gemaakt", "Ontvangen"]),
        ("contact", ["Gehoord", "Ontvangen"]),
        ("intern", ["Notitie gemaakt"]),
        ("anders", ["Gehoord", "Notitie gemaakt", "Ontvangen"]),
    ],
)
def test_it_is_sorted_out_by_links(desk: Client, dossier: Dossier, sort: str, titles: list[str]) -> None:
    page = desk.get(f"/bureau/dossier/{dossier.number}/?toon={sort}")
    assert [item.title for item in page.context["timeline"]] == titles
    assert [(one.code, one.count) for one in page.context["sorts"]] == [("", 3), ("contact", 2), ("intern", 1)]


def test_a_message_is_contact_and_names_its_files(office: Office, desk: Client, dossier: Dossier) -> None:
    message = Message.objects.create(
        organisation=office.organisation, dossier=dossier, content_digest="x", received_at=TUESDAY, state="joined", body="Zie bijlage."
    )
    Attachment.objects.create(message=message, name="toets.pdf", content_type="application/pdf", size=3, path="x")
    items = desk.get(f"/bureau/dossier/{dossier.number}/?toon=contact").context["timeline"]
    assert next(item.files for item in items if item.quote == "Zie bijlage.") == (("toets.pdf", ""),)


@pytest.mark.parametrize(("length", "folded"), [(100, False), (5000, True)])
def test_a_long_text_is_folded_after_its_beginning(office: Office, desk: Client, length: int, *, folded: bool) -> None:
    dossier = office.file(description="woord " * (length // 6))
    page = desk.get(f"/bureau/dossier/{dossier.number}/")
    assert bool(page.context["timeline"][-1].lead) is folded
    assert ('<details class="quote">' in page.content.decode()) is folded


def test_what_happened_in_another_year_says_so(office: Office, enter: Enter, dossier: Dossier, moment: time_machine.Traveller) -> None:
    moment.move_to(TUESDAY + timedelta(days=300))
    assert "21 apr 2026" in enter(office.manager).get(f"/bureau/dossier/{dossier.number}/").content.decode()


def test_texts_that_stand_together_each_say_what_they_are(office: Office, desk: Client) -> None:
    dossier = office.file(grounds=["Te laat.", "Te kort."])
    page = desk.get(f"/bureau/dossier/{dossier.number}/")
    said = page.context["timeline"][-1].parts
    assert [label for label, text in said if text in {"Te laat.", "Te kort."}] == ["Gronden", ""]
    assert '<span class="small soft">Gronden:</span> Te laat.' in page.content.decode()
    office.do(dossier, "note", text="Eén tekst.")
    assert desk.get(f"/bureau/dossier/{dossier.number}/").context["timeline"][0].parts == ()


@pytest.mark.django_db
def test_what_is_said_of_a_member_of_a_committee_is_said_with_who_that_is(enter: Enter) -> None:
    objection = appointed("klik-onderwijs", "manager-propositie")
    manager = objection.organisation.members.filter(roles__role="manager-propositie")[0]
    with time_machine.travel(NOW, tick=False):
        items = enter(manager).get(f"/bureau/dossier/{objection.number}/").context["timeline"]
    [labels] = [[label for label, _text in item.parts] for item in items if item.title == "Commissie benoemd"]
    assert len(labels) == len(set(labels)) == 4
    assert [label.partition(",")[0] for label in labels[:2]] == ["Waarom het lid onafhankelijk is", "Deskundigheid van het lid"]
