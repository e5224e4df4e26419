"""The account of a dossier for its archive: its cover, and all that stands in it, part by part (docs/decisions/0036)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.template.defaultfilters import filesizeformat
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wederhoor.actions.archive_parts import Telling, acts_of, letters_of, messages_of, moment
from wederhoor.actions.archive_texts import without_code
from wederhoor.actions.archived import keepers
from wederhoor.actions.grounds import grounds_of
from wederhoor.actions.identity import look_of
from wederhoor.actions.load import Opened
from wederhoor.actions.packet_pieces import TERMS, pieces_of
from wederhoor.actions.public import names_of
from wederhoor.actions.said import Sources, done_label, function_of
from wederhoor.dossiers.models import Document, Party
from wederhoor.web import words
from wederhoor.web.account import Account, Item, Part
from wederhoor.web.words import filled, spoken

#: Half of a digest in hex: as much of it as stands on one line.
_HALF: Final = 32
#: Who keeps the archive is named up to so many.
_MOST_NAMED: Final = 8


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file of the dossier as it goes along: its number, its name in the zip, and its SHA-256 in hex, empty where the file is gone."""

    number: int
    file: str
    document: Document
    digest: str


def account(opened: Opened, enclosed: Sequence[Enclosed], holders: Sequence[tuple[str, str]]) -> Account:
    """All that stands in a dossier. `holders`: who keeps its archive now, each with his role."""
    telling = Telling(opened, _sources(opened), {one.document.ref: one.number for one in enclosed})
    parts = [
        _people(opened),
        _happened(telling),
        _grounds(opened),
        *acts_of(telling),
        letters_of(telling),
        messages_of(telling),
        _terms(opened),
        _files(opened, enclosed),
        _log(telling),
    ]
    title = _("Verslag van dossier {number}").format(number=opened.row.number)
    kept = [without_code(part, opened) for part in parts if part.rows or part.items or part.lead]
    return Account(title, opened.row.organisation.name, _about(enclosed), _facts(opened, holders), kept, look_of(opened.row.organisation))


def _sources(opened: Opened) -> Sources:
    named = (record.data.get(name) for record in opened.dossier.records for name in ("subject.product", "product", "products"))
    codes = {str(code) for value in named for code in (value if isinstance(value, tuple) else (value,)) if code}
    names = names_of(opened.row.organisation, codes) if codes else {}
    return Sources(opened.texts, opened.parties, {}, opened.messages, names, opened.now, opened.documents)


# The cover -----------------------------------------------------------------------------------------------------------------


def _about(enclosed: Sequence[Enclosed]) -> list[str]:
    said = [_("Dit is het verslag van het hele dossier voor het archief. Het is gemaakt na het sluiten en verandert niet meer.")]
    if enclosed:
        said.append(_("De bijlagen zitten erbij zoals ze kwamen, in een zip met dezelfde naam. Achterin staat wat het er zijn."))
    said.append(_("Een teken dat deze letters niet kennen, staat er als code, zoals [U+6F22]."))
    return said


def _facts(opened: Opened, holders: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    row, procedure = opened.row, opened.matter.procedure
    group = "outcome_objection" if opened.dossier.against is not None else "outcome"
    closings = [moment(one) for one in opened.dossier.closings]
    facts = [
        (_("Nummer"), row.number),
        (_("Soort"), words.word("kind", row.kind) if row.kind else ""),
        (_("Klachtenregeling"), filled(_("{title}, versie {version}"), title=spoken(procedure.title), version=str(procedure.version))),
        (_("Ontvangen"), moment(row.received_at)),
        (_("Gesloten"), "\n".join(closings)),
        (_("Oordeel"), words.word(group, row.outcome) if row.outcome else _("geen")),
        *((_("Hoort bij"), one) for one in _near(opened)),
        (_("Bewaard door"), _keeper(opened, holders)),
        (_("Verslag gemaakt"), moment(opened.now)),
        (_("Logboek"), _("{count} handelingen").format(count=opened.length)),
        (_("Laatste schakel"), _broken(opened.shelf.digests[-1])),
    ]
    return [(name, fact) for name, fact in facts if fact]


def _near(opened: Opened) -> Iterator[str]:
    """The other dossiers of the matter: each has an account of its own."""
    names = {item.id: spoken(item.name) for item in opened.matter.procedure.instances}
    for item in opened.matter.dossiers.values():
        if item is not opened.dossier:
            row = opened.rows[item.name]
            called = names.get(item.instance) or (words.word("kind", row.kind) if row.kind else "")
            outcome = words.word("outcome_objection" if item.against else "outcome", row.outcome) if row.outcome else ""
            yield ", ".join(part for part in (f"{called} {row.number}".strip(), words.word("stage", row.stage), outcome) if part)


def _keeper(opened: Opened, holders: Sequence[tuple[str, str]]) -> str:
    procedure = opened.matter.procedure
    if not holders:
        return words.join_words([function_of(procedure, role) for role in keepers(opened.dossier)])
    named = [f"{name} ({function_of(procedure, role)})" for name, role in holders[:_MOST_NAMED]]
    more = len(holders) - len(named)
    return "\n".join([*named, *([_("en nog {count}").format(count=more)] if more else [])])


def _broken(digest: str) -> str:
    return f"{digest[:_HALF]}\n{digest[_HALF:]}"


# Tables --------------------------------------------------------------------------------------------------------------------


def _people(opened: Opened) -> Part:
    rows = [_person(opened, party) for party in opened.parties.values()]
    return Part(_("Wie"), header=(_("Naam"), _("Wat"), _("Bereikbaar")), rows=rows, widths=(0, 45, 60), fresh=True)


def _person(opened: Opened, party: Party) -> tuple[str, str, str]:
    name = "\n".join(part for part in (party.name, party.organisation_name) if part) or party.ref
    parts = [
        words.word("party", one) if words.has_word("party", one) else function_of(opened.matter.procedure, one)
        for one in sorted(opened.matter.parts.get(party.ref, ()))
    ]
    staff = [_("medewerker")] if party.member_id is not None and not parts else []
    place = " ".join(part for part in (party.address.replace("\n", ", "), party.city) if part)
    return name, ", ".join([*parts, *staff]), "\n".join(part for part in (party.email, party.phone, place) if part)


def _happened(telling: Telling) -> Part:
    """Acts and messages in the order in which they happened, each act with its article."""
    opened, rules = telling.opened, telling.opened.dossier.plan.rules
    numbers = {clause.id: clause.number or clause.id for clause in opened.matter.procedure.clauses}
    found = []
    for record in opened.dossier.records:
        rule = rules.get(record.act)
        articles = ", ".join(f"art. {numbers.get(one, one)}" for one in (rule.clause if rule else ()))
        found.append((record.at, done_label(rule, record.act), telling.who(record), articles))
    named = ((one, one.subject or words.value_word("channel", one.channel)) for one in opened.messages)
    found += [(one.received_at, _("Bericht: {subject}").format(subject=name), one.sender, "") for one, name in named]
    found.sort(key=lambda one: one[0])
    rows = [(moment(at), *said) for at, *said in found]
    header = (_("Wanneer"), _("Wat"), _("Wie"), _("Artikel"))
    return Part(_("Wat er gebeurde"), header=header, rows=rows, widths=(34, 0, 52, 20))


def _grounds(opened: Opened) -> Part:
    spoken_in = words.language()
    items = [
        Item(
            _("Grond {number}").format(number=one.number),
            texts=[("", one.text), (one.outcome.capitalize(), one.reasons or "–")],
            language=spoken_in,
        )
        for one in grounds_of(opened.dossier, opened.texts)
    ]
    return Part(_("Gronden en bevindingen"), items=items)


def _terms(opened: Opened) -> Part:
    terms = next((piece.text for piece in pieces_of(opened, sees=lambda _record: False) if piece.kind == TERMS), "")
    items = [Item(head, texts=[("", why)]) for head, _line, why in (one.partition("\n") for one in terms.split("\n\n")) if head]
    return Part(_("De termijnen, en hoe ze zijn gerekend"), items=items)


def _files(opened: Opened, enclosed: Sequence[Enclosed]) -> Part:
    rows = [_file(opened, one) for one in enclosed]
    header = (_("Nr."), _("Bestand"), _("Van"), _("Controlegetal (SHA-256)"))
    return Part(_("Bijlagen"), "" if rows else _("Er zijn geen bijlagen."), header, rows, (10, 0, 40, 49), (3,))


def _file(opened: Opened, one: Enclosed) -> tuple[str, str, str, str]:
    document = one.document
    party = opened.parties.get(document.by)
    by = (party.name or party.organisation_name or party.ref) if party else _("met een bericht")
    if not document.by and document.seq is not None:
        by = function_of(opened.matter.procedure, opened.entries[document.seq].by)
    day = words.day_in_words(localtime(document.added_at).date(), year=True, weekday=False)
    name = f"{one.file}\n{filesizeformat(document.size)}"
    return str(one.number), name, f"{by}\n{day}", one.digest or _("Het bestand is er niet meer.")


def _log(telling: Telling) -> Part:
    opened = telling.opened
    rules = opened.dossier.plan.rules
    rows = []
    for seq, entry in enumerate(opened.entries):
        if entry.dossier == opened.row.name:
            late = "" if entry.recorded_at == entry.at else "\n" + _("vastgelegd {moment}").format(moment=moment(entry.recorded_at))
            done = f"{done_label(rules.get(entry.act), entry.act)}\n{function_of(opened.matter.procedure, entry.by)}"
            rows.append((str(seq), done, moment(entry.at) + late, opened.shelf.digests[seq]))
    lead = _("Elke handeling hangt met een controlegetal aan de vorige. De laatste schakel van de hele zaak staat voorop.")
    header = (_("Nr."), _("Handeling"), _("Wanneer"), _("Controlegetal (SHA-256)"))
    return Part(_("Logboek"), lead, header, rows, (10, 0, 48, 49), (3,))
