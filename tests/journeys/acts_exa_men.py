"""Exa.men: who works there in the tests of all its acts, dossiers to begin with, and which act is taken in which test."""

from dataclasses import dataclass

import pytest
from pytest_django import Settings

from tests.factories.house import COMPLAINT, a_version, send_all, shipped, took
from tests.journeys.conftest import Settled
from tests.journeys.support import Colleague, Complainant, Town
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.installation import add_customer, add_product
from wederhoor.actions.record import Actor
from wederhoor.actions.regulations import publish_procedure
from wederhoor.catalogue.models import Product, Use
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Customer, ProcedureVersion
from wederhoor.web import clock

NOOR = "noor@zonland.example"
#: The acts of each test, by what they are about.
ORDINARY = "file acknowledge pass_on assess publish_version notify_customers judge reply carry_out close archive"
ORDINARY_OBJECTION = "objection:object objection:appoint objection:rule objection:reply"
INTAKE = "file ask_completion complete confirm_in_writing classify assign take explain_procedure report_progress note"
INQUIRY = "consult talk hear invite visit disclose comment advise assess defer_to_revision weigh_revision"
CORRECTING = "assess open_correction publish_version notify_customers"
ANSWERING = "explain_lateness judge send_back approve correct reply carry_out find_cause recommend visit waive recalculate"
ENDING = "close request_inspection grant_inspection follow_up reopen hold release archive destroy"
RELATING = "file link unlink split withdraw"
LATE = "objection:object objection:acknowledge objection:complete objection:excuse_lateness objection:report_progress objection:withdraw"
REFUSED = "objection:object objection:refuse"
ADMITTED = "objection:object objection:admit objection:appoint objection:rule"
YEAR = (
    "year:open_year year:analyse year:draft_report year:publish_report year:decide_measures year:present year:evaluate_measure "
    "year:close_year"
)
TAKEN = (ORDINARY, ORDINARY_OBJECTION, INTAKE, INQUIRY, CORRECTING, ANSWERING, ENDING, RELATING, LATE, REFUSED, ADMITTED, YEAR)


@dataclass
class Exa:
    """Who has a part in it; `number` is the dossier that a test is about."""

    town: Town
    noor: Complainant
    support: Colleague
    constructor: Colleague
    leader: Colleague
    expert: Colleague
    number: str = ""

    @property
    def dossier(self) -> Dossier:
        """Its row."""
        return Dossier.objects.get(number=self.number)

    def filed(self, **data: object) -> Dossier:
        """A complaint of Noor's about an exam, which is not what this test shows; she follows it with her code."""
        said = {**COMPLAINT, "subject": {"class": "product", "product": "REK-2F"}, **data}
        with self.town.beside_the_browsers():
            done = file_complaint(self.town.organisation, data=said, by=Actor("complainant"), at=clock.now(), now=clock.now())
        assert isinstance(done, Filed), done
        self.noor.code, self.number = done.tracking_code, done.dossier.number
        return done.dossier

    def answered(self) -> Dossier:
        """A complaint that was acknowledged, passed on, judged and answered; the answer left."""
        dossier, now = self.filed(), clock.now()
        support, constructor = self.support.member, self.constructor.member
        with self.town.beside_the_browsers():
            took(dossier, "acknowledge", support, role="support", at=now, channel="mail")
            took(dossier, "pass_on", support, role="support", at=now, to=f"m-{constructor.pk}")
            took(dossier, "judge", constructor, role="kernconstructeur", at=now, outcome="rejected", reasons="De sleutel klopt.")
            took(dossier, "reply", constructor, role="kernconstructeur", at=now, channel="mail", reasons="De sleutel klopt.")
            send_all(dossier, at=now)
        return dossier

    def moves_to_a_new_version(self) -> None:
        """The organisation publishes another version of its regulation, and this dossier follows it from now on."""
        published = publish_procedure(self.town.organisation, a_version(shipped("exa-men"), 2, "2026-06-01"), clock.now())
        assert isinstance(published, ProcedureVersion), published
        self.support.does(self.number, "Opnieuw berekenen", {"Klachtenregeling": "versie 2", "Reden": "De leiding koos dat."})


@pytest.fixture
def exa(settled: Settled, settings: Settings) -> Exa:
    """Exa.men with two exams, and three customers that use the first; a Monday in June."""
    town = settled("exa-men", "Exa.men", "2026-06-08T09:00")
    settings.BASE_URL = town.url
    for code, name in (("REK-2F", "Examen Rekenen 2F"), ("LOG-4", "Examen Logistiek")):
        add_product(town.organisation, code=code, name=name)
    for number, school in enumerate(("MBO Delta", "Vakschool Noord", "ROC Zuidrand"), 1):
        add_customer(town.organisation, name=school, code=f"K{number}", contacts=[(f"Contact {number}", f"contact{number}@klant.example")])
    for customer in Customer.objects.all():
        Use.objects.create(customer=customer, product=Product.objects.get(code="REK-2F"))
    return Exa(
        town,
        town.complainant(),
        town.colleague("Suze Steun", "support"),
        town.colleague("Kees Kern", "kernconstructeur"),
        town.colleague("Lies Leiding", "leiding"),
        town.colleague("Dirk Deskundig"),
    )
