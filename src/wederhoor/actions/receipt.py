"""The mail that tells whoever filed on the portal that it came, with the link to its page. No duty is met by it: that takes a person."""

import re
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from wederhoor.actions.loading import Shelf
from wederhoor.actions.step import Step
from wederhoor.actions.tracking import link_of
from wederhoor.correspondence.mails import mail_of_no_act
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Dossier, Party
from wederhoor.dossiers.statements import insert

#: What no name holds and an advertisement does: an address of a site or of mail, a telephone number.
_LEADS_ELSEWHERE: Final = re.compile(r"://|www\.|@|\w{3,}\.[a-z]{2,}|\d[\d -]{4,}")
_LONGEST_NAME: Final = 100


def called(party: Party) -> str:
    """How a mail that nobody reads before it leaves calls whom it is for: never by what a stranger typed to have it mailed to another."""
    found = (name for name in (party.name, party.organisation_name) if name)
    return next((name for name in found if len(name) <= _LONGEST_NAME and not _LEADS_ELSEWHERE.search(name)), "")


def mail_receipt(shelf: Shelf, step: Step, row: Dossier, *, now: datetime) -> None:
    """Puts it in the outbox, part of the transaction of the filing; nothing for whoever left no mail address.

    The link and the code stand in it only once it leaves: until then it names the page (`status_link`).
    """
    party = shelf.parties.get(step.entry.person or "")
    if party is None or not party.email:
        return
    organisation = shelf.row.organisation
    body = _(
        "Beste {name},\n\nWij hebben uw bericht ontvangen. Het nummer is {number}.\n\nMet deze link ziet u wat er nu gebeurt, "
        "en kunt u iets toevoegen of intrekken:\n\n{link}\n\nBewaar deze mail goed: zo vindt u uw dossier altijd terug.\n\n"
        "Met vriendelijke groet,\n{organisation}\n\nDeze mail is vanzelf gemaakt.\n"
    )
    letter = mail_of_no_act(
        row,
        party=party.ref,
        name=called(party),
        address=party.email,
        subject=_("Wij hebben uw bericht ontvangen ({number})").format(number=row.number),
        body=body.format(
            name=called(party) or _("heer, mevrouw"),
            number=row.number,
            link=link_of(row, organisation.slug),
            organisation=organisation.name,
        ),
        day=shelf.calendar.local_day(now),
        now=now,
    )
    insert(Letter, [letter])
