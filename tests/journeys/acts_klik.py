"""Klik Onderwijs: who works there in the tests of all its acts, dossiers to begin with, and which act is taken in which test."""

from dataclasses import dataclass

import pytest
from pytest_django import Settings

from tests.factories.house import COMPLAINT, send_all, took
from tests.journeys.conftest import Settled
from tests.journeys.support import Colleague, Complainant, Town
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.installation import add_product
from wederhoor.actions.record import Actor
from wederhoor.dossiers.models import Dossier
from wederhoor.web import clock

NOOR = "noor@zonland.example"
MANAGER = "manager-propositie"
#: A mail that was written by a machine, so that a person decides on it.
FROM_A_MACHINE = (
    b"From: Wim <wim@school.example>\nTo: klachten@klik.example\nSubject: Vraag\nMessage-ID: <1@school.example>\n"
    b"Auto-Submitted: auto-generated\n\nKlopt mijn rekening?\n"
)
#: The acts of each test, by what they are about.
TOLD = "file take note pass_on inform_concerned hear invite talk mediate explain_procedure formalise ask_completion complete acknowledge"
SETTLED = "file waive confirm_in_writing waive_hearing withdraw"
INQUIRY = "assign explain_procedure assess consult advise disclose comment report_progress"
ANSWERING = "explain_lateness judge send_back approve reply carry_out find_cause recommend correct"
ENDING = "close reopen hold archive release destroy"
RELATING = "file link unlink split recalculate"
BY_MOUTH = (
    "objection:object objection:ask_completion objection:explain_procedure objection:confirm_in_writing objection:excuse_lateness "
    "objection:acknowledge objection:complete objection:appoint objection:report_progress objection:extend objection:hear "
    "objection:rule objection:carry_out_ruling objection:close"
)
REFUSED = "objection:object objection:refuse"
ADMITTED = "objection:object objection:admit objection:withdraw"
YEAR = (
    "year:open_year year:analyse year:draft_report year:publish_report year:decide_measures year:present year:evaluate_measure "
    "year:close_year"
)
TAKEN = (TOLD, SETTLED, INQUIRY, ANSWERING, ENDING, RELATING, BY_MOUTH, REFUSED, ADMITTED, YEAR)


@dataclass
class Klik:
    """Who has a part in it; `number` is the dossier that a test is about."""

    town: Town
    noor: Complainant
    manager: Colleague
    support: Colleague
    handler: Colleague
    first: Colleague
    second: Colleague
    number: str = ""

    @property
    def dossier(self) -> Dossier:
        """Its row."""
        return Dossier.objects.get(number=self.number)

    def filed(self, **data: object) -> Dossier:
        """A complaint of Noor's on paper, which is not what this test shows; she follows it with her code."""
        said = {**COMPLAINT, "subject": {"class": "product", "product": "BOEK"}, **data}
        with self.town.beside_the_browsers():
            done = file_complaint(self.town.organisation, data=said, by=Actor("complainant"), at=clock.now(), now=clock.now())
        assert isinstance(done, Filed), done
        self.noor.code, self.number = done.tracking_code, done.dossier.number
        return done.dossier

    def assigned(self) -> Dossier:
        """One that was acknowledged and given to the independent person."""
        dossier, now = self.filed(), clock.now()
        to = f"m-{self.handler.member.pk}"
        with self.town.beside_the_browsers():
            took(dossier, "acknowledge", self.manager.member, role=MANAGER, at=now, channel="mail", states=["steps", "terms"])
            took(dossier, "assign", self.manager.member, role=MANAGER, at=now, to=to, independent=True, outside=True)
            send_all(dossier, at=now)
        return dossier

    def answered(self) -> Dossier:
        """One that was judged and answered too; the answer left."""
        dossier, now = self.assigned(), clock.now()
        handler = self.handler.member
        with self.town.beside_the_browsers():
            took(dossier, "judge", handler, role="handler", at=now, outcome="rejected", reasons="De wet is leidend.", consulted=[MANAGER])
            took(dossier, "reply", handler, role="handler", at=now, channel="mail", reasons="De module volgt de wet.")
            send_all(dossier, at=now)
        return dossier


@pytest.fixture
def klik(settled: Settled, settings: Settings) -> Klik:
    """Klik Onderwijs with one product, on a Monday in June."""
    town = settled("klik-onderwijs", "Klik Onderwijs", "2026-06-08T09:00")
    settings.BASE_URL = town.url
    add_product(town.organisation, code="BOEK", name="Module Boekhouden")
    return Klik(
        town,
        town.complainant(),
        town.colleague("Berend Manders", MANAGER),
        town.colleague("Mia Wekker", "medewerker"),
        town.colleague("Saskia Buitenhuis"),
        town.colleague("Olga Raadsma"),
        town.colleague("Piet Wijsman"),
    )
