"""In a real browser, with scripts and without: a complaint is filed under each regulation, followed, and acted upon."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.factories.house import PROCEDURES, an_organisation
from tests.portal.visitor import ANSWERS
from wederhoor.dossiers.models import Act, Text

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
SMALL_TARGETS = """[...document.querySelectorAll('a, button, select, summary, .option, .input, .textarea')]
  .filter(one => !one.matches('.skip-link, [name=website], p a') && one.getClientRects().length)
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
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as play:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


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
