"""Letters that have not left go where their addressee is reached now, not where he was reached when they were written."""

from typing import Final

from wederhoor.actions.addressing import addressee_of
from wederhoor.actions.contact import CONTACT, CORRECT
from wederhoor.actions.loading import Shelf
from wederhoor.actions.step import Step
from wederhoor.correspondence.models import Letter

#: States of a letter that no mail server and no letter box has yet.
_HERE: Final = ("waiting", "to_approve")


def reroute(shelf: Shelf, step: Step) -> None:
    """After a correction of how someone is reached: his letters that are still here; in the transaction of the act that says so."""
    entry = step.entry
    if entry.act != CORRECT or not CONTACT.keys() & entry.data.keys():
        return
    party = shelf.parties[str(entry.data["person"])]
    to = addressee_of(party)
    here = Letter.objects.filter(dossier__in=shelf.dossiers.values(), party=party.ref, state__in=_HERE)
    for channel in ("mail", "post"):
        here.filter(channel=channel).update(address=to.at(channel)[:500], name=to.name[:200])
