"""An invitation that goes by mail carries its day as a calendar file, so that it can be put in an agenda at a touch (EXA-13)."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings

from wederhoor.actions.feed import PLANS, purpose_of
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act
from wederhoor.web.ical import INVITATION_TYPE, Day, Person, invitation
from wederhoor.web.speaking import speaking
from wederhoor.web.words import word


@dataclass(frozen=True, slots=True)
class Invitation:
    """The calendar file of a letter."""

    file: bytes
    name: str = "uitnodiging.ics"
    content_type: str = INVITATION_TYPE

    def content(self) -> bytes:
        """The file itself."""
        return self.file


def invitation_with(letter: Letter, *, by: Person, now: datetime) -> tuple[Invitation, ...]:
    """The invitation of a letter that plans something on a day; none for any other.

    An invitation anew for the same dossier, purpose and person takes the place of the earlier one in his agenda. Its title is in the
    language of the letter.
    """
    if letter.act not in PLANS or letter.dossier is None or letter.matter_id is None or letter.seq is None:
        return ()
    act = Act.objects.get(matter_id=letter.matter_id, seq=letter.seq)
    planned = act.data.get("planned_on")
    if not planned:
        return ()
    number, purpose = letter.dossier.number, purpose_of(act)
    host = urlsplit(settings.BASE_URL).hostname or "wederhoor"
    with speaking(letter.language):
        title = f"{letter.organisation.name}: {word('purpose', purpose)} ({number})"
    day = Day(f"{letter.organisation.slug}-{number}-{purpose}-{letter.party}@{host}", date.fromisoformat(str(planned)), title)
    return (Invitation(invitation(day, by=by, to=Person(letter.name, letter.address), number=act.seq, now=now)),)
