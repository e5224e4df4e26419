"""What the public may know: the organisations, their regulations and products; and what the holder of a code may know of his matter."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import OuterRef, QuerySet

from wederhoor.actions.archived import ARCHIVE
from wederhoor.actions.load import shelf_with
from wederhoor.actions.published import FormKeys, OfForm, Published, published_by
from wederhoor.catalogue.models import Product
from wederhoor.core.calendar import Calendar
from wederhoor.core.procedure import Procedure
from wederhoor.core.state import Matter as Replayed
from wederhoor.correspondence.models import Attachment, Letter, Message
from wederhoor.dossiers.models import Document, Dossier, Matter, Party, Text
from wederhoor.dossiers.selects import marks, values
from wederhoor.dossiers.written import Place, Written, listed, made_of
from wederhoor.organisations.models import Organisation, ProcedureVersion
from wederhoor.organisations.regulations import OWN, ended, held_each, held_on, load_calendar, load_procedure, newest_calendars

ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Edition:
    """One published version: its number, from when and until when it holds, whether it holds now or is still to come.

    `until`: its last day; empty for a version that no later one follows.
    """

    procedure: str
    version: int
    in_force_from: date
    until: date | None
    current: bool
    upcoming: bool


@dataclass(frozen=True, slots=True)
class InForce:
    """The regulation of an organisation at a moment, with its other versions and the organisation's calendar.

    `before`: the version before it, where there is one and other versions were asked for. `digest`: of its text as published.
    `published`: all that was read for this. `default`: it is the one by which one complains here who names none. `holds`: one files under
    it now; under another than the default one only once it came into force. `ended`: its last day for that, where it is past. `several`:
    one may file under others here as well.
    """

    organisation: Organisation
    procedure: Procedure
    calendar: Calendar
    editions: tuple[Edition, ...]
    before: Procedure | None = None
    digest: str = ""
    published: Published | None = None
    default: bool = True
    holds: bool = True
    ended: date | None = None
    several: bool = False

    @property
    def form(self) -> OfForm:
        """What was read along for a form. Raises LookupError where it was not asked for."""
        if self.published is None or self.published.form is None:
            raise LookupError(self.procedure.id)
        return self.published.form

    @property
    def calendars(self) -> dict[str, Calendar]:
        """The calendars that its terms ask for by name, as they hold now."""
        known = self.published.calendars if self.published else {}
        return {name: load_calendar(known[name]) for name in self.procedure.calendars if name in known}


@dataclass(frozen=True, slots=True)
class Followed:
    """A matter as its complainant follows it: all its dossiers by name, the replay, himself, and his letters and texts by place.

    `keys`: those of the acts in the log. `party`: None once his data were destroyed. `texts` hold what staff wrote as well. `messages`:
    what he wrote besides, by his page or by mail, and `files` the names of what came along, by message.
    """

    dossier: Dossier
    rows: Mapping[str, Dossier]
    keys: Mapping[str, int]
    matter: Replayed
    party: Party | None
    texts: Mapping[int, Mapping[str, str]]
    letters: Sequence[Letter]
    messages: Sequence[Message]
    files: Mapping[int, Sequence[str]]


def organisations() -> list[Organisation]:
    """Every organisation that published a regulation, by name."""
    return list(Organisation.objects.filter(procedures__isnull=False).distinct().order_by("name"))


def regulation(
    slug: str, *, now: datetime, version: int | None = None, procedure: str = "", form: FormKeys | None = None
) -> InForce | None:
    """The regulation of an organisation that is in force, or a version of it by its number; None where there is none.

    `procedure`: another than its default one, by its id. `form`: what a form asks besides is read along.
    """
    known_as = published_by(slug, form)
    return _held(*known_as, now, version, procedure) if known_as else None


def chosen(found: InForce, procedure: str, *, now: datetime) -> InForce:
    """The regulation of that organisation with this id, where one files under it now; else the one that was found. Asks no more."""
    if procedure == found.procedure.id or found.published is None:
        return found
    other = _held(found.organisation, found.published, now, None, procedure)
    return other if other and other.holds else found


def _held(organisation: Organisation, known: Published, now: datetime, version: int | None, procedure: str) -> InForce | None:
    versions, calendar = known.versions, load_calendar(known.calendars.get(OWN))
    day = calendar.local_day(now)
    default = held_on(versions, day, organisation.settings.get("default_procedure"))
    held = held_on(versions, day, procedure) if procedure else default
    if held is None:
        return None
    rows = [row for row in versions if row.procedure == held.procedure]
    shown = next((row for row in rows if row.version == version), None) if version is not None else held
    if shown is None:
        return None
    before = next((row for row in rows[rows.index(shown) + 1 :] if row.version < shown.version), None)
    editions = tuple(_editions(rows, held))
    earlier = load_procedure(before) if before else None
    begun = [row.procedure for row in versions if row.procedure != held.procedure and row.in_force_from <= day]
    return InForce(
        organisation,
        load_procedure(shown),
        calendar,
        editions,
        earlier,
        shown.digest,
        known,
        default=held == default,
        holds=_holds(organisation, held, default, day),
        ended=ended(organisation, held.procedure, day),
        several=any(ended(organisation, procedure, day) is None for procedure in begun),
    )


def _holds(organisation: Organisation, held: ProcedureVersion, default: ProcedureVersion | None, day: date) -> bool:
    return (held == default or held.in_force_from <= day) and ended(organisation, held.procedure, day) is None


def place_of(organisation: Organisation, procedure: str, *, default: bool | None = None) -> list[str]:
    """How addresses of the public name a regulation: the default one by its organisation alone.

    `default`: whether it is that one; left out the settings tell, which name it where there are several.
    """
    if default is None:
        default = organisation.settings.get("default_procedure") in {None, procedure}
    return [organisation.slug] if default else [organisation.slug, procedure]


def every(found: InForce, *, now: datetime) -> list[InForce]:
    """The regulations of that organisation, as `regulations` has them. No query but for a text that this process never read."""
    return _each(found.organisation, found.published.versions if found.published else (), found.calendar, now)


def regulations(organisation: Organisation, *, now: datetime) -> list[InForce]:
    """Every regulation of an organisation as it is in force, its default one first; their other versions are left out."""
    calendar = load_calendar(newest_calendars(organisation).get(OWN))
    return _each(organisation, list(organisation.procedures.defer("text").order_by("published_at", "pk")), calendar, now)


def _each(organisation: Organisation, versions: Sequence[ProcedureVersion], calendar: Calendar, now: datetime) -> list[InForce]:
    day = calendar.local_day(now)
    default = held_on(versions, day, organisation.settings.get("default_procedure"))
    held = sorted(held_each(versions, day), key=lambda row: row != default)
    return [
        InForce(
            organisation,
            load_procedure(row),
            calendar,
            (),
            default=row == default,
            holds=_holds(organisation, row, default, day),
            ended=ended(organisation, row.procedure, day),
        )
        for row in held
    ]


def products(organisation: Organisation) -> tuple[tuple[str, str], ...]:
    """The products by code and name, as one chooses from them."""
    return tuple((code, name) for code, name in values("code, name", Product, "organisation_id = %s ORDER BY name", [organisation.pk]))


def names_of(organisation: Organisation, codes: Collection[str]) -> dict[str, str]:
    """What these products are called, by code: one query, and none where there are no codes."""
    if not codes:
        return {}
    return dict(values("code, name", Product, f"organisation_id = %s AND code IN ({marks(codes)})", [organisation.pk, *codes]))


def followed(dossier: Dossier, now: datetime) -> Followed:
    """Opens the matter of a dossier for whoever holds its code. Three queries where it came with its matter, one more for an objection."""
    shelf = shelf_with(dossier)
    matter = shelf.replayed(now)
    held = matter.first.holders.get("complainant", []) if matter.first else []
    party = next((shelf.parties[ref] for ref in held if ref in shelf.parties), None)
    beside: Any = _BESIDE(matter=dossier.matter_id)[0]
    texts: dict[int, dict[str, str]] = {}
    for text in made_of(Text, beside.said):
        texts.setdefault(text.seq, {})[text.field] = text.body
    files: dict[int, list[str]] = {}
    for file in made_of(Attachment, beside.came_along):
        files.setdefault(file.message_id, []).append(file.name)
    left = [letter for letter in made_of(Letter, beside.left) if letter.party == (party.ref if party else "-")]
    wrote = [message for message in made_of(Message, beside.wrote) if _is_his(message, party)]
    rows = dict(sorted(shelf.dossiers.items(), key=lambda pair: pair[1].pk))
    return Followed(dossier, rows, shelf.keys, matter, party, texts, left, wrote, files)


def _is_his(message: Message, party: Party | None) -> bool:
    """Whether he wrote it: only he writes from his page; a mail is his by its sender."""
    by_mail = party is not None and party.email != "" and message.sender.casefold() == party.email.casefold()
    return message.channel == "portal" or by_mail


def _beside(matter: Place) -> QuerySet[Matter]:
    """What lies beside the log of a matter, each as a column."""
    mine = OuterRef("pk")
    letters = Letter.objects.filter(matter=mine, seq__isnull=False, state="sent")
    joined = {"dossier__matter": mine, "direction": "in", "state": "joined"}
    files = Attachment.objects.filter(**{f"message__{name}": value for name, value in joined.items()})
    return Matter.objects.filter(pk=matter).annotate(
        said=listed(Text.objects.filter(matter=mine).order_by("seq", "pk")),
        left=listed(letters.order_by("seq", "pk")),
        wrote=listed(Message.objects.filter(**joined).order_by("received_at", "pk")),
        came_along=listed(files.order_by("pk")),
    )


_BESIDE: Final = Written(_beside)


def documents(followed: Followed, refs: Collection[str]) -> list[Document]:
    """The documents of a matter with these references, in the order in which they came; no packets. One query."""
    return list(Document.objects.filter(matter_id=followed.dossier.matter_id, ref__in=refs, packet=None).order_by("pk"))


def packets(followed: Followed, refs: Collection[str]) -> list[Document]:
    """The files of packets among these references, each with its packet; never what is for the archive. One query."""
    found = Document.objects.filter(matter_id=followed.dossier.matter_id, ref__in=refs, packet__isnull=False)
    return list(found.exclude(packet__reader=ARCHIVE).select_related("packet").order_by("pk"))


def _editions(rows: Sequence[ProcedureVersion], held: ProcedureVersion) -> Iterable[Edition]:
    """The newest first. The version that holds before any came into force is not one to come."""
    later: date | None = None
    for row in rows:
        upcoming = row.in_force_from > held.in_force_from
        yield Edition(row.procedure, row.version, row.in_force_from, later - ONE_DAY if later else None, row.pk == held.pk, upcoming)
        later = row.in_force_from
