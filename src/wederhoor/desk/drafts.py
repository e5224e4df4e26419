"""What stands in the form of an act before one types: what a link from the page chose, what is known, what was written before."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.timezone import localtime
from django.utils.translation import ngettext

from wederhoor.actions.contact import CONTACT, CORRECT
from wederhoor.core.act import ActSpec
from wederhoor.desk.opened import Desk
from wederhoor.desk.shown.quoted import parted

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Party

#: Kinds that a link may choose: no free text ever comes out of an address.
_CHOSEN: Final = frozenset({"code", "reference", "number", "flag"})
_LONGEST: Final = 40
#: By which name a link says in which message the act is.
MESSAGE: Final = "message"
#: In which field the words of a message go.
_WORDS_OF: Final = {"object": "grounds", "comment": "text", "complete": "description", "confirm_in_writing": "description"}
_MOST_WORDS: Final = 10_000


def drafts_of(desk: Desk, spec: ActSpec, given: Mapping[str, str]) -> dict[str, str]:
    """By field. `given`: what a link chose; what the form does not offer is chosen in vain."""
    found = {name: value for name, value in given.items() if name in spec.fields and _may_be_chosen(spec, name, value)}
    found = {**_said_in(desk, spec, given.get(MESSAGE, "")), **found}
    if spec.id == CORRECT:
        party = outsider(desk, found.pop("person", ""))
        return {**found, "person": party.ref, **_contact_of(party)} if party else found
    said = _reasons_of_judge(desk) if spec.id == "reply" else _reasons_of_packet(desk) if "reasons" in spec.fields else ""
    return {**found, **({"reasons": said} if said else {})}


def _said_in(desk: Desk, spec: ActSpec, number: str) -> dict[str, str]:
    """What a message of this dossier tells of the act that is in it: when and by which way it came, and its words."""
    found = next((one for one in desk.messages if str(one.pk) == number and one.direction == "in"), None) if number.isdecimal() else None
    if found is None or not desk.sight.whole:
        return {}
    at = localtime(found.received_at)
    own, field = parted(found.body).own.strip()[:_MOST_WORDS], _WORDS_OF.get(spec.id, "")
    words = " ".join(own.split()) if field in spec.fields and spec.fields[field].many else own
    said = {"channel": found.channel, "filed_on": f"{at:%d-%m-%Y}", "in_writing": "true", field: words}
    return {"at": f"{at:%d-%m-%Y %H.%M}", **{name: value for name, value in said.items() if name in spec.fields}}


def outsider(desk: Desk, ref: str) -> "Party | None":
    """Someone in this dossier whose data are kept in it: no colleague."""
    party = desk.persons_seen.get(ref)
    return party if party is not None and party.member_id is None else None


def _may_be_chosen(spec: ActSpec, name: str, value: str) -> bool:
    return spec.fields[name].kind in _CHOSEN and 0 < len(value) <= _LONGEST and (spec.fields[name].kind != "number" or value.isdecimal())


def _contact_of(party: "Party") -> dict[str, str]:
    return {name: str(getattr(party, kept)) for name, (kept, _longest) in CONTACT.items()}


def _reasons_of_packet(desk: Desk) -> str:
    """That something does not go along with a packet, and where it says why."""
    count = desk.packet.left_out if desk.packet is not None else 0
    return (
        ngettext(
            "{count} stuk geven wij niet mee. Waarom, dat staat in de inhoudsopgave.",
            "{count} stukken geven wij niet mee. Waarom, dat staat in de inhoudsopgave.",
            count,
        ).format(count=count)
        if count
        else ""
    )


def _reasons_of_judge(desk: Desk) -> str:
    """What was written with the judgement: a reply gives the reasons of the same judgement."""
    judged = desk.dossier.by_act.get("judge")
    return desk.texts_seen.get(judged[-1].index, {}).get("reasons", "") if judged else ""
