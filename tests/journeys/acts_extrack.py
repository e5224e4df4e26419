"""ExTrack: who works there in the tests of all its acts, a dossier to begin with, and which act is taken in which test."""

from dataclasses import dataclass

import pytest
from pytest_django import Settings

from tests.factories.house import COMPLAINT, send_all, took
from tests.journeys.conftest import Settled
from tests.journeys.support import Colleague, Complainant, Town
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.record import Actor
from wederhoor.dossiers.models import Dossier
from wederhoor.web import clock

NOOR = "noor@zonland.example"
#: The acts of each test, by what they are about.
ORDINARY = "file acknowledge complete report_progress extend judge reply recommend close"
ORDINARY_OBJECTION = "objection:object objection:appoint objection:rule objection:carry_out_ruling objection:close"
ORAL = (
    "file invite talk explain_procedure confirm_in_writing ask_completion complete formalise pass_on take classify propose accept decline"
)
INQUIRY = "assign agree_communication assess hear waive_hearing visit inform_concerned find_cause note correct approve send_back"
ADVICE = "consult accept_secrecy disclose advise comment"
ANSWERED = "explain_lateness recalculate judge reply send_copies carry_out close reopen"
INSPECTED = "request_rules explain_procedure request_inspection grant_inspection refuse_inspection withdraw hold release archive destroy"
RELATED = "file waive link unlink split refer"
OBJECTED = (
    "objection:object objection:acknowledge objection:ask_completion objection:complete objection:report_progress objection:disclose "
    "objection:admit objection:appoint objection:hear objection:withdraw objection:refuse close"
)
YEAR = (
    "year:open_year year:analyse year:draft_report year:publish_report year:present year:decide_measures year:evaluate_measure "
    "year:close_year"
)
TAKEN = (ORDINARY, ORDINARY_OBJECTION, ORAL, INQUIRY, ADVICE, ANSWERED, INSPECTED, RELATED, OBJECTED, YEAR)


@dataclass
class Extrack:
    """Who has a part in it; `number` is the dossier that a test is about."""

    town: Town
    noor: Complainant
    officer: Colleague
    contact: Colleague
    employee: Colleague
    board: Colleague
    lawyer: Colleague
    number: str = ""

    @property
    def dossier(self) -> Dossier:
        """Its row."""
        return Dossier.objects.get(number=self.number)

    def filed(self, **data: object) -> None:
        """A complaint of Noor's, which is not what this test shows; she follows it with her code."""
        said = {**COMPLAINT, "subject": {"class": "service"}, **data}
        with self.town.beside_the_browsers():
            done = file_complaint(self.town.organisation, data=said, by=Actor("complainant"), at=clock.now(), now=clock.now())
        assert isinstance(done, Filed), done
        self.number, self.noor.code = done.dossier.number, done.tracking_code

    def answered(self) -> None:
        """Such a complaint that was judged and answered; the answer left."""
        self.filed()
        role, reasons, now = "klachtenfunctionaris", "De trainer was op tijd.", clock.now()
        with self.town.beside_the_browsers():
            took(self.dossier, "judge", self.officer.member, role=role, at=now, outcome="rejected", reasons=reasons)
            took(self.dossier, "reply", self.officer.member, role=role, at=now, channel="mail", reasons=reasons)
            send_all(self.dossier, at=now)


@pytest.fixture
def extrack(settled: Settled, settings: Settings) -> Extrack:
    town = settled("extrack", "ExTrack", "2026-06-01T09:00")
    settings.BASE_URL = town.url
    return Extrack(
        town,
        town.complainant(),
        town.colleague("Roos Functie", "klachtenfunctionaris"),
        town.colleague("Carla Contact", "contactpersoon"),
        town.colleague("Lies Intern", "medewerker"),
        town.colleague("Hugo Directie", "directie"),
        town.colleague("Job Jurist"),
    )
