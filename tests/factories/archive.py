"""A dossier of ECM that was closed, with something of everything in it, and the accounts that its archive keeps."""

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from pypdf import PdfReader

from tests.factories.house import DAY, NOW, a_dossier, a_member, an_organisation, refreshed, send_all
from wederhoor.actions.archived import ARCHIVE, accounts
from wederhoor.actions.load import Opened, opened
from wederhoor.actions.packet_making import make_waiting
from wederhoor.actions.record import Actor, Log, record
from wederhoor.actions.values import Answer, Recorded, Upload
from wederhoor.dossiers.models import Document, Dossier, Packet
from wederhoor.organisations.models import Member

OFFICER, KEEPER = "verantwoordelijk-medewerker", "archiefhouder"
CLOSED = NOW + 3 * DAY
LATER = NOW + 4 * DAY


@dataclass
class Shut:
    """A dossier, its officer, and who keeps the archive."""

    dossier: Dossier
    officer: Member
    keeper: Member

    def tries(self, act: str, *files: Upload, role: str = OFFICER, at: datetime = NOW, **data: object) -> Answer:
        """An act of whoever has that role."""
        by = Actor(role, self.keeper if role == KEEPER else self.officer)
        return record(Log(self.dossier.matter_id, self.dossier.name), act, by=by, at=at, now=at, data=data, files=files)

    def does(self, act: str, *files: Upload, role: str = OFFICER, at: datetime = NOW, **data: object) -> None:
        """The same, which must succeed."""
        done = self.tries(act, *files, role=role, at=at, **data)
        assert isinstance(done, Recorded), done

    def says(self, act: str, *, at: datetime, **data: object) -> None:
        """An act of whoever complains."""
        done = record(Log(self.dossier.matter_id, self.dossier.name), act, by=Actor("complainant"), at=at, now=at, data=data)
        assert isinstance(done, Recorded), done

    def archives(self, at: datetime = LATER) -> None:
        """The keeper archives it."""
        self.does(ARCHIVE, role=KEEPER, at=at)

    def opened(self, now: datetime = LATER) -> Opened:
        """As it stands now."""
        return opened(refreshed(self.dossier), now)

    def accounts(self) -> list[Packet]:
        """Its accounts, the newest first."""
        return accounts(self.dossier)


def judged() -> Shut:
    """A complaint that was heard, advised on, judged and answered."""
    organisation = an_organisation("ecm")
    officer, keeper = a_member(organisation, OFFICER, name="Vera Onderzoek"), a_member(organisation, KEEPER, name="Anna Archief")
    shut = Shut(a_dossier(organisation), officer, keeper)
    shut.does("take")
    shut.does("acknowledge", channel="mail", states=["steps"])
    for side, other in (("complainant", "concerned"), ("concerned", "complainant")):
        shut.does("hear", party=side, account=f"Verslag van {side}: de zaal was dubbel geboekt.")
        shut.does("disclose", party=other)
    shut.does("consult", question="Wat is redelijk?", answer="De reiskosten.")
    findings = [{"number": 1, "outcome": "upheld", "reasons": "De vraag had twee antwoorden."}]
    shut.does("judge", outcome="upheld", reasons="De vraag was fout.", findings=findings)
    shut.does("propose", Upload("blad één.txt", b"een blad"), channel="mail", solution="Het examen mag over.", extra="En een bon.")
    send_all(shut.dossier, at=NOW)
    return shut


def shut() -> Shut:
    """The same, closed."""
    found = judged()
    found.does("close", at=CLOSED)
    return found


def kept() -> Shut:
    """The same, and a worker made its account."""
    found = shut()
    assert make_waiting(LATER) == 1
    return found


def files_of(row: Packet) -> dict[str, bytes]:
    """The files of an account by the ending of their names."""
    documents = Document.objects.filter(packet=row).order_by("pk")
    return {one.name.rpartition(".")[2]: (Path(settings.DATA_DIR) / one.path).read_bytes() for one in documents}


def read(row: Packet) -> PdfReader:
    """Its PDF."""
    return PdfReader(io.BytesIO(files_of(row)["pdf"]))


def words_of(row: Packet) -> str:
    """Every word of it, on one line."""
    return " ".join(" ".join(page.extract_text() for page in read(row).pages).split())


def zip_of(row: Packet) -> zipfile.ZipFile:
    """Its zip."""
    return zipfile.ZipFile(io.BytesIO(files_of(row)["zip"]))
