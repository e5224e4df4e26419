"""One complaint as its maker lives through it: he is at his browser, and the organisation acts through the one door."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.factories.house import a_filing, a_member, send_all, took
from tests.journeys.support import Answers, Complainant, Town, text_of
from wederhoor.actions.values import Recorded, Written
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Member
from wederhoor.web import clock


@dataclass
class Home:
    """`staff` holds every role named and acts as the first of them; `noor` follows the complaint of that number."""

    town: Town
    staff: Member
    role: str
    noor: Complainant
    number: str = ""

    @property
    def page(self) -> Page:
        """Her browser."""
        return self.noor.page

    def filed(self, **data: Any) -> None:  # noqa: ANN401 -- data of any filing
        """A complaint came in by the form; that is shown elsewhere."""
        done = a_filing(self.town.organisation, at=clock.now(), **data)
        self.noor.code, self.number = done.tracking_code, done.dossier.number

    def files(self, answers: Answers) -> str:
        """She files by the form; what stands on the page of the complaint then."""
        self.number = self.noor.files(answers)
        return self.reads()

    def desk(self, act: str, *, role: str = "", number: str = "", by: Member | None = None, says: str = "", **data: object) -> Recorded:
        """An act of the organisation; its letter leaves at once, in its own words where it `says` something else."""
        row, now = Dossier.objects.get(number=number or self.number), clock.now()
        letter = Written("Bericht over uw klacht", says) if says else None
        done = took(row, act, by or self.staff, role=role or self.role, at=now, letter=letter, **data)
        send_all(row, at=now)
        return done

    def reads(self) -> str:
        """What stands on the page of the complaint, which fits its screen."""
        shown = self.noor.follows()
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), self.page.url
        return shown

    def does(self, button: str, answers: Answers | None = None) -> str:
        """She takes an act from her page; what stands there afterwards."""
        return self.noor.does(button, answers)

    def offered(self) -> list[str]:
        """The acts that her page offers, without their articles."""
        self.reads()
        return [" ".join(text.split()) for text in self.page.locator(".acts a.button").all_inner_texts()]

    def objection(self) -> str:
        """The number of her objection."""
        return self.town.numbers()[-1]

    def opens(self, path: str) -> str:
        """Any page of the portal; what stands there."""
        self.page.goto(path)
        return text_of(self.page)


def at_home(town: Town, *roles: str) -> Home:
    """Someone with a complaint, and one colleague with these roles."""
    return Home(town, a_member(town.organisation, *roles), roles[0], town.complainant())
