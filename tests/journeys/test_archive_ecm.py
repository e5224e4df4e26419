"""ECM's archive from end to end, at the desk: closed, the account made and read, archived, kept unaltered, destroyed in time."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client, override_settings
from pypdf import PdfReader

from tests.factories.archive import CLOSED, LATER, Shut, judged
from tests.factories.house import DAY
from wederhoor.actions.verify import verify
from wederhoor.dossiers.models import Act, Document
from wederhoor.organisations.models import Member
from wederhoor.site.commands.worker import work

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("ECM-15", "ECM-16")]
THREE_YEARS = 3 * 366 * DAY


@pytest.fixture
def clock(tmp_path: Path) -> Iterator[time_machine.Traveller]:
    """The day on which the dossier is closed."""
    with override_settings(DATA_DIR=tmp_path), time_machine.travel(CLOSED, tick=False) as traveller:
        yield traveller


def enter(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def does(found: Shut, member: Member, act: str, **data: str) -> str:
    """An act by its form; the page on which that ends, as it is read."""
    client, address = enter(member), f"/bureau/dossier/{found.dossier.number}/{act}/"
    form: Any = client.get(address)
    held = {name: form.context[name] for name in ("seen", "key", "rows")}
    return read(client.post(address, {**held, **data, "step": "record"}, follow=True).content)


def read(content: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", content.decode()).split())


def account_on(found: Shut, page: str) -> bytes:
    """The PDF that the page of the dossier leads to, as a browser shows it."""
    [href] = re.findall(r'href="([^"]+\?bekijk=1)"[^>]*>Bekijken <span class="visually-hidden">archief-', page)
    answer = enter(found.keeper).get(href)
    assert answer["Content-Type"] == "application/pdf"
    return bytes(answer.content)


def test_what_was_closed_is_archived_as_one_account_that_nobody_can_change_unseen(clock: time_machine.Traveller) -> None:
    found = judged()
    does(found, found.officer, "close")
    assert work()
    clock.move_to(LATER)
    page = enter(found.keeper).get(f"/bureau/dossier/{found.dossier.number}/").content.decode()
    paper = account_on(found, page)
    reader = PdfReader(io.BytesIO(paper))
    assert b"<pdfaid:part>2</pdfaid:part>" in reader.root_object["/Metadata"].get_object().get_data()  # type: ignore[union-attr]
    told = " ".join(" ".join(one.extract_text() for one in reader.pages).split())
    for said in ("Bewaard door Anna Archief (archiefhouder)", "de zaal was dubbel geboekt", "Het examen mag over.", "1-blad één.txt"):
        assert said in told
    assert "door Anna Archief (archiefhouder). Het verandert niet meer." in does(found, found.keeper, "archive")
    assert list(verify()) == []
    kept = Document.objects.get(ref=Act.objects.get(act="archive").data["documents"][0])
    place = Path(settings.DATA_DIR) / kept.path
    assert place.read_bytes() == paper
    place.write_bytes(paper.replace(b"Typst", b"Tipst"))
    assert [fault.what for fault in verify()] == [f"the file was altered of document {kept.ref}"]


def test_it_goes_when_its_three_years_are_over_and_not_before(clock: time_machine.Traveller) -> None:
    found = judged()
    does(found, found.officer, "close")
    assert work()
    clock.move_to(LATER)
    does(found, found.keeper, "archive")
    clock.move_to(LATER + 2 * 365 * DAY)
    assert "art. 16" in read(enter(found.keeper).get(f"/bureau/dossier/{found.dossier.number}/destroy/").content)
    clock.move_to(LATER + THREE_YEARS)
    does(found, found.keeper, "destroy", reason="De bewaartermijn is voorbij.")
    assert not Document.objects.exists()
    assert [path for path in (Path(settings.DATA_DIR) / "documents").rglob("*") if path.is_file()] == []
    assert list(verify()) == []
