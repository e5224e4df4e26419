"""A visitor of the public pages: fills in forms as a person does, and reads what the page says."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html import unescape
from typing import Any, Protocol

import time_machine
from django.test import Client

FAR = datetime(2090, 1, 1, tzinfo=UTC)
TOKEN = re.compile(r'name="formulier" value="([^"]+)"')
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
TAGS = re.compile(r"<[^>]+>")
ANSWERS: Mapping[str, str] = {
    "complainant.name": "Noor de Wit",
    "complainant.organisation": "ROC Zonland",
    "complainant.email": "noor@zonland.example",
    "complainant.phone": "0612345678",
    "complainant.address": "Lindelaan 4",
    "kind": "complaint",
    "subject.class": "service",
    "subject.product": "EX-101",
    "description": "Vraag 7 van het examen kan niet kloppen.",
    "reasons": "Het antwoordmodel spreekt de vraag tegen.",
    "steps_taken": "Gebeld met de helpdesk.",
    "tried_talk": "discussed",
    "wants_reply": "true",
    "accepts_regulation": "true",
}


class Page(Protocol):
    """What a client of the tests gives back."""

    @property
    def content(self) -> bytes:
        """The page as sent."""
        ...

    @property
    def status_code(self) -> int:
        """How it went."""
        ...

    @property
    def context(self) -> Any:  # noqa: ANN401 - as the client of the tests has it
        """What its template was given."""
        ...

    def __getitem__(self, header: str, /) -> str:
        """A header."""
        ...


def page_of(client: Client, code: str) -> str:
    """The address of the page of a complaint, once its code was entered in this browser; that visit lasts as long as any test."""
    with time_machine.travel(FAR, tick=False):
        return client.post("/volgen/", {"code": code})["Location"]


def words(response: Page) -> str:
    """What stands on a page, without its markup and on one line."""
    return " ".join(unescape(TAGS.sub(" ", response.content.decode())).split())


def carried(response: Page) -> dict[str, Any]:
    """The hidden fields of a page: what travels along to the next one."""
    found: dict[str, Any] = {}
    for name, value in HIDDEN.findall(response.content.decode()):
        found.setdefault(name, []).append(unescape(value))
    return found


def reviewed(client: Client, address: str, answers: Mapping[str, str], *, wait: bool = True) -> Page:
    """The page on which the answers are checked, after opening the form and filling it in. `wait`: as long as a person needs."""
    opened = client.get(address)
    typed = {**carried(opened), **answers, "stap": "nakijken"}
    if wait:
        typed["mens"] = "true"
    return client.post(address, typed)


def sent(client: Client, address: str, review: Page, **more: str) -> Page:
    """What comes after sending what was checked."""
    return client.post(address, {**carried(review), "stap": "versturen", **more})
