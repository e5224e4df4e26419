"""A day at the desk without a mouse: every step by the keyboard alone, and at each of them one sees where one is."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories.house import send_all
from tests.journeys.acts_klik import FROM_A_MACHINE, MANAGER, Klik, klik
from tests.journeys.support import PASSWORD
from wederhoor.correspondence.models import Letter, Message
from wederhoor.dossiers.models import Act
from wederhoor.exchange.mail_in.receive import receive
from wederhoor.web import clock

__all__ = ["klik"]
pytestmark = pytest.mark.browser
#: Steps after which whoever looks for something has long given up.
PATIENCE = 90
#: What has the focus, in words; and whether one sees that: an outline around it or around its label, within the window.
_HERE = """() => {
  const one = document.activeElement;
  const said = one.labels && one.labels.length ? [...one.labels].map((label) => label.innerText).join(" ") : one.innerText || one.value;
  return (said || "").split(/\\s+/).join(" ").trim();
}"""
_SEEN = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  const outlined = [one, one.closest("label")].some((it) => it && parseFloat(getComputedStyle(it).outlineWidth) >= 2
    && getComputedStyle(it).outlineStyle !== "none");
  return one.matches(":focus-visible") && outlined && box.bottom > 0 && box.top < innerHeight && box.width > 0;
}"""


class Keys:
    """Someone with a keyboard and nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def here(self) -> str:
        """What has the focus; one must see that it has."""
        said = str(self.page.evaluate(_HERE))
        assert self.page.evaluate(_SEEN), f"one does not see that the focus is on {said!r}"
        return said

    def to(self, name: str) -> None:
        """Tab by tab to the first thing that begins with these words."""
        passed = []
        for _ in range(PATIENCE):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement === document.body"):
                break
            passed.append(self.here())
            if passed[-1].startswith(name):
                return
        pytest.fail(f"{name!r} is not reached: {passed}")

    def types(self, name: str, words: str) -> None:
        """Fills a field."""
        self.to(name)
        self.page.keyboard.type(words)

    def goes(self, key: str) -> str:
        """A key that leads to another page; its title."""
        with self.page.expect_navigation():
            for one in key.split():
                self.page.keyboard.press(one)
        return self.page.title()

    def presses(self, name: str) -> str:
        """Tab to a button or link, then Enter; the title of the page where that leads."""
        self.to(name)
        return self.goes("Enter")


@pytest.fixture
def keys(klik: Klik) -> Keys:
    """The manager, who signs in."""
    klik.filed()
    one = Keys(klik.manager.page)
    one.page.goto("/bureau/")
    one.types("Gebruikersnaam", klik.manager.login)
    one.types("Wachtwoord", PASSWORD)
    one.goes("Enter")
    return one


def test_a_dossier_is_found_and_its_receipt_confirmed(klik: Klik, keys: Keys) -> None:
    """From the search to the letter that leaves."""
    keys.page.keyboard.press("/")
    keys.here()
    keys.page.keyboard.type(klik.number)
    assert klik.number in keys.goes("Enter")
    keys.page.keyboard.press("a")
    assert keys.here().startswith("Ontvangst bevestigen")
    assert "Ontvangst bevestigen" in keys.goes("Enter")
    keys.presses("Brief bekijken")
    keys.presses("Versturen")
    expect(keys.page.get_by_role("status")).to_contain_text("Vastgelegd: ontvangst bevestigd")
    assert Letter.objects.filter(act="acknowledge", state="waiting").count() == 1


def test_rows_of_today_are_walked_and_opened_and_a_colleague_is_named(klik: Klik, keys: Keys) -> None:
    other = klik.filed().number
    keys.goes("g v")
    keys.page.keyboard.press("j")
    first = keys.here()
    keys.page.keyboard.press("j")
    assert {first, keys.here()} == {klik.number, "2026-0001"} == {other, "2026-0001"}
    keys.page.keyboard.press("k")
    assert first in keys.goes("Enter")
    keys.presses("Doorzetten")
    keys.to("Berend Manders")
    keys.page.keyboard.press("ArrowDown")
    assert keys.here().startswith("Mia Wekker")
    keys.presses("Vastleggen")
    assert Act.objects.get(act="pass_on").data["to"]


def test_a_mail_in_the_inbox_is_set_aside(klik: Klik, keys: Keys) -> None:
    receive(FROM_A_MACHINE, organisation=klik.town.organisation.slug, mailbox="klachten", now=clock.now())
    keys.goes("g p")
    keys.page.keyboard.press("j")
    assert keys.here() == "Vraag"
    assert "Vraag" in keys.goes("Enter")
    keys.to("Dit wordt geen dossier")
    keys.page.keyboard.press("Enter")
    keys.to("reclame")
    keys.page.keyboard.press("Space")
    keys.presses("Terzijde leggen")
    assert Message.objects.get().state == "set_aside"


def test_the_register_is_narrowed_and_what_is_left_handled_together(klik: Klik, keys: Keys) -> None:
    settled = klik.answered()
    send_all(settled, at=clock.now())
    keys.goes("g r")
    keys.to("Filters")
    keys.page.keyboard.press("Enter")
    keys.to("Fase")
    keys.page.keyboard.type("in beh")
    keys.presses("Toon")
    assert keys.page.locator(".row-number a").all_inner_texts() == ["2026-0001"]
    keys.presses("Dossiers kiezen")
    keys.to("2026-0001")
    keys.page.keyboard.press("Space")
    keys.presses("Verder met deze dossiers")
    keys.presses("Notitie maken")
    keys.types("Tekst", "Vandaag nog bellen.")
    keys.presses("Vastleggen")
    expect(keys.page.get_by_role("status")).to_contain_text("In 1 dossier vastgelegd")
    assert Act.objects.filter(act="note", by=MANAGER).count() == 1
