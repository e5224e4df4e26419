"""Someone from outside at his own browser: he comes in by the link in his mail and sees one dossier, as far as it was put before him."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.mail import EmailMessage
from playwright.sync_api import Page

from tests.journeys.support import RECORD, SEND, Answers, Colleague, Town, fill, text_of

LINK = re.compile(r"http://\S+/bij/link/\S+/")


def told_code(colleague: Colleague) -> str:
    """The code by which the complainant follows what a colleague just wrote down, as the desk says it once."""
    said = colleague.page.get_by_role("status").first.inner_text()
    return said.partition("klager is ")[2].partition(".")[0]


@dataclass
class Outsider:
    """`page` is his browser; it stands on the page of the dossier once he came in."""

    town: Town
    page: Page
    email: str

    def comes_in(self, posted: Sequence[EmailMessage]) -> str:
        """Opens the last link that was mailed to him and presses the button behind it; what stands there."""
        [*_, found] = [link for letter in posted if self.email in letter.to[0] for link in LINK.findall(str(letter.body))]
        self.page.goto(found)
        return self.presses(re.compile("^Bekijken wat aan mij is voorgelegd$"))

    def opens(self, number: str) -> str:
        """The page of a dossier, from the list of several that were put before him; what stands there."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=number).click()
        return text_of(self.page)

    def does(self, button: str, answers: Answers) -> str:
        """Takes an act from his page, letter and all; what stands there afterwards."""
        wanted = self.page.locator(".acts a.button").filter(has_text=re.compile(rf"^\s*{re.escape(button)}")).first
        if not wanted.is_visible():
            self.page.locator(".side details > summary").click()
        with self.page.expect_navigation():
            wanted.click()
        fill(self.page, answers)
        self.presses(RECORD)
        if self.page.get_by_role("button", name=SEND).count():
            self.presses(SEND)
        assert self.page.get_by_role("status").count(), text_of(self.page)
        return text_of(self.page)

    def presses(self, name: re.Pattern[str]) -> str:
        """Presses a button; what stands there then."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name).last.click()
        return text_of(self.page)
