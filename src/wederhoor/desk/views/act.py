"""An act: its form, for what informs someone the letter as it will leave, and the one door."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wederhoor.actions.record import record
from wederhoor.actions.said import done_label, function_of
from wederhoor.actions.values import Changed, Log, Recorded, Refused, Written
from wederhoor.core.act import DOCUMENTS
from wederhoor.core.dossier import permitted, why_not
from wederhoor.core.log import BEGINNINGS, Entry
from wederhoor.desk.drafting import Draft, draft_facts, drafted, left_as_shown, mark_of
from wederhoor.desk.forms import sheet as sheets
from wederhoor.desk.forms.asked import Asked
from wederhoor.desk.forms.files import WAITING, attached, nothing_yet
from wederhoor.desk.forms.sheet import Sheet
from wederhoor.desk.opened import Desk, open_for
from wederhoor.desk.seat import Seat, at_the_desk
from wederhoor.desk.shown.archive import account_to_read, not_archived_unread
from wederhoor.desk.shown.articles import clause_text, first_article
from wederhoor.desk.shown.documents import documents_to_take
from wederhoor.desk.shown.effects import effects_of
from wederhoor.desk.shown.guard import barred
from wederhoor.desk.shown.inspection import GRANT
from wederhoor.desk.shown.now import act_label, help_of, letter_named, not_mine
from wederhoor.desk.shown.outside import own_label
from wederhoor.desk.shown.people import whose
from wederhoor.desk.shown.promise import beforehand
from wederhoor.desk.shown.reached import product_in, reaching
from wederhoor.desk.shown.refused import Why, why_said
from wederhoor.desk.taking import Taking, taking
from wederhoor.web.fields import Field
from wederhoor.web.numbers import number_of
from wederhoor.web.words import filled, noted, quoted


@dataclass(frozen=True)
class Trouble:
    """Why a form comes back: a refusal, or what others added in the meantime."""

    refused: Refused | None = None
    added: tuple[Entry, ...] = ()


@at_the_desk
def act(request: HttpRequest, seat: Seat, number: str, name: str) -> HttpResponse:
    """An act of a member."""
    return take_act(request, open_for(seat, number), name)


def take_act(request: HttpRequest, desk: Desk, name: str) -> HttpResponse:
    """The form of an act; sent, the letter that it writes; sent again, the act itself."""
    spec = desk.matter.procedure.specs.get(name.replace("-", "_")) or desk.matter.procedure.specs.get(name)
    if spec is None or spec.system or spec.id in BEGINNINGS:
        raise Http404
    how = taking(desk, spec, request.GET.dict())
    if not how.roles:
        return _not_possible(request, desk, how)
    if request.method != "POST":
        asked = replace(how.asked, drafts={**how.asked.drafts, **beforehand(desk, spec.id, request.GET.dict())})
        files = nothing_yet(spec.id, documents_to_take(desk), chosen=request.GET.getlist(DOCUMENTS))
        return _form(request, desk, how, sheets.blank(asked, seen=desk.length, roles=how.choices, files=files))
    files = attached(spec.id, request.POST, request.FILES, owner=desk.seat.owner, now=desk.seat.now, documents=documents_to_take(desk))
    filled = sheets.typed(how.asked, request.POST, length=desk.length, roles=how.choices, files=files)
    step = request.POST.get(sheets.STEP, "")
    if step in {"more", "back"}:
        return _form(request, desk, how, replace(filled, form=filled.form.with_values(filled.values, {}), errors={}))
    if filled.errors:
        return _form(request, desk, how, filled, faulty=True)
    if filled.by_letter:
        return _with_letter(request, desk, how, filled, send=step == "send")
    return _take(request, desk, how, filled, None)


def _with_letter(request: HttpRequest, desk: Desk, how: Taking, filled: Sheet, *, send: bool) -> HttpResponse:
    """Shows the letter first; once it was seen, and changed if need be, it goes."""
    letter = drafted(desk, how.call(filled.data, filled.at(desk.matter.calendar, desk.seat.now), filled.values))
    if isinstance(letter, Refused):
        return _form(request, desk, how, filled.refused(letter), Trouble(letter))
    if letter is None:
        return _take(request, desk, how, filled, None)
    if not send:
        return _look(request, desk, how, filled, how.again.on(letter) if how.again else letter)
    subject, body = (request.POST.get(name, "").replace("\r\n", "\n").strip() for name in (sheets.SUBJECT, sheets.BODY))
    if not subject or not body:
        return _look(request, desk, how, filled, replace(letter, subject=subject, body=body))
    as_it_was = left_as_shown(request.POST.get(sheets.SHOWN, ""), subject, body, today=desk.matter.calendar.local_day(desk.seat.now))
    changed = not as_it_was and (subject, body) != (letter.subject.strip(), letter.body.strip())
    return _take(request, desk, how, filled, Written(subject, body) if changed else None, letter)


def _take(
    request: HttpRequest, desk: Desk, how: Taking, filled: Sheet, written: Written | None, letter: Draft | None = None
) -> HttpResponse:
    """Through the one door; whatever it answers, nothing that was typed is lost."""
    call = how.call(filled.data, filled.at(desk.matter.calendar, desk.seat.now), filled.values)
    answer = not_archived_unread(desk, call.act) or record(
        Log(desk.row.matter_id, desk.row.name),
        call.act,
        by=call.by,
        at=call.at,
        now=call.now,
        data=call.data,
        seen=filled.seen if desk.sight.whole else None,  # what others did meanwhile is not for everyone
        key=sheets.said_once(request, filled.key),
        letter=written,
        files=filled.files.uploads(),
    )
    if isinstance(answer, Recorded):
        messages.success(request, noted(_("Vastgelegd: {act}."), act=done_label(how.asked.rule, call.act).lower()))
        return redirect(desk.seat.address("dossier", answer.number))
    if isinstance(answer, Changed):
        again, trouble = replace(filled, seen=answer.length), Trouble(added=answer.added)
    else:
        again, trouble = filled.refused(answer), Trouble(answer)
    if letter is None or isinstance(answer, Refused):
        return _form(request, desk, how, again, trouble)
    seen = replace(letter, subject=written.subject, body=written.body) if written else letter
    return _look(request, desk, how, again, seen, trouble)


# Pages ---------------------------------------------------------------------------------------------------------------------


def _form(
    request: HttpRequest, desk: Desk, how: Taking, filled: Sheet, trouble: Trouble | None = None, *, faulty: bool = False
) -> HttpResponse:
    clause = how.asked.rule.clause[0] if how.asked.rule and how.asked.rule.clause else ""
    context = _shared(desk, how, filled, trouble)
    context |= {
        "form": filled.form,
        "own": filled.own,
        "files": filled.files,
        "takes_files": DOCUMENTS in how.asked.spec.fields,
        "seen": filled.seen,
        "key": filled.key,
        "rows": filled.rows,
        "asks_told": any(one.name == "states" for one in filled.form.fields),
        "faulty": faulty,
        "asked_by_rule": filled.asked_by_rule,
        "step": "look" if how.asked.spec.letter == "always" else "record",
        "clause_text": clause_text(desk.matter.procedure, clause),
        "effects": effects_of(desk.matter, how.asked.seat, desk.duties, how.asked.act, now=desk.seat.now),
        "not_mine": _in_whose_name(desk, how),
        "barred": barred(desk, how.asked.act) if desk.sight.whole else [],
        "reaching": reaching(desk, how.asked.act, product_in(filled.form.fields), how.asked.products),
        **account_to_read(desk, how.asked.act),
        "packets_href": desk.address("packets") if how.asked.act == GRANT and desk.packet is None else "",
    }
    return render(request, "desk/act.html", desk.framed(**context), status=_status(trouble, faulty=faulty))


def _look(request: HttpRequest, desk: Desk, how: Taking, filled: Sheet, letter: Draft, trouble: Trouble | None = None) -> HttpResponse:
    fields = sheets.letter_fields(letter.subject, letter.body)
    errors = {one.name: (_("Dit is nog niet ingevuld"),) for one in fields if not one.value}
    typed = {one.name: quoted(one.value, desk.language) for one in fields}
    own: tuple[Field, ...] = tuple(replace(one, value=typed[one.name], errors=errors.get(one.name, ())) for one in fields)
    kept = [(name, value) for name, value in sheets.kept(request.POST) if name not in {sheets.SEEN, sheets.KEY, sheets.ROWS, WAITING}]
    kept += [(sheets.SEEN, str(filled.seen)), (sheets.KEY, filled.key), (sheets.ROWS, str(filled.rows))]
    kept += [(WAITING, item.token) for item in filled.files.items]
    kept += [(sheets.SHOWN, _shown(request, desk, how, letter))]
    context = _shared(desk, how, filled, trouble) | {
        "own": own,
        "kept": kept,
        "faulty": bool(errors),
        "by_post": letter.channel == "post",
        "read_first": bool(letter.reader),
        "reaching": reaching(desk, how.asked.act, product_in(filled.form.fields) or "", how.asked.products, by=letter.channel),
        "letter_facts": draft_facts(desk, letter, filled.files.names),
    }
    status = _status(trouble, faulty=bool(errors))
    return render(request, "desk/look.html", desk.framed(**context), status=status)


def _shown(request: HttpRequest, desk: Desk, how: Taking, letter: Draft) -> str:
    """The mark of a letter as the template has it; words of his own that come back keep the mark of those that he was shown."""
    if sheets.SUBJECT in request.POST:
        return request.POST.get(sheets.SHOWN, "")
    own = how.again is not None
    return "" if own else mark_of(desk.matter.calendar.local_day(desk.seat.now), letter.subject.strip(), letter.body.strip())


def _not_possible(request: HttpRequest, desk: Desk, how: Taking) -> HttpResponse:
    """Why this act cannot be taken: never only a button that does nothing. Sent twice, it was taken the first time."""
    if request.method == "POST" and sheets.said_once(request, sheets.key_in(request.POST)) in desk.shelf.keys:
        return redirect(desk.seat.address("dossier", desk.row.number))
    rule = how.asked.rule
    refusal = why_not(desk.matter, desk.dossier, how.asked.act)
    why = why_said(desk.matter.procedure, refusal) if refusal else Why(_("Dit is niet aan u."), "")
    if rule is not None:
        why = not_mine(desk.matter, desk.dossier, rule, permitted(desk.matter, desk.dossier))
    context = {
        "number": desk.row.number,
        "label": act_label(how.asked.rule, how.asked.act),
        **why.said(),
        "typed": list(_typed(desk, how, request.POST)),
        "added": list(_added(desk, how.asked, _since(desk, request.POST.get(sheets.SEEN, "")))),
    }
    return render(request, "desk/not_possible.html", desk.framed(**context), status=409 if refusal else 403)


def _typed(desk: Desk, how: Taking, post: QueryDict) -> Iterator[tuple[str, str]]:
    """What was written in a form that can be sent no more, a letter too: it is not lost."""
    if not post:
        return
    form = sheets.typed(how.asked, post, length=desk.length, roles=()).form
    letter = sheets.letter_fields(post.get(sheets.SUBJECT, ""), post.get(sheets.BODY, ""))
    for one in (*form.fields, *letter):
        if one.kind in {"text", "longtext"} and isinstance(one.value, str) and one.value.strip():
            yield one.label, one.value


def _since(desk: Desk, seen: str) -> Sequence[Entry]:
    """What was recorded in this dossier after what someone had before him."""
    length = number_of(seen)
    if length is None or not desk.sight.whole:
        return ()
    return [entry for entry in desk.entries[length:] if entry.dossier == desk.row.name]


def _shared(desk: Desk, how: Taking, filled: Sheet, trouble: Trouble | None) -> dict[str, Any]:
    refused = trouble.refused if trouble else None
    return {
        "number": desk.row.number,
        "who": whose(desk.holders, desk.persons_seen),
        "label": (act_label if desk.sight.whole else own_label)(how.asked.rule, how.asked.act),
        "help": help_of(how.asked.act) if desk.sight.whole else "",
        "letter_name": letter_named(desk.matter, how.asked.seat, how.asked.act),
        "article": first_article(desk.matter.procedure, how.asked.rule.clause) if how.asked.rule else "",
        "sent_back": how.again,
        "refused": why_said(desk.matter.procedure, refused, sheets.labels_of(filled)).said() if refused else {},
        "added": list(_added(desk, how.asked, trouble.added if trouble else ())),
    }


def _added(desk: Desk, asked: Asked, entries: Iterable[Entry]) -> Iterable[dict[str, Any]]:
    for entry in entries:
        by = function_of(desk.matter.procedure, entry.by)
        yield {"label": done_label(asked.seat.plan.rules.get(entry.act), entry.act), "by": by, "recorded_at": entry.recorded_at}


def _in_whose_name(desk: Desk, how: Taking) -> str:
    if not how.party:
        return ""
    return filled(_("U legt dit vast namens: {who}."), who=function_of(desk.matter.procedure, how.roles[0]))


def _status(trouble: Trouble | None, *, faulty: bool) -> int:
    """409 where the act cannot be, 422 where the form is not right: a browser shows both as a page."""
    return 409 if trouble else 422 if faulty else 200
