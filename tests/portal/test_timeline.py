"""What whoever complains reads back on his page: every letter that he got and no other, days to come, and what he accepted."""

import pytest
import time_machine
from django.db.models import Q
from django.test import Client

from tests.factories.house import DAY, HOUR, NOW, a_filing, a_member, an_organisation, took
from tests.portal.matters import deliver, proposed
from tests.portal.visitor import page_of, words
from wederhoor.actions.filing import Filed
from wederhoor.actions.record import Actor, Log, Recorded, record
from wederhoor.dossiers.models import Party
from wederhoor.organisations.models import Member

pytestmark = pytest.mark.django_db
OFFICER = "klachtenfunctionaris"
COPY = "Afschrift van de oplossing"


def page(filed: Filed) -> str:
    client = Client()
    with time_machine.travel(NOW + 3 * DAY, tick=False):
        return words(client.get(page_of(client, filed.tracking_code)))


@pytest.mark.clause("CON-20")
@pytest.mark.parametrize(("to", "read"), [("complainant", True), ("handler", False)])
def test_a_copy_is_read_by_whom_it_was_sent_to_and_by_nobody_else(to: str, read: bool) -> None:
    filed, at = proposed(), NOW + DAY
    officer = Member.objects.get(organisation=filed.dossier.organisation)
    handler = a_member(filed.dossier.organisation, "medewerker")
    took(filed.dossier, "assign", officer, role=OFFICER, at=at, to=f"m-{handler.pk}", department="Levering")
    accepted = record(Log(filed.dossier.matter_id), "accept", by=Actor("complainant"), at=at, now=at, data={"channel": "portal"})
    assert isinstance(accepted, Recorded), accepted
    whose = Q(part="complainant") if to == "complainant" else Q(member=handler)
    party = Party.objects.get(whose, matter=filed.dossier.matter_id)
    took(filed.dossier, "send_copies", officer, role=OFFICER, at=at, channel="mail", to=[party.ref])
    assert COPY not in page(filed)  # it has not left
    deliver(at)
    assert (COPY in page(filed)) == read


@pytest.mark.clause("EXA-13")
def test_a_visit_that_is_planned_has_its_day_and_one_that_was_held_happened() -> None:
    filed = a_filing(an_organisation("exa-men"))
    support = a_member(filed.dossier.organisation, "support")
    took(filed.dossier, "visit", support, role="support", at=NOW + HOUR, planned_on="2026-04-24")
    assert "Wij spraken af dat wij bij u langskomen op vrijdag 24 april" in page(filed)
    assert "Wij kwamen bij u langs" not in page(filed)
    took(filed.dossier, "visit", support, role="support", at=NOW + DAY, planned_on="2026-04-24", account="Geheim verslag.")
    assert "Wij kwamen bij u langs" in page(filed)
    assert "Geheim verslag." not in page(filed)


@pytest.mark.clause("EXT-09")
@pytest.mark.parametrize(
    ("procedure", "channel", "shown"), [("extrack", "web", True), ("extrack", "phone", False), ("klik-onderwijs", "web", False)]
)
def test_by_filing_in_writing_one_accepts_the_version_where_the_regulation_says_so(procedure: str, channel: str, shown: bool) -> None:
    filed = a_filing(an_organisation(procedure), channel=channel)
    assert ("Door in te dienen gaf u aan dat u versie 1 van deze regeling kent en ermee akkoord gaat." in page(filed)) == shown


@pytest.mark.clause("CON-02")
def test_what_was_called_a_misunderstanding_is_a_message_to_whoever_sent_it() -> None:
    filed = a_filing(an_organisation("concreet-onderwijsproducten"))
    officer = a_member(filed.dossier.organisation, OFFICER)
    took(filed.dossier, "classify", officer, role=OFFICER, at=NOW + HOUR, kind="misunderstanding", reason="Het boek was van een ander.")
    shown = page(filed)
    assert [said for said in ("Wij bekijken uw bericht", "Wij bepaalden waar het om gaat: misverstand") if said not in shown] == []
    assert "uw misverstand" not in shown


@pytest.mark.clause("ECM-04")
def test_once_the_ruling_left_the_headline_says_so() -> None:
    filed, at = a_filing(an_organisation("ecm")), NOW + HOUR
    handler = a_member(filed.dossier.organisation, "verantwoordelijk-medewerker", "bestuur")
    role = "verantwoordelijk-medewerker"
    for party in ("complainant", "concerned"):
        took(filed.dossier, "waive_hearing", handler, role=role, at=at, party=party, reason="Schriftelijk genoeg.")
    took(filed.dossier, "judge", handler, role=role, at=at, outcome="rejected", reasons="Er was geen fout.")
    took(filed.dossier, "reply", handler, role=role, at=at, channel="mail", reasons="Er was geen fout.")
    deliver(at)
    said = {"channel": "portal", "in_writing": True, "grounds": ["Er was wel een fout."]}
    assert isinstance(record(Log(filed.dossier.matter_id), "object", by=Actor("complainant"), at=at, now=at, data=said), Recorded)
    appeal = filed.dossier.matter.dossiers.get(name="objection 1")
    took(appeal, "rule", handler, role="bestuur", at=at, channel="mail", outcome="upheld", reasons="Er was een fout.")
    assert "Uw beroep loopt" in page(filed)
    deliver(at)
    assert "U hebt de uitspraak over uw beroep" in page(filed)
