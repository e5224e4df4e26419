"""A message of the inbox: its text, what came with it, the dossiers that it may belong to, and the three ways out."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _

from wederhoor.actions.access import readable
from wederhoor.actions.content import content_type, safe_name
from wederhoor.actions.inbox import WAITING, message_for
from wederhoor.actions.keeping import read_whole
from wederhoor.actions.mailboxes import for_objections, mailbox_of
from wederhoor.actions.public import regulations
from wederhoor.actions.releasing import is_held, release
from wederhoor.actions.settling import Settled, join, put_back, set_aside, take_out
from wederhoor.actions.similar import Like, likely_for
from wederhoor.actions.values import Refused
from wederhoor.desk.drafts import MESSAGE
from wederhoor.desk.forms.message import DOSSIER, KNOWN, OTHER, REASON, TEXT, aside_fields, join_fields, read_join
from wederhoor.desk.opened import put_on_desk
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.desk.shown.like import choices_of
from wederhoor.desk.shown.messages import files_in, reason_of, reasons, settled_said, subject_of
from wederhoor.desk.shown.now import act_label
from wederhoor.desk.shown.quoted import parted
from wederhoor.desk.taking import taking
from wederhoor.web.fields import Field, filled, read_fields

if TYPE_CHECKING:
    from wederhoor.correspondence.models import Message

#: What one does with a message, as the form names it.
STEP: Final = "step"
#: What someone may let know in a message, in the order in which it mostly comes.
_IN_A_MESSAGE: Final = (
    *("confirm_in_writing", "complete", "formalise", "accept", "decline", "consent_extension", "comment", "waive_hearing"),
    *("object", "follow_up", "request_inspection", "withdraw"),
)
Way = Callable[[HttpRequest, Seat, "Message"], HttpResponse]


@at_the_desk
def message(request: HttpRequest, seat: Seat, pk: int) -> HttpResponse:
    """Shows a message; a post settles it."""
    found = _found(seat, pk)
    way = _WAYS.get(request.POST.get(STEP, "")) if request.method == "POST" else None
    return way(request, seat, found) if way else _page(request, seat, found)


@at_the_desk
def original(request: HttpRequest, seat: Seat, pk: int) -> HttpResponse:
    """The mail as it came in, to the byte; to be kept as a file, never shown. While a file in it is in quarantine it is not given out."""
    del request
    found = _found(seat, pk)
    if any(is_held(one) for one in found.attachments.all()):
        raise Http404
    return _file(found.raw, f"{PurePosixPath(found.raw).stem[:12]}.eml", as_bytes=True)


@at_the_desk
def attachment(request: HttpRequest, seat: Seat, pk: int, number: int) -> HttpResponse:
    """A file that came with a message and is not in quarantine; to be kept as a file, never shown."""
    del request
    one = next((item for item in _found(seat, pk).attachments.all() if item.pk == number), None)
    if one is None or is_held(one):
        raise Http404
    return _file(one.path, one.name)


def _found(seat: Seat, pk: int) -> "Message":
    found = message_for(seat.member, seat.roles, pk, seat.now, reading=seat.reading)
    if found is None:
        raise Http404
    return found


def _file(path: str, name: str, *, as_bytes: bool = False) -> HttpResponse:
    try:
        content = read_whole(path)
    except OSError:
        raise Http404 from None
    kind = "application/octet-stream" if as_bytes else content_type(content)
    disposition = content_disposition_header(as_attachment=True, filename=safe_name(name)) or "attachment"
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)


# The page ------------------------------------------------------------------------------------------------------------------


def _page(
    request: HttpRequest,
    seat: Seat,
    found: "Message",
    *,
    joining: tuple[Field, ...] | None = None,
    aside: tuple[Field, ...] | None = None,
    status: int = 200,
) -> HttpResponse:
    waits = found.state in WAITING
    likely = likely_for(found, seat.member, reading=seat.reading) if waits else []
    held = regulations(seat.organisation, now=seat.now) if waits else []
    files = files_in(found)
    context = framed(
        seat,
        "inbox",
        brought=_brought(seat, found) if found.state == "joined" else (),
        mail=found,
        subject=subject_of(found),
        reason=reason_of(found),
        waits=waits,
        refers=any(rule.id == "refer" for one in held for rule in one.procedure.acts),
        objecting=any(for_objections(one.procedure, mailbox_of(found)) for one in held),
        text=parted(found.body),
        files=files,
        whole=not any(file.held for file in files),
        likely=likely,
        joining=joining if joining is not None else join_fields(choices_of(likely), sender=found.sender),
        aside=aside if aside is not None else aside_fields(tuple(reasons().items())),
        aside_open=aside is not None,
    )
    return render(request, "desk/message.html", context, status=status)


def _brought(seat: Seat, found: "Message") -> list[tuple[str, str]]:
    """The acts that may stand in a joined message and that its dossier takes now: label and address, its files ticked beforehand."""
    desk = put_on_desk(seat, found.dossier.number if found.dossier else "")
    specs = desk.matter.procedure.specs
    able = [taking(desk, specs[name]) for name in _IN_A_MESSAGE if name in specs]
    refs = [one.document.ref for one in found.attachments.all() if one.document]
    query = _told_in(found, refs)
    return [
        (act_label(how.asked.rule, how.asked.act), f"{seat.address('act', desk.row.number, how.asked.act)}{query}")
        for how in able
        if how.roles
    ]


def _told_in(found: "Message", refs: list[str]) -> str:
    """What a link to the form of an act says of the message that it is in, and of its files."""
    return f"?{urlencode([(MESSAGE, str(found.pk)), *(('documents', ref) for ref in refs)])}"


# The ways out --------------------------------------------------------------------------------------------------------------


def _join(request: HttpRequest, seat: Seat, found: "Message") -> HttpResponse:
    likely: list[Like] = likely_for(found, seat.member, reading=seat.reading)
    fields = join_fields(choices_of(likely), sender=found.sender)
    values, errors = read_join(fields, request.POST)
    number = str(values.get(OTHER) or values.get(DOSSIER) or "").strip()
    dossier = readable(seat.member, number, reading=seat.reading) if number else None
    if dossier is None:
        wrong = OTHER if number or not likely else DOSSIER
        errors[wrong] = (_("Dit dossier is er niet. Kijk het nummer na.") if number else _("Kies een dossier of vul een nummer in"),)
        return _page(request, seat, found, joining=filled(fields, values, errors), status=422)
    done = join(found.pk, by=seat.member, dossier=dossier, now=seat.now, roles=seat.roles, known=bool(values.get(KNOWN)))
    if isinstance(done, Refused):
        errors[OTHER] = (done.reason,)
        return _page(request, seat, found, joining=filled(fields, values, errors), status=422)
    if isinstance(done, Settled):
        return _too_late(request, seat, done)
    messages.success(request, _("Gevoegd bij dossier {number}.").format(number=number))
    return redirect("desk:message", found.pk)


def _object(request: HttpRequest, seat: Seat, found: "Message") -> HttpResponse:
    """Joins it to the dossier that it objects to, and opens the form of the objection with what it says."""
    dossier = readable(seat.member, request.POST.get(DOSSIER, "")[:40], reading=seat.reading)
    if dossier is None:
        return _page(request, seat, found, status=422)
    done = join(found.pk, by=seat.member, dossier=dossier, now=seat.now)
    if isinstance(done, Refused):
        return _page(request, seat, found, status=422)
    if isinstance(done, Settled):
        return _too_late(request, seat, done)
    desk = put_on_desk(seat, dossier.number)
    act = next((one.opened_by for one in desk.matter.procedure.instances), "object")
    refs = [one.document.ref for one in found.attachments.select_related("document") if one.document]
    messages.success(request, _("Gevoegd bij dossier {number}. Leg hieronder het bezwaar vast.").format(number=dossier.number))
    return redirect(f"{seat.address('act', dossier.number, act)}{_told_in(found, refs)}")


def _release(request: HttpRequest, seat: Seat, found: "Message") -> HttpResponse:
    """Gives a file in quarantine free; who does so stands with it from then on."""
    number = request.POST.get("file", "")
    one = next((item for item in found.attachments.all() if str(item.pk) == number), None)
    if one is None:
        raise Http404
    refused = release(one.pk, message=found.pk, by=seat.member, now=seat.now)
    if refused is not None:
        messages.error(request, refused.reason)
    else:
        messages.success(request, _("Vrijgegeven: {name}. Dat staat nu op uw naam.").format(name=one.name))
    return redirect("desk:message", found.pk)


def _aside(request: HttpRequest, seat: Seat, found: "Message") -> HttpResponse:
    fields = aside_fields(tuple(reasons().items()))
    values, errors = read_fields(fields, request.POST)
    if errors:
        return _page(request, seat, found, aside=filled(fields, values, errors), status=422)
    done = set_aside(found.pk, by=seat.member, reason=str(values[REASON]), text=str(values.get(TEXT, "")), now=seat.now)
    if done is not None:
        return _too_late(request, seat, done)
    messages.success(request, _("Terzijde gelegd. U vindt het terug onder Terzijde gelegd."))
    return redirect("desk:inbox")


def _back(request: HttpRequest, seat: Seat, found: "Message") -> HttpResponse:
    done = put_back(found.pk, by=seat.member, now=seat.now)
    if done is not None:
        return _too_late(request, seat, done)
    messages.success(request, _("Dit bericht wacht weer in het postvak."))
    return redirect("desk:message", found.pk)


def _out(request: HttpRequest, seat: Seat, found: "Message") -> HttpResponse:
    done = take_out(found.pk, by=seat.member, now=seat.now)
    if isinstance(done, Settled):
        return _too_late(request, seat, done)
    if isinstance(done, Refused):
        messages.error(request, done.reason)
        return redirect("desk:message", found.pk)
    messages.success(request, _("Uit het dossier gehaald. Dit bericht wacht weer in het postvak."))
    return redirect("desk:inbox")


def _too_late(request: HttpRequest, seat: Seat, settled: Settled) -> HttpResponse:
    messages.error(request, settled_said(settled, seat.now))
    return redirect("desk:inbox")


_WAYS: Final[Mapping[str, Way]] = {
    "join": _join,
    "object": _object,
    "aside": _aside,
    "back": _back,
    "out": _out,
    "release": _release,
}
