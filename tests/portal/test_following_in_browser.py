"""In a real browser, with scripts and without: a complaint is filed under each regulation, followed, and acted upon."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.factories.house import PROCEDURES, a_filing, an_organisation
from tests.portal.visitor import ANSWERS
from tests.support.chromium import CHROMIUM, chromium
from wederhoor.actions import status_link
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act, Document, Text, TrackingCode
from wederhoor.web import clock

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
SMALL_TARGETS = """[...document.querySelectorAll('a, button, select, summary, .option, .input, .textarea')]
  .filter(one => !one.matches('.skip-link, .asks-nothing *, p a') && one.getClientRects().length)
  .filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"""


@dataclass
class Visitor:
    """A page with what it complained of, on the site at `home`."""

    page: Page
    home: str
    complaints: list[str] = field(default_factory=list)

    def fill(self, answers: dict[str, str]) -> None:
        """Answers every question that the form asks and that we know an answer to."""
        for name, answer in answers.items():
            control = self.page.locator(f'[name="{name}"]').first
            if not control.count():
                continue
            kind = control.get_attribute("type")
            if kind in {"radio", "checkbox"}:
                self.page.locator(f'[name="{name}"][value="{answer}"]').check()
            else:
                control.fill(answer)

    def press(self, name: str) -> None:
        """Presses a button or follows a link by its words."""
        with self.page.expect_navigation():
            self.page.locator("button, a.button").filter(has_text=name).first.click()

    def send_as_a_person(self, name: str) -> None:
        """A browser driven by a test is quicker than a person: it ticks the box that it is then shown."""
        self.press(name)
        if self.page.get_by_text("Ik ben een mens").count():
            self.page.get_by_text("Ik ben een mens").click()
            self.press(name)

    def fits(self) -> bool:
        """Whether the page fits its screen and every target is large enough to touch."""
        small = self.page.evaluate(SMALL_TARGETS)
        assert small == []
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread; the database is used beside it, never within it.
    with chromium() as started:
        yield started


@pytest.fixture(params=[(True, 1280), (False, 390)], ids=["scripts", "telephone without scripts"])
def visitor(request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer) -> Iterator[Visitor]:
    scripts, width = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts, locale="nl-NL")
    made = Visitor(context.new_page(), live_server.url)
    made.page.on("console", lambda said: made.complaints.append(said.text) if said.type == "error" else None)
    yield made
    context.close()
    assert [one for one in made.complaints if "favicon" not in one and "404" not in one] == []


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_a_complaint_is_filed_and_followed_under_each_regulation(visitor: Visitor, procedure: str) -> None:
    organisation = an_organisation(procedure)
    said = f"Bijzonder verhaal over {procedure}."
    visitor.page.goto(f"{visitor.home}/{organisation.slug}/")
    visitor.press("Klacht indienen")
    assert visitor.fits()
    visitor.fill({**ANSWERS, "description": said})
    visitor.press("Antwoorden nakijken")
    assert said in visitor.page.inner_text("main")
    visitor.send_as_a_person("Klacht versturen")
    code = visitor.page.inner_text("#code")
    visitor.page.goto(f"{visitor.home}/volgen/")
    visitor.page.fill("#code", code.lower())
    visitor.press("Bekijken")
    assert "Wij ontvingen uw" in visitor.page.inner_text("main")
    assert visitor.fits()
    assert Text.objects.get(field="description").body == said


def test_an_answer_is_changed_before_sending(visitor: Visitor) -> None:
    visitor.page.goto(f"{visitor.home}/{an_organisation().slug}/klacht/")
    visitor.fill({**ANSWERS, "description": "Eerste tekst van mij."})
    visitor.press("Antwoorden nakijken")
    with visitor.page.expect_navigation():
        visitor.page.locator('button[formaction="#veld-description"]').first.click()
    assert visitor.page.url.endswith("#veld-description")
    visitor.fill({"description": "Tweede tekst van mij."})
    visitor.press("Antwoorden nakijken")
    visitor.send_as_a_person("Klacht versturen")
    assert Text.objects.get(field="description").body == "Tweede tekst van mij."


def test_what_is_wrong_is_said_at_the_top_and_leads_to_the_question(visitor: Visitor) -> None:
    visitor.page.goto(f"{visitor.home}/{an_organisation().slug}/klacht/")
    visitor.fill({"complainant.email": "noor@"})
    visitor.press("Antwoorden nakijken")
    visitor.page.locator(".error-summary a").first.click()
    assert visitor.page.url.endswith("#veld-complainant-email")
    assert visitor.page.input_value('[name="complainant.email"]') == "noor@"
    visitor.complaints.clear()


def test_a_complaint_is_added_to_and_withdrawn(visitor: Visitor) -> None:
    visitor.page.goto(f"{visitor.home}/{an_organisation().slug}/klacht/")
    visitor.fill(dict(ANSWERS))
    visitor.press("Antwoorden nakijken")
    visitor.send_as_a_person("Klacht versturen")
    visitor.press("Bekijk hoe het ermee staat")
    visitor.press("Iets toevoegen")
    visitor.fill({"description": "Een unieke toevoeging."})
    visitor.press("Verder")
    visitor.press("Versturen")
    visitor.press("Mijn klacht intrekken")
    visitor.press("Verder")
    visitor.press("Versturen")
    assert "U hebt uw klacht ingetrokken" in visitor.page.inner_text("h1")
    assert list(Act.objects.order_by("seq").values_list("act", flat=True)) == ["file", "complete", "withdraw"]


def test_files_go_along_one_is_reached_anew_and_a_shared_computer_is_left(visitor: Visitor) -> None:
    filed = a_filing(an_organisation(), at=clock.now())
    visitor.page.goto(f"{visitor.home}/volgen/")
    visitor.page.fill("#code", filed.tracking_code)
    visitor.press("Bekijken")
    visitor.press("Iets toevoegen")
    visitor.page.set_input_files("#bestanden", {"name": "foto.txt", "mimeType": "text/plain", "buffer": b"wat ik zag"})
    visitor.fill({"description": "Zie de foto."})
    assert visitor.fits()
    visitor.press("Verder")
    assert "foto.txt" in visitor.page.inner_text("main")
    visitor.press("Versturen")
    visitor.press("Uw gegevens, mail of post")
    visitor.fill({"email": "noor@thuis.example"})
    assert visitor.fits()
    visitor.press("Bewaren")
    assert "U paste uw gegevens aan" in visitor.page.inner_text("main")
    assert filed.tracking_code not in visitor.page.content()
    visitor.press("Sluit af")
    assert "U hebt afgesloten" in visitor.page.inner_text("main")
    assert Document.objects.get().name == "foto.txt"


def test_a_link_that_expired_is_replaced_by_a_mail(visitor: Visitor) -> None:
    filed = a_filing(an_organisation(), at=clock.now())
    code = TrackingCode.objects.get(dossier=filed.dossier)
    token = status_link.make(code, now=clock.now() - timedelta(days=40))
    visitor.page.goto(f"{visitor.home}/{filed.dossier.organisation.slug}/volg/{token}")
    assert visitor.fits()
    visitor.press("Mail mij een nieuwe link")
    assert "krijgt u binnen enkele minuten een mail" in visitor.page.inner_text("main")
    fresh = status_link.in_mail(letter := Letter.objects.get(), letter.body, now=clock.now())
    visitor.page.goto(visitor.home + re.findall(r"(/[\w-]+/volg/[0-9a-f.]+)", fresh)[0])
    assert "Wij ontvingen uw" in visitor.page.inner_text("main")
    assert visitor.fits()
    visitor.complaints[:] = [one for one in visitor.complaints if "410" not in one]
