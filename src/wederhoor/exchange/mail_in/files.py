"""The files in a mail, whole: attachments, pictures, invitations, a mail within a mail with the files in it, what Outlook packed. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from email.message import Message
from itertools import islice
from typing import Final

from wederhoor.actions.mail import File
from wederhoor.exchange.mail_in.tnef import unpacked
from wederhoor.exchange.mail_in.words import header_words, one_line

#: Mails within mails whose files are taken out too.
_DEEPEST: Final = 5
_DEEPEST_PART: Final = 30
_LONGEST_NAME: Final = 150
#: The ending of a file without a name.
_ENDINGS: Final[Mapping[str, str]] = {
    "message/rfc822": ".eml",
    "message/delivery-status": ".txt",
    "text/rfc822-headers": ".txt",
    "text/calendar": ".ics",
    "text/html": ".html",
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
}


def leaves(part: Message, depth: int = 0) -> Iterator[Message]:
    """The parts that hold something, in order; a mail within a mail is one part. Raises ValueError for what is nested past sense."""
    if depth > _DEEPEST_PART:
        raise ValueError("nested too deep")
    if part.get_content_maintype() == "multipart" and part.is_multipart():
        for item in inner_of(part):
            yield from leaves(item, depth + 1)
    else:
        yield part


def files_of(parts: Sequence[Message], *, most: int) -> list[File]:
    """At most so many files of these parts, in order."""
    return list(islice(_files(parts), most))


def is_file(part: Message) -> bool:
    """Whether a part is a file and not a piece of the letter itself."""
    attached = part.get_content_disposition() == "attachment" or bool(_named(part))
    return attached or part.get_content_type() not in {"text/plain", "text/html"}


def _files(parts: Sequence[Message], depth: int = 0) -> Iterator[File]:
    number = 0
    for part in parts:
        if not is_file(part):
            continue
        number += 1
        file = _file(part, number)
        yield file
        for name, content in unpacked(file.content):
            yield File(_file_name(name, number, ""), content)
        if part.get_content_type() == "message/rfc822" and depth < _DEEPEST:
            yield from _files([leaf for item in inner_of(part) for leaf in leaves(item)], depth + 1)


def _file(part: Message, number: int) -> File:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else _whole(part)
    return File(_file_name(_named(part) or _subject(part), number, part.get_content_type()), content)


def _named(part: Message) -> str:
    try:
        return str(part.get_filename() or "")
    except (ValueError, LookupError, TypeError):
        return "?"


def _subject(part: Message) -> str:
    """A mail within a mail goes by its subject."""
    said = next((header_words(str(item.get("Subject", ""))) for item in inner_of(part)), "") if _is_mail(part) else ""
    return re.sub(r"[/\\]", " ", said)[:80] + ".eml" if said.strip() else ""


def _is_mail(part: Message) -> bool:
    return part.get_content_type() == "message/rfc822"


def inner_of(part: Message) -> list[Message]:
    """The mails or reports within a part; asked only of one that has them, since a text would be read in whatever charset it names."""
    inner = part.get_payload() if part.is_multipart() else ()
    return [item for item in inner if isinstance(item, Message)]


def _whole(part: Message) -> bytes:
    """A mail within a mail, or a report."""
    return b"\n".join(_written(item) for item in inner_of(part))


def _written(item: Message) -> bytes:
    """As it came; of one that is broken and outside ASCII its words, for the raw message has the rest."""
    try:
        return item.as_bytes()
    except ValueError:
        return item.as_string().encode("utf-8", "surrogateescape")


def _file_name(given: str, number: int, kind: str) -> str:
    """A name that is only a name: no folder, no hidden file, no control characters, its ending kept."""
    name = re.split(r"[/\\]", header_words(given))[-1]
    name = re.sub(r'[<>:"|?*]', "", one_line(name)).strip(". ")
    if not name:
        return f"bijlage-{number}{_ENDINGS.get(kind, '')}"
    stem, dot, ending = name.rpartition(".")
    return name if len(name) <= _LONGEST_NAME else f"{(stem or ending)[: _LONGEST_NAME - 20]}{dot}{ending[:18]}"
