"""A dossier under ExTrack's regulation with something of everyone in it, and packets of it."""

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from pypdf import PdfReader

from tests.factories.house import DAY, HOUR, NOW, a_dossier, a_member, an_organisation, send_all, took
from wederhoor.actions.load import Opened, opened
from wederhoor.actions.packet import begin, choose, documents_of, packet
from wederhoor.actions.packet_making import ask, make
from wederhoor.actions.packet_proposing import Contents, Line
from wederhoor.actions.packet_readers import Reader, reader_of
from wederhoor.actions.record import Actor, Log, Recorded, record
from wederhoor.actions.values import NewParty, Upload
from wederhoor.dossiers.models import Dossier, Packet
from wederhoor.organisations.models import Member

OFFICER = "klachtenfunctionaris"
LATER = NOW + DAY
#: Someone else in the dossier, and what is known of him.
OTHER = NewParty(name="Zoë Andersen", email="zoe@elders.example", phone="06-87654321")
#: Words that stand in what stays inside.
INSIDE_WORDS = ("Gemompel", "Fluistering")


@dataclass
class Case:
    """A dossier with its officer."""

    dossier: Dossier
    officer: Member

    def does(self, act: str, *files: Upload, at: datetime = NOW, **data: object) -> None:
        """An act of the officer that must succeed."""
        by = Actor(OFFICER, self.officer)
        done = record(Log(self.dossier.matter_id, self.dossier.name), act, by=by, at=at, now=at, data=data, files=files)
        assert isinstance(done, Recorded), done

    def opened(self, now: datetime = LATER) -> Opened:
        """As it stands now."""
        return opened(Dossier.objects.get(pk=self.dossier.pk), now)

    def reader(self, code: str = "p-1") -> Reader:
        """For whom the packet is: who complains, unless said otherwise."""
        found = reader_of(self.opened(), code)
        assert found is not None
        return found

    def contents(self, code: str = "p-1") -> Contents:
        """What a packet would hold."""
        return packet(self.opened(), self.reader(code))

    def line(self, key: str, code: str = "p-1") -> Line:
        """A piece of it."""
        return next(one for one in self.contents(code).lines if one.piece.key == key)

    def ref_of(self, name: str) -> str:
        """The reference of someone in the matter."""
        return next(ref for ref, party in self.opened().parties.items() if party.name == name)

    def draft(self, code: str = "p-1", **choices: dict[str, str]) -> Packet:
        """A draft for a reader in which this was chosen; `act_3` stands for the piece `act-3`."""
        row = begin(self.opened(), self.reader(code), by=self.officer, now=LATER)
        assert choose(row, {key.replace("_", "-"): value for key, value in choices.items()}, version=row.version)
        return row

    def made(self, code: str = "p-1", **choices: dict[str, str]) -> Packet:
        """A packet that was made."""
        row = self.draft(code, **choices)
        assert ask(row, version=row.version, now=LATER)
        assert make(row.pk, now=LATER)
        return Packet.objects.get(pk=row.pk)


def a_case() -> Case:
    """A complaint with a note, a confirmation that left, and nothing of others."""
    officer = a_member(an_organisation("extrack"), OFFICER, name="Roos Functie")
    found = Case(a_dossier(officer.organisation, at=NOW - HOUR), officer)
    found.does("note", text="Gemompel over Zoë Andersen.")
    took(found.dossier, "acknowledge", officer, role=OFFICER, at=NOW, channel="mail")
    send_all(found.dossier, at=NOW)
    return found


def with_others() -> Case:
    """The same with an adviser of whom is told, and whose advice was asked."""
    found = a_case()
    found.does("consult", of=[OTHER], question="Fluistering?")
    found.does("hear", party="complainant", account="Zij sprak met zoe andersen (tel. 06 8765 4321) en met Andersen senior.")
    return found


def pdf_of(row: Packet) -> bytes:
    """Its PDF."""
    return bytes_of(row, ".pdf")


def bytes_of(row: Packet, ending: str) -> bytes:
    """One of its files."""
    [document] = [one for one in documents_of(row) if one.name.endswith(ending)]
    return (Path(settings.DATA_DIR) / document.path).read_bytes()


def words_of(row: Packet) -> str:
    """Every word of its PDF, on one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf_of(row))).pages).split())


def zip_of(row: Packet) -> zipfile.ZipFile:
    """Its zip."""
    return zipfile.ZipFile(io.BytesIO(bytes_of(row, ".zip")))
