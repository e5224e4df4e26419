"""What whoever complains writes from his own page: a message in his dossier. It is no act, moves no term, and no machine answers it."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction

from wederhoor.actions.attached import documents_of_message
from wederhoor.actions.content import content_type, safe_name
from wederhoor.actions.keeping import drop, write_all
from wederhoor.actions.public import Followed
from wederhoor.actions.telling import tell_of_message
from wederhoor.actions.uploads import place_of_message
from wederhoor.actions.values import Refused, Upload
from wederhoor.core.phrase import say
from wederhoor.correspondence.models import Attachment, Message
from wederhoor.dossiers.models import Dossier, Matter

#: The characters of one message.
LONGEST = 20_000


def write(followed: Followed, text: str, files: Sequence[Upload] = (), *, now: datetime, key: str) -> Message | Refused:
    """Keeps a message in the objection that runs, else in the complaint, and tells whoever looks after it.

    The same words and files under the same key are one message: what was changed before it was sent again is another, so nothing is lost.
    Files are on disk before anything names them. Refused where nothing was written, or the dossier is destroyed.
    """
    body = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if (not body and not files) or len(body) > LONGEST:
        return Refused(say("Schrijf een bericht van ten hoogste {most} tekens, of voeg een bestand toe.", most=LONGEST))
    dossier, digest = _where(followed), _digest(followed, body, files, key)
    paths = [place_of_message(f"{digest[:32]}-{number}", now) for number in range(len(files))]
    write_all([(path, file.content) for path, file in zip(paths, files, strict=True)])
    with transaction.atomic():
        Matter.objects.select_for_update().get(pk=dossier.matter_id)  # one that is being destroyed waits or is gone
        if not Dossier.objects.filter(pk=dossier.pk).exclude(stage="destroyed").exists():
            for path in paths:
                drop(path.as_posix())
            return Refused(say("Dit dossier is vernietigd."))
        return _kept(followed, dossier, Message(body=body, content_digest=digest, received_at=now), list(zip(paths, files, strict=True)))


def _kept(followed: Followed, dossier: Dossier, written: Message, files: Sequence[tuple[Path, Upload]]) -> Message:
    """The row with its files, once, in the caller's transaction."""
    there = Message.objects.filter(organisation_id=dossier.organisation_id, content_digest=written.content_digest).first()
    if there is not None:
        return there
    party, now = followed.party, written.received_at
    written.organisation_id, written.dossier, written.channel, written.state = dossier.organisation_id, dossier, "portal", "joined"
    written.sender = (party.email or party.name)[:320] if party else ""
    written.save()
    Attachment.objects.bulk_create(
        Attachment(
            message=written,
            name=safe_name(file.name),
            content_type=content_type(file.content),
            size=len(file.content),
            path=path.as_posix(),
        )
        for path, file in files
    )
    documents_of_message(written, now=now, by=party.ref if party else "")
    said = say("Wie de klacht indiende, schreef een bericht op de eigen pagina. Het staat in de tijdlijn van het dossier.")
    tell_of_message(dossier, said, now=now)
    return written


def _where(followed: Followed) -> Dossier:
    objection = followed.matter.newest_open()
    return followed.rows.get(objection.name, followed.dossier) if objection else followed.dossier


def _digest(followed: Followed, body: str, files: Sequence[Upload], key: str) -> str:
    """What makes it this message: as with mail its content, and the form that it was sent with."""
    parts = [f"{followed.dossier.matter_id}:{key}".encode(), body.encode("utf-8", "replace")]
    parts += [part for file in files for part in (file.name.encode("utf-8", "replace"), file.content)]
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
