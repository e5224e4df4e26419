"""Correcting on record how a person of a matter is called and reached: the row changes, the act chains its new digest."""

from collections.abc import Mapping
from typing import Final

from wederhoor.actions.people import People
from wederhoor.actions.values import Refused
from wederhoor.core.log import Folded
from wederhoor.core.phrase import say
from wederhoor.dossiers.models import Party

CORRECT: Final = "correct"
#: Said of a datum that is known no more. A name stays: a log without anyone in it tells nothing.
NOTHING: Final = "-"
_CALLED: Final = "contact.name"
#: How someone wants to hear from us: kept by the log, where the engine looks for it.
PREFERS: Final = "prefers"
#: What a correction says anew of a person, where a party keeps it, and how long it may be.
CONTACT: Final[Mapping[str, tuple[str, int]]] = {
    "contact.name": ("name", 200),
    "contact.organisation": ("organisation_name", 200),
    "contact.email": ("email", 254),
    "contact.phone": ("phone", 60),
    "contact.address": ("address", 300),
    "contact.city": ("city", 120),
}


def of_contact(people: People, folded: Folded) -> Folded | Refused:
    """Writes down what a correction says of a person; what is left is what its log and texts hold. The old words are not kept."""
    said = {name: folded.texts[name] for name in CONTACT if name in folded.texts}
    codes = {name: value for name, value in folded.codes.items() if name not in CONTACT}
    texts = {name: body for name, body in folded.texts.items() if name not in CONTACT}
    ref = codes.get("person")
    if ref is None:
        return Refused(say("Zeg eerst wiens gegevens dit zijn."), None, ("person",)) if said else Folded(codes, texts, folded.faults)
    party = people.get(str(ref))
    if party is None or party.member_id is not None:
        return Refused(say("De gegevens van een collega verandert u niet in een dossier."), None, ("person",))
    said = {name: "" if body.strip() == NOTHING and name != _CALLED else body for name, body in said.items()}
    fresh = {name: body for name, body in said.items() if _known(party, name) != body[: CONTACT[name][1]]}
    if not fresh and PREFERS not in codes:
        return Refused(say("Er is niets veranderd."), None, tuple(said) or ("person",))
    people.learn(party.ref, {CONTACT[name][0]: body[: CONTACT[name][1]] for name, body in fresh.items()})
    return Folded({**codes, **dict.fromkeys(fresh, True)}, texts, folded.faults)


def _known(party: Party, name: str) -> str:
    return str(getattr(party, CONTACT[name][0]))
