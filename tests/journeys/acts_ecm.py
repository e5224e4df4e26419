"""ECM: who works there in the tests of all its acts, dossiers to begin with, and which act is taken in which test."""

from dataclasses import dataclass

import pytest
from pytest_django import Settings

from tests.factories.house import COMPLAINT, a_version, send_all, shipped, took
from tests.journeys.conftest import Settled
from tests.journeys.support import Colleague, Complainant, Town
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.record import Actor
from wederhoor.actions.regulations import publish_procedure
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import ProcedureVersion
from wederhoor.web import clock

NOOR = "noor@zonland.example"
OFFICER = "verantwoordelijk-medewerker"
#: The acts of each test, by what they are about.
ORDINARY = (
    "file pass_on take acknowledge hear disclose judge propose objection:object objection:rule objection:carry_out_ruling objection:close "
    "carry_out follow_up close archive destroy"
)
SPOKEN = "file ask_completion complete confirm_in_writing classify acknowledge explain_procedure report_progress note withdraw"
INQUIRY = "take assess inform_concerned invite hear waive_hearing consult disclose comment judge"
SETTLING = "reply propose decline accept explain_lateness send_back approve correct carry_out find_cause recommend waive recalculate"
ENDING = "close reopen hold archive release destroy"
RELATING = "file link unlink split"
SPOKEN_APPEAL = (
    "objection:object objection:ask_completion objection:confirm_in_writing objection:acknowledge objection:complete objection:take "
    "objection:hear objection:consult objection:report_progress objection:withdraw"
)
DECIDED_APPEAL = "objection:object objection:admit objection:rule objection:close objection:reopen"
REFUSED_APPEAL = "objection:object objection:refuse"
YEAR = (
    "year:open_year year:analyse year:draft_report year:decide_measures year:publish_report year:present year:evaluate_measure "
    "year:close_year"
)
TAKEN = (ORDINARY, SPOKEN, INQUIRY, SETTLING, ENDING, RELATING, SPOKEN_APPEAL, DECIDED_APPEAL, REFUSED_APPEAL, YEAR)


@dataclass
class Ecm:
    """Who has a part in it; `number` is the dossier that a test is about."""

    town: Town
    noor: Complainant
    clerk: Colleague
    officer: Colleague
    leader: Colleague
    board: Colleague
    archive: Colleague
    number: str = ""

    def filed(self, **data: object) -> Dossier:
        """A complaint of Noor's, which is not what this test shows; she follows it with her code."""
        said = {**COMPLAINT, "subject": {"class": "service"}, **data}
        with self.town.beside_the_browsers():
            done = file_complaint(self.town.organisation, data=said, by=Actor("complainant"), at=clock.now(), now=clock.now())
        assert isinstance(done, Filed), done
        self.noor.code, self.number = done.tracking_code, done.dossier.number
        return done.dossier

    def judged(self) -> Dossier:
        """A complaint in which both sides were heard and shown what the other said, and that was judged."""
        dossier, now = self.filed(), clock.now()
        with self.town.beside_the_browsers():
            took(dossier, "take", self.officer.member, role=OFFICER, at=now)
            took(dossier, "acknowledge", self.officer.member, role=OFFICER, at=now, channel="phone", states=["steps"])
            for side, other in (("complainant", "concerned"), ("concerned", "complainant")):
                took(dossier, "hear", self.officer.member, role=OFFICER, at=now, party=side, account="De zaal was dubbel geboekt.")
                took(dossier, "disclose", self.officer.member, role=OFFICER, at=now, party=other)
            took(dossier, "judge", self.officer.member, role=OFFICER, at=now, outcome="upheld", reasons="De zaal was dubbel geboekt.")
        return dossier

    def answered(self) -> Dossier:
        """The same, and a solution was offered."""
        dossier, now = self.judged(), clock.now()
        with self.town.beside_the_browsers():
            took(dossier, "propose", self.officer.member, role=OFFICER, at=now, channel="mail", solution="Het examen mag over.")
            send_all(dossier, at=now)
        return dossier

    def moves_to_a_new_version(self) -> None:
        """The organisation publishes another version of its regulation, and this dossier follows it from now on."""
        published = publish_procedure(self.town.organisation, a_version(shipped("ecm"), 2, "2026-06-01"), clock.now())
        assert isinstance(published, ProcedureVersion), published
        self.officer.does(self.number, "Opnieuw berekenen", {"Klachtenregeling": "versie 2", "Reden": "De leiding koos dat."})


@pytest.fixture
def ecm(settled: Settled, settings: Settings) -> Ecm:
    """ECM with everyone whom its regulation names; a Monday in May."""
    town = settled("ecm", "ECM", "2026-05-11T09:00")
    settings.BASE_URL = town.url
    return Ecm(
        town,
        town.complainant(),
        town.colleague("Karel Balie", "medewerker"),
        town.colleague("Vera Onderzoek", OFFICER),
        town.colleague("Petra Project", "projectleider"),
        town.colleague("Theo Bestuur", "bestuur"),
        town.colleague("Anna Archief", "archiefhouder"),
    )
