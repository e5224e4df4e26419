"""The mailed link to the page of a complaint: it opens that page until it expires. None is kept; a letter gets one when it leaves.

A link is signed with the digest of the code that it stands for, and with when that code was given: it dies with the code, so with
the dossier, and means nothing in a store that was put back from a backup and gave the same number out again.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wederhoor.actions.receipt import called
from wederhoor.actions.tracking import code_told, link_of
from wederhoor.core.log import FIRST
from wederhoor.correspondence.mails import mail_of_no_act
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Party, TrackingCode
from wederhoor.dossiers.statements import insert

#: As whom one follows a complaint by its code.
COMPLAINANT: Final = "complainant"
_SALT: Final = "wederhoor.status_link"
#: As `make` writes it, and in no other way: what is counted by its letters cannot be asked again in others.
_SHAPE: Final = re.compile(r"([1-9a-f][0-9a-f]{0,11})\.([1-9a-f][0-9a-f]{0,11})\.([0-9a-f]{32})")


@dataclass(frozen=True, slots=True)
class Link:
    """A link that we made: of which code, and whether it has expired."""

    code: TrackingCode
    expired: bool


def make(code: TrackingCode, *, now: datetime) -> str:
    """What stands in the address of a link that is mailed now."""
    until = int((now + timedelta(days=settings.STATUS_LINK_DAYS)).timestamp())
    return f"{code.pk:x}.{until:x}.{_seal(code, until)}"


def read(token: str, *, now: datetime) -> Link | None:
    """The link; None where we never made it, it was changed, or what it opened is destroyed. One query."""
    found = _SHAPE.fullmatch(token)
    code = _codes().filter(pk=int(found[1], 16)).first() if found else None
    if found is None or code is None or not constant_time_compare(_seal(code, int(found[2], 16)), found[3]):
        return None
    return Link(code, expired=int(now.timestamp()) >= int(found[2], 16))


def looks_like(token: str) -> bool:
    """Whether this can be a link, and no code."""
    return _SHAPE.fullmatch(token) is not None


# In letters ----------------------------------------------------------------------------------------------------------------


def in_mail(letter: Letter, body: str, *, now: datetime) -> str:
    """The words of a mail that leaves now to whoever complains, with a link that opens his page; the first has his code besides.

    Two queries for a letter that names the page, none for another.
    """
    code = _code_for(letter, body)
    if code is None:
        return body
    link = f"{settings.BASE_URL}/{letter.organisation.slug}/volg/{make(code, now=now)}"
    told = Letter.objects.filter(matter=code.dossier.matter_id, party=letter.party, state="sent", body__contains=_page(letter, code))
    return _put(letter, code, body, link, with_code=not told.exists())


def on_paper(letter: Letter) -> str:
    """The words of a letter to print: where to enter the code, and the code, for nobody types a link over."""
    code = _code_for(letter, letter.body)
    return letter.body if code is None else _put(letter, code, letter.body, f"{settings.BASE_URL}/volgen/", with_code=True)


def _put(letter: Letter, code: TrackingCode, body: str, link: str, *, with_code: bool) -> str:
    said = f" (code: {code_told(code)})" if with_code else ""
    place = re.compile(re.escape(_page(letter, code)) + r"(#[\w-]+)?(?![\w-])")
    fresh, _many = place.subn(lambda found: f"{link}{found[1] or ''}{said}", body, count=1)
    return place.sub(lambda found: f"{link}{found[1] or ''}", fresh)


def _code_for(letter: Letter, body: str) -> TrackingCode | None:
    """The code of whom the letter is for, where it names his page and he is the one who complains."""
    dossier = letter.dossier
    if dossier is None or not letter.party or f"{settings.BASE_URL}/{letter.organisation.slug}/dossier/" not in body:
        return None
    his = Party.objects.filter(matter=OuterRef("dossier__matter"), ref=letter.party, part=COMPLAINANT)
    return _codes().filter(Exists(his), dossier__matter=dossier.matter_id, dossier__name=FIRST).first()


def _page(letter: Letter, code: TrackingCode) -> str:
    return link_of(code.dossier, letter.organisation.slug)


# Asking for a new one ------------------------------------------------------------------------------------------------------


def send_to_known(email: str, *, now: datetime) -> int:
    """Mails a new link for every complaint that has this address on record; returns how many."""
    mine = Party.objects.filter(email__iexact=email, part=COMPLAINANT).values("matter")
    return sum(send_new(code, now=now, only_to=email) for code in _codes().filter(dossier__matter__in=mine, dossier__name=FIRST))


def send_new(code: TrackingCode, *, now: datetime, only_to: str = "") -> int:
    """Mails a new link to whoever complains, at the address on record and nowhere else; 0 where there is none.

    `only_to`: not to another address than this one.
    """
    dossier = code.dossier
    known = Party.objects.filter(matter=dossier.matter_id, part=COMPLAINANT).exclude(email="").order_by("pk")
    party = known.filter(email__iexact=only_to).first() if only_to else known.first()
    if party is None:
        return 0
    name = dossier.organisation.name
    lines = (
        _("Beste {name},").format(name=called(party) or _("heer, mevrouw")),
        _("U vroeg een nieuwe link naar de pagina van dossier {number}. Dit is hij:").format(number=dossier.number),
        link_of(dossier, dossier.organisation.slug),
        _("De link werkt {count} dagen. Vroeg u hier niet om? Dan hoeft u niets te doen.").format(count=settings.STATUS_LINK_DAYS),
        _("Met vriendelijke groet,") + f"\n{name}",
    )
    letter = mail_of_no_act(
        dossier,
        party=party.ref,
        name=called(party),
        address=party.email,
        subject=_("Een nieuwe link voor dossier {number}").format(number=dossier.number),
        body="\n\n".join(lines) + "\n",
        day=localtime(now).date(),
        now=now,
    )
    insert(Letter, [letter])
    return 1


def _codes() -> QuerySet[TrackingCode]:
    return TrackingCode.objects.select_related("dossier__organisation", "dossier__matter")


def _seal(code: TrackingCode, until: int) -> str:
    said = f"{code.pk}:{until}:{code.digest}:{code.created_at.astimezone(UTC).isoformat()}"
    return salted_hmac(_SALT, said, algorithm="sha256").hexdigest()[:32]
