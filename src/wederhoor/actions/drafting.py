"""Drafts of filings: kept only because someone asked for it, opened by a link that is mailed to him, destroyed once sent or expired.

The link is made of the installation's secret, as tracking codes are: no store holds it, and its mail gets it when it leaves.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wederhoor.actions.keeping import drop, write_whole
from wederhoor.actions.links import digest_of
from wederhoor.actions.uploads import DRAFTS, Waiting, place_of, sealed, upload_of
from wederhoor.core.calendar import DEFAULT
from wederhoor.correspondence.mails import mail_of_no_act
from wederhoor.correspondence.models import Draft, DraftFile, Letter
from wederhoor.dossiers.selects import read
from wederhoor.dossiers.statements import insert_one
from wederhoor.organisations.models import Organisation
from wederhoor.web.words import day_in_words

#: Where the mail of a draft has its link: filled in when it leaves.
LINK: Final = "{draft_link}"
Answers = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Saved:
    """What is put aside: the key of its form, the regulation that was before its writer, what he typed and the files of `owner`."""

    key: str
    owner: str
    regulation: str
    answers: Answers
    files: Sequence[Waiting] = ()


@dataclass(frozen=True, slots=True)
class Resumed:
    """A draft as its writer opens it again, until when it is kept, and to which address its link went."""

    saved: Saved
    saved_at: datetime
    expires_at: datetime
    address: str


def save(organisation: Organisation, saved: Saved, *, to: str, now: datetime) -> str | None:
    """Keeps a draft and has its link mailed to this address; returns the token of the link. Where a file is gone: None, and keeps nothing.

    Saved again it is the same draft and link; mailed elsewhere it gets another link, so that a wrong address opens nothing any more.
    """
    put_aside = [_put_aside(item, saved.owner, now) for item in saved.files]
    paths = [path for path in put_aside if path is not None]
    if len(paths) < len(put_aside):
        return None  # the copies that were made already are swept
    with transaction.atomic():
        link = _new_link()
        draft, _made = Draft.objects.select_for_update().get_or_create(
            organisation=organisation,
            key=saved.key,
            defaults={**link, "saved_at": now, "expires_at": now, "regulation": saved.regulation},
        )
        if draft.letter is not None and draft.letter.address.lower() != to.lower():
            draft.seed, draft.digest = link["seed"], link["digest"]
        gone = set(draft.files.values_list("path", flat=True)) - set(paths)
        draft.files.all().delete()
        files = zip(paths, saved.files, strict=True)
        DraftFile.objects.bulk_create(DraftFile(draft=draft, path=path, name=item.name, size=item.size) for path, item in files)
        draft.answers = {name: list(values) for name, values in saved.answers.items()}
        draft.saved_at, draft.expires_at = now, now + timedelta(days=settings.DRAFT_DAYS)
        draft.regulation, before = saved.regulation, draft.letter_id
        draft.letter = _letter(draft, to, now)
        draft.save()
        _forget_letters([before])
        transaction.on_commit(lambda: _drop(gone))
    return _token(draft.seed)


def resume(organisation: Organisation, token: str, *, now: datetime) -> Resumed | None:
    """The draft of this link; None where it is sent, deleted, expired, another organisation's or made up."""
    draft = Draft.objects.select_related("letter").filter(organisation=organisation, digest=digest_of(token), expires_at__gt=now).first()
    if draft is None:
        return None
    owner = owner_of(draft.key)
    files = tuple(sealed(one.path, one.name, one.size, owner=owner) for one in draft.files.order_by("pk"))
    saved = Saved(draft.key, owner, draft.regulation, draft.answers, files)
    return Resumed(saved, draft.saved_at, draft.expires_at, draft.letter.address if draft.letter else "")


def discard(organisation: Organisation, key: str) -> bool:
    """Destroys the draft of the form with this key, with its files and its mail; says whether there was one."""
    return bool(_destroy(list(read(Draft, "organisation_id = %s AND key = %s", [organisation.pk, key]))))


def clear_expired(now: datetime) -> int:
    """Destroys the drafts whose days are over; how many."""
    return _destroy(list(Draft.objects.filter(expires_at__lte=now)))


def with_draft(letter: Letter, body: str) -> str:
    """The body of a letter that leaves now, with the link of the draft that it belongs to."""
    if LINK not in body or letter.dossier_id is not None:
        return body
    draft = Draft.objects.select_related("organisation").filter(letter=letter.pk).first()
    link = f"{settings.BASE_URL}/{draft.organisation.slug}/klacht/verder/{_token(draft.seed)}/" if draft else ""
    return body.replace(LINK, link, 1)


def owner_of(key: str) -> str:
    """To whom files belong that were sent with the form of this key."""
    return f"form-{key}"


def _put_aside(item: Waiting, owner: str, now: datetime) -> str | None:
    """The file where drafts have theirs: it is there already, or a copy; what waited is swept. None where it is gone."""
    upload = upload_of(item, owner=owner)
    if upload is None:
        return None
    place = place_of(item, owner=owner)
    if place.startswith(f"{DRAFTS}/"):
        return place
    path = Path(DRAFTS) / DEFAULT.local_day(now).isoformat() / secrets.token_hex(16)
    return write_whole(path, upload.content)


def _letter(draft: Draft, to: str, now: datetime) -> Letter:
    organisation, until = draft.organisation, localtime(draft.expires_at).date()
    letter = mail_of_no_act(
        organisation,
        name="",
        address=to,
        subject=_("Ga verder met uw formulier bij {organisation}").format(organisation=organisation.name),
        body=_(
            "Geachte heer, mevrouw,\n\nU hebt uw antwoorden bij {organisation} bewaard. Er is nog niets verstuurd. "
            "Met deze link gaat u verder:\n\n{link}\n\nWie de link heeft, ziet wat u hebt ingevuld. Geef hem dus aan niemand anders.\n\n"
            "Wij bewaren uw antwoorden tot {until}. Daarna verwijderen wij ze. Op de pagina van de link kunt u ze ook zelf meteen "
            "verwijderen.\n\nHebt u dit niet gevraagd? Dan hoeft u niets te doen.\n\nMet vriendelijke groet,\n{organisation}\n\n"
            "Deze mail is vanzelf gemaakt.\n"
        ).format(organisation=organisation.name, link=LINK, until=day_in_words(until, year=True)),
        day=DEFAULT.local_day(now),
        now=now,
    )
    insert_one(letter)
    return letter


def _destroy(drafts: Sequence[Draft]) -> int:
    if not drafts:
        return 0
    with transaction.atomic():
        paths = set(DraftFile.objects.filter(draft__in=drafts).values_list("path", flat=True))
        for draft in drafts:
            draft.delete()
        _forget_letters([draft.letter_id for draft in drafts])
        transaction.on_commit(lambda: _drop(paths))
    return len(drafts)


def _forget_letters(keys: Sequence[int | None]) -> None:
    """The mails of drafts: in them stands who asked for it. One that a worker holds just now leaves, and has no link any more."""
    Letter.objects.filter(pk__in=[key for key in keys if key is not None]).exclude(state="claimed").delete()


def _drop(paths: set[str]) -> None:
    for path in paths:
        drop(path)


def _new_link() -> dict[str, str]:
    seed = secrets.token_hex(16)
    return {"seed": seed, "digest": digest_of(_token(seed))}


def _token(seed: str) -> str:
    made = hmac.new(settings.SECRET_KEY.encode(), f"draft:{seed}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")
