"""People at their own browsers: colleagues at the desk, a complainant on the portal, and the post that goes between them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

import time_machine
from django.contrib.auth.hashers import make_password
from django.core import mail
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, ViewportSize

from tests.factories.house import shipped
from tests.procedures.support import case
from wederhoor.actions.installation import add_member, make_organisation
from wederhoor.actions.regulations import publish_procedure
from wederhoor.actions.sweep import sweep
from wederhoor.core.log import SYSTEM
from wederhoor.dossiers.models import Act, Dossier
from wederhoor.exchange.mail_out.post import post_waiting
from wederhoor.organisations.models import Member, Organisation, ProcedureVersion
from wederhoor.web import clock

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
PASSWORD: Final = "vier-woorden-op-een-rij"
#: A browser says this of a page that comes with a refusal (409) or a form that is not right (422); that is no fault.
_NO_FAULT: Final = re.compile(r"status of (409|422)")
RECORD: Final = re.compile("^(Vastleggen|Brief bekijken|Koppelen|Koppeling verbreken|Splitsen)$")
SEND: Final = re.compile("^(Versturen|Klaarmaken voor de post)$")
Answer = str | Sequence[str]
Answers = Mapping[str, Answer]


@cache
def hashed() -> str:
    """The password as it is kept: made once, for it is slow on purpose."""
    return make_password(PASSWORD)


@dataclass(frozen=True)
class Kind:
    """What kind of browsers everyone has: with scripts or without, and how wide."""

    scripts: bool = True
    width: int = 1280


@dataclass
class Town:
    """An organisation with its regulation in force, the browsers around it, the clock of everyone, and the post."""

    organisation: Organisation
    browser: Browser
    url: str
    traveller: time_machine.Traveller
    kind: Kind = Kind()
    faults: list[str] = field(default_factory=list)
    #: Acts that no browser recorded.
    beside: set[int] = field(default_factory=set)

    def at(self, moment: str) -> None:
        """It is now this moment in Amsterdam; whatever is due is looked at."""
        self.traveller.move_to(datetime.fromisoformat(moment).replace(tzinfo=AMSTERDAM), tick=False)
        sweep(clock.now())

    def later(self, **span: float) -> None:
        """Some time passes."""
        self.traveller.shift(timedelta(**span))

    def post(self) -> list[mail.EmailMessage]:
        """The worker takes what waits in the outbox; the letters that left now."""
        before = len(mail.outbox)
        self.later(minutes=1)
        post_waiting(clock=clock.now)
        return list(mail.outbox[before:])

    def colleague(self, name: str, *roles: str) -> "Colleague":
        """Someone who works here with these roles, at a desk of his own."""
        login = re.sub(r"\W+", "-", name.lower())
        member = add_member(self.organisation, name=name, email=f"{login}@werk.example", sign_in=login, secret=hashed(), roles=roles)
        return Colleague(self, self.page(), member, login)

    def complainant(self) -> "Complainant":
        """Someone with a complaint, at home."""
        return Complainant(self, self.page())

    def numbers(self) -> list[str]:
        """The numbers of all dossiers, in the order in which they were made."""
        return list(Dossier.objects.order_by("pk").values_list("number", flat=True))

    def log(self) -> list[str]:
        """Every act that was recorded, in order."""
        return list(Act.objects.order_by("seq").values_list("act", flat=True))

    def taken(self) -> set[str]:
        """Every act that a person took in a browser, once; of an objection or a year with what it was taken in: `objection:rule`."""
        acts = Act.objects.exclude(by=SYSTEM).exclude(pk__in=self.beside).values_list("dossier", "act")
        return {in_instance(dossier.partition(" ")[0], act) for dossier, act in acts}

    @contextmanager
    def beside_the_browsers(self) -> Iterator[None]:
        """What is recorded meanwhile only prepares: a browser showed it elsewhere, and here it counts for nothing."""
        before = set(Act.objects.values_list("pk", flat=True))
        yield
        self.beside |= set(Act.objects.values_list("pk", flat=True)) - before

    def page(self) -> Page:
        """A browser of one person: no cookie shared with another."""
        size: ViewportSize = {"width": self.kind.width, "height": 844}
        context = self.browser.new_context(base_url=self.url, locale="nl-NL", java_script_enabled=self.kind.scripts, viewport=size)
        page = context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.set_default_timeout(30_000)
        return page

    def _heard(self, said: ConsoleMessage) -> None:
        """A browser complains of something; there is no picture for its tab yet, and that is no fault."""
        if said.type in {"error", "warning"} and not _NO_FAULT.search(said.text) and "favicon" not in said.location["url"]:
            self.faults.append(f"{said.text} ({said.location['url']})")


def found(procedure: str, name: str) -> Organisation:
    """An organisation with this shipped regulation in force."""
    boxes = ("klachten", "beroep", "geschillencommissie", "klantenservice")
    settings: dict[str, object] = {
        "mailboxes": {box: f"{box}@{procedure}.example" for box in boxes},
        "post": {"kantoor": "Postbus 12, 3500 AB Utrecht", "klachten": "Postbus 12, 3500 AB Utrecht"},
    }
    organisation = make_organisation(procedure, name, accent="petrol", settings=settings)
    published = publish_procedure(organisation, shipped(procedure), clock.now())
    assert isinstance(published, ProcedureVersion), published
    return organisation


def in_instance(instance: str, act: str) -> str:
    """How the tests call an act of an instance."""
    return act if instance == "dossier" else f"{instance}:{act}"


def acts_of(procedure: str) -> set[str]:
    """Every act that people can take by a shipped regulation: those it names, in each instance, and those that are always open to staff."""
    read = case(procedure)
    always = {spec.id for spec in read.specs.values() if spec.always}
    return always | {in_instance(rule.instance, rule.id) for rule in read.acts}


# On a page ----------------------------------------------------------------------------------------------------------------


def unfold(page: Page) -> None:
    """Opens whatever can be unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


def fill(scope: Page | Locator, answers: Answers) -> None:
    """Answers the questions of a form, each by its words."""
    for label, answer in answers.items():
        _answer(scope, label, answer)


def _answer(scope: Page | Locator, label: str, answer: Answer) -> None:
    asked = re.compile(rf"^\s*{re.escape(label)}(\s*\((mag leeg blijven|verplicht|nodig, mag later)\))?\s*$")
    group = scope.get_by_role("group", name=asked)
    if group.count():
        for one in [answer] if isinstance(answer, str) else answer:
            group.first.locator("label", has_text=one).locator("input").first.check()
        return
    assert isinstance(answer, str)
    control = scope.get_by_label(asked).first
    assert control.count(), f"{label!r} is not asked: {scope.locator('.field-label, .option').all_inner_texts()}"
    kind = control.evaluate("one => one.type || one.tagName")
    if kind == "checkbox":
        control.set_checked(answer == "ja")
    elif kind.startswith("select"):
        control.select_option(label=_option(control, answer))
    else:
        control.fill(answer)


def _option(control: Locator, answer: str) -> str:
    offered = [text.strip() for text in control.locator("option").all_inner_texts()]
    fitting = [text for text in offered if answer.lower() in text.lower()]
    assert fitting, f"{answer!r} is not offered: {offered}"
    return fitting[0]


def text_of(page: Page, where: str = "main") -> str:
    """What stands there, on one line, also what is folded."""
    unfold(page)
    return " ".join(page.locator(where).first.inner_text().split())


@dataclass
class Colleague:
    """A member of the organisation at a desk of his own."""

    town: Town
    page: Page
    member: Member
    login: str

    def go(self, path: str = "/bureau/") -> str:
        """Opens a page of the desk, signing in where that is asked; what stands on it."""
        self.page.goto(path)
        if self.page.get_by_label("Wachtwoord").count():
            self.page.get_by_label("Gebruikersnaam").fill(self.login)
            self.page.get_by_label("Wachtwoord").fill(PASSWORD)
            self.page.get_by_role("button", name="Aanmelden").click()
            self.page.get_by_role("link", name="Afmelden").wait_for()
            self.page.wait_for_load_state("load")
        return text_of(self.page)

    def row(self, number: str) -> str:
        """The row of a dossier on the worklist; nothing where it is not on it."""
        self.go()
        row = self.page.locator(".row", has_text=number)
        return " ".join(row.first.inner_text().split()) if row.count() else ""

    def opens(self, number: str) -> str:
        """The page of a dossier."""
        return self.go(f"/bureau/dossier/{number}/")

    def writes_down(self, answers: Answers, way: str = "") -> str:
        """Records what came in, by the short form of a way (`telefoon`, `gesprek`, `brief`) or by the whole one; the number it got."""
        self.go(f"/bureau/vastleggen/?via={way}" if way else "/bureau/vastleggen/")
        unfold(self.page)
        fill(self.page, answers)
        shown = self.press(RECORD)
        assert self.page.get_by_role("status").count(), shown
        return self.town.numbers()[-1]

    def opens_year(self, year: str) -> str:
        """Opens a year; the number of its dossier."""
        self.go("/bureau/jaar/")
        fill(self.page, {"Welk jaar": year})
        self.press(re.compile("^Jaar openen$"))
        return self.town.numbers()[-1]

    def begins(self, number: str, button: str, answers: Answers | None = None, members: Sequence[Answers] = ()) -> str:
        """Presses the button of an act on the page of the dossier, fills in its form and sends it; what stands there then."""
        self.opens(number)
        named = re.compile(rf"^\s*{re.escape(button)}(\s+art\.|\s+[A-Z]{{3}}-|\s*$)")
        wanted = self.page.locator(".acts a.button").filter(has_text=named)
        assert wanted.count(), f"{button!r} is not offered: {text_of(self.page)}"
        with self.page.expect_navigation():
            wanted.first.click()
        unfold(self.page)
        fill(self.page, answers or {})
        for number_of, one in enumerate(members, 1):
            fill(self.page.get_by_role("group", name=f"Lid {number_of}", exact=True), one)
        return self.press(RECORD)

    def does(self, number: str, button: str, answers: Answers | None = None, members: Sequence[Answers] = ()) -> str:
        """Takes an act to its end, letter and all; what the desk says of it."""
        self.begins(number, button, answers, members)
        if self.page.get_by_role("button", name=SEND).count():
            self.press(SEND)
        status = self.page.get_by_role("status")
        assert status.count(), text_of(self.page)
        return status.first.inner_text()

    def press(self, name: re.Pattern[str]) -> str:
        """Presses a button of the form; what stands there then."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name).last.click()
        return text_of(self.page)

    def refusal(self) -> str:
        """Why the form that was just sent came back."""
        return " ".join(self.page.get_by_role("alert").first.inner_text().split())

    def why_not(self, number: str, button: str) -> str:
        """What stands in the place of the button of an act that cannot be taken now: the reason with its article."""
        self.opens(number)
        one = self.page.locator(".refusals li", has=self.page.locator(".refusal-act", has_text=re.compile(rf"^{re.escape(button)}$")))
        assert one.count(), f"{button!r} is not refused: {self.page.locator('.acts').all_inner_texts()}"
        return " ".join(one.first.inner_text().split())

    def buttons(self, number: str) -> list[str]:
        """The buttons on the page of a dossier."""
        self.opens(number)
        return [" ".join(text.split()) for text in self.page.locator(".acts a.button").all_inner_texts()]


@dataclass
class Complainant:
    """Someone who complains on the portal and follows it with the code that he got."""

    town: Town
    page: Page
    code: str = ""

    def files(self, answers: Answers) -> str:
        """Fills in the public form, reads it over and sends it; the number."""
        self.page.goto(f"/{self.town.organisation.slug}/klacht/")
        fill(self.page, answers)
        self._presses("Antwoorden nakijken")
        checked = text_of(self.page)
        for answer in answers.values():
            assert not isinstance(answer, str) or answer == "ja" or answer in checked, f"{answer!r} is not in: {checked}"
        self.town.later(minutes=3)
        self._presses("Klacht versturen")
        self.code = self.page.locator("#code").inner_text()
        assert [self.code in str(letter.body) for letter in self.town.post()] == [True]
        return self.page.locator("main b.num").first.inner_text()

    def follows(self) -> str:
        """What stands on the page of the complaint, found with the code as one types it."""
        self.page.goto("/volgen/")
        self.page.get_by_label("Uw code").fill(self.code.lower())
        self._presses("Bekijken")
        return text_of(self.page)

    def promised(self) -> str:
        """The first thing that the page of the complaint promises."""
        self.follows()
        return " ".join(self.page.locator(".now-sentence").first.inner_text().split())

    def does(self, button: str, answers: Answers | None = None) -> str:
        """Takes an act from the page of the complaint; what stands there afterwards."""
        self.follows()
        offered = self.page.locator(".acts a.button")
        wanted = offered.filter(has_text=re.compile(rf"^\s*{re.escape(button)}"))
        assert wanted.count(), f"{button!r} is not offered: {offered.all_inner_texts()}"
        with self.page.expect_navigation():
            wanted.first.click()
        fill(self.page, answers or {})
        self.town.later(minutes=3)
        self._presses("Verder")
        assert self.page.get_by_role("button", name="Versturen", exact=True).count(), text_of(self.page)
        self._presses("Versturen")
        assert re.search(r"/volgen/mijn/[a-z2-7]+/$", self.page.url), text_of(self.page)
        return text_of(self.page)

    def _presses(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).first.click()


def letter_to(posted: Sequence[mail.EmailMessage], address: str) -> str:
    """Subject and body, on one line, of the one letter to this address."""
    [letter] = [one for one in posted if f"<{address}>" in one.to[0]]
    return " ".join(f"{letter.subject} {letter.body}".split())
