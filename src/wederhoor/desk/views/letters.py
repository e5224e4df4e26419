"""Brieven: the letters of the regulation, in one's own words where the organisation wants that, and who reads which of them first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wederhoor.actions.policy import leads
from wederhoor.actions.previews import made_up, preview
from wederhoor.actions.public import InForce, regulations
from wederhoor.actions.templates import (
    LANGUAGES,
    Saving,
    has_reader,
    key_of,
    languages_of,
    own_letters,
    reader_changes,
    save_template,
    set_reader,
    versions_of,
)
from wederhoor.actions.values import Refused
from wederhoor.core.fault import Fault
from wederhoor.core.provision import Letter
from wederhoor.core.words import Language
from wederhoor.desk.forms.letters import DOSSIER, READER, dossier_field, read_reader, reader_field, words_fields
from wederhoor.desk.forms.sheet import BODY, SEEN, SUBJECT
from wederhoor.desk.opened import find
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.desk.shown.articles import first_article
from wederhoor.desk.shown.letters import changes_said, fault_said, listed, named_letter, placeholders_of, states_of
from wederhoor.web.fields import Field, filled
from wederhoor.web.numbers import number_of
from wederhoor.web.words import told

if TYPE_CHECKING:
    from wederhoor.correspondence.models import LetterTemplate

#: Under these names the address and the form say which language, and which step.
_LANGUAGE: Final = "taal"
_STEP: Final = "step"


@dataclass(frozen=True)
class Room:
    """One letter in one language, and who looks at it."""

    seat: Seat
    held: InForce
    letter: Letter
    language: Language
    versions: "list[LetterTemplate]"
    leading: bool

    @property
    def newest(self) -> int:
        """The version that one has before one; 0 for none."""
        return self.versions[0].pk if self.versions else 0

    @property
    def words(self) -> tuple[str, str]:
        """The words that hold: the own ones, else those of the regulation."""
        own = own_letters(self.seat.organisation)
        worded, _language = own.worded(self.held.procedure, self.letter, self.language)
        said = (worded.subject, worded.body)
        return tuple(text if isinstance(text, str) else text.get(self.language, "") for text in said)  # type: ignore[return-value]

    @property
    def address(self) -> str:
        """The address of this page."""
        page = reverse("desk:letter_template", args=[self.held.procedure.id, key_of(self.letter)])
        return f"{page}?{urlencode({_LANGUAGE: self.language})}"


@at_the_desk
def letters(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Every letter of the regulations in force."""
    rules = regulations(seat.organisation, now=seat.now)
    own = own_letters(seat.organisation)
    groups = [listed(held.procedure, own) for held in rules]
    return render(request, "desk/letters.html", framed(seat, "letters", groups=groups, leading=_leads(seat, rules)))


@at_the_desk
def letter_template(request: HttpRequest, seat: Seat, procedure: str, key: str) -> HttpResponse:
    """One letter: its words, who reads it first, how it reads; who leads changes them."""
    room = _room(request, seat, procedure, key)
    if request.method != "POST":
        return _page(request, room, words_fields(*room.words))
    step = _STEPS.get(request.POST.get(_STEP, ""))
    if step is None or not (room.leading or step is _look):
        raise Http404
    return step(request, room)


def _room(request: HttpRequest, seat: Seat, procedure: str, key: str) -> Room:
    rules = regulations(seat.organisation, now=seat.now)
    held = next((one for one in rules if one.procedure.id == procedure), None)
    letter = next((one for one in held.procedure.letters if key_of(one) == key), None) if held else None
    if held is None or letter is None:
        raise Http404
    asked = request.GET.get(_LANGUAGE, held.procedure.language)
    language = next((code for code in LANGUAGES if code == asked), LANGUAGES[0])
    versions = versions_of(seat.organisation, held.procedure, letter, language)
    return Room(seat, held, letter, language, versions, _leads(seat, rules))


def _leads(seat: Seat, rules: list[InForce]) -> bool:
    return leads(seat.roles, [held.procedure for held in rules])


def _typed(request: HttpRequest) -> tuple[str, str]:
    return request.POST.get(SUBJECT, "").strip(), request.POST.get(BODY, "").replace("\r\n", "\n").strip()


def _save(request: HttpRequest, room: Room) -> HttpResponse:
    subject, body = _typed(request)
    if not (subject or body):
        return _page(request, room, words_fields(subject, body), faults=[_("Hier staat nog niets.")], status=422)
    saving = Saving(room.held.procedure, room.letter, room.language, subject, body, number_of(request.POST.get(SEEN, "")) or 0)
    faults = save_template(room.seat.organisation, saving, by=room.seat.member, now=room.seat.now)
    if faults:
        return _faulty(request, room, faults)
    messages.success(request, _("De brief is opgeslagen. Zo gaat hij vanaf nu weg."))
    return redirect(room.address)


def _reset(request: HttpRequest, room: Room) -> HttpResponse:
    saving = Saving(room.held.procedure, room.letter, room.language, "", "", room.newest)
    save_template(room.seat.organisation, saving, by=room.seat.member, now=room.seat.now)
    messages.success(request, _("De brief heeft weer de tekst van de klachtenregeling."))
    return redirect(room.address)


def _read_first(request: HttpRequest, room: Room) -> HttpResponse:
    role = read_reader(request.POST.get(READER, ""))
    if not set_reader(room.seat.organisation, room.held.procedure, room.letter, role=role, by=room.seat.member, now=room.seat.now):
        raise Http404
    messages.success(request, _("Opgeslagen. Dit geldt voor brieven die vanaf nu worden geschreven."))
    if role and not has_reader(room.seat.organisation, role, beside=None):
        messages.warning(
            request, _("Let op: niemand kan deze brieven nu nalezen. Zij gaan dan ongelezen weg, en dat staat in het dossier.")
        )
    elif role and not has_reader(room.seat.organisation, role, beside=room.seat.member):
        said = _("Let op: alleen u kunt deze brieven nalezen. Wat u zelf schrijft, gaat dan ongelezen weg, en dat staat in het dossier.")
        messages.warning(request, said)
    return redirect(room.address)


def _look(request: HttpRequest, room: Room) -> HttpResponse:
    """How it reads as it was typed, saved or not; whoever does not lead looks at the words that hold."""
    subject, body = _typed(request) if room.leading else room.words
    number = request.POST.get(DOSSIER, "").strip()
    words = room.letter.model_copy(update={"subject": subject, "body": body})
    rules, now = room.held.procedure, room.seat.now
    if number:
        read = preview(rules, words, room.language, dossier=find(room.seat, number), now=now)
    else:
        read = made_up(room.seat.organisation, rules, room.held.calendar, words, room.language, now=now)
    if isinstance(read, Refused):
        return _page(request, room, words_fields(subject, body), faults=[told(read.reason)], status=422)
    return _page(request, room, words_fields(subject, body), read=read, number=number)


def _faulty(request: HttpRequest, room: Room, faults: tuple[Fault, ...]) -> HttpResponse:
    """The page again with what is wrong beside each field; nothing typed is lost."""
    fields = words_fields(*_typed(request))
    named = {SUBJECT: "subject", BODY: "body"}
    errors = {name: tuple(fault_said(fault) for fault in faults if fault.key == key) for name, key in named.items()}
    rest = [fault_said(fault) for fault in faults if fault.key not in named.values()]
    values: Mapping[str, Any] = {field.name: field.value for field in fields}
    return _page(request, room, filled(fields, dict(values), errors), faults=rest, status=422)


def _page(
    request: HttpRequest,
    room: Room,
    fields: tuple[Field, ...],
    *,
    faults: list[str] | None = None,
    read: tuple[str, str] | None = None,
    number: str = "",
    status: int = 200,
) -> HttpResponse:
    rules, letter = room.held.procedure, room.letter
    today = localtime(room.seat.now).date()
    role = own_letters(room.seat.organisation).reader(rules, letter.act, letter.instance)
    shown = {
        "title": named_letter(rules, letter),
        "article": first_article(rules, letter.clause),
        "fields": fields,
        "faults": faults or [],
        "leading": room.leading,
        "own": bool(room.versions and room.versions[0].body),
        "lacking": room.language not in languages_of(rules, letter) and not (room.versions and room.versions[0].body),
        "languages": [(code, code == room.language) for code in LANGUAGES],
        "states": states_of(letter),
        "placeholders": placeholders_of(rules, letter),
        "reader": reader_field(rules, role),
        "dossier": replace(dossier_field(), value=number),
        "read": read,
        "letter_language": room.language,
        "seen": room.newest,
        "changes": changes_said(rules, room.versions, reader_changes(room.seat.organisation, rules, letter), today),
    }
    return render(request, "desk/letter_template.html", framed(room.seat, "letters", **shown), status=status)


_STEPS: Final[Mapping[str, Callable[[HttpRequest, Room], HttpResponse]]] = {
    "save": _save,
    "reset": _reset,
    "reader": _read_first,
    "look": _look,
}
