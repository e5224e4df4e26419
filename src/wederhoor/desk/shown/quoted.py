"""What someone wrote in a mail, and the earlier mails that his program put below it. Pure; it takes time in proportion to the mail."""

import re
from dataclasses import dataclass
from typing import Final

_HEADS: Final = (
    r"from|sent|date|to|cc|subject|reply-to|van|verzonden|verstuurd|datum|aan|onderwerp|beantwoorden aan"
    r"|von|gesendet|an|betreff|de|envoyé|à|objet"
)
_HEAD_LINE: Final = re.compile(rf"[*_> \t]{{0,6}}(?:{_HEADS})[*_]?[ \t]{{0,3}}:", re.IGNORECASE)
_SENDER_LINE: Final = re.compile(r"[*_> \t]{0,6}(?:from|van|von|de)[*_]?[ \t]{0,3}:", re.IGNORECASE)
_RULE: Final = re.compile(
    r"[-_ \t]{3,40}(?:original message|oorspronkelijk bericht|origineel bericht|doorgestuurd bericht|forwarded message"
    r"|ursprüngliche nachricht|message d'origine)[-_: \t]{0,40}$",
    re.IGNORECASE,
)
_OPENS: Final = re.compile(r"[ \t]{0,4}(?:op|on|am|le)\b.{3,}", re.IGNORECASE)
_WROTE: Final = re.compile(r"\b(?:schreef|wrote|schrieb|a écrit|het volgende geschreven)\b[^:]{0,320}:[ \t]{0,4}$", re.IGNORECASE)
_LONGEST_LINE: Final = 400
#: Lines over which a program spreads "Op ... schreef ...:", and lines of the head of a mail.
_SPREAD: Final = 3
_HEAD_LINES: Final = 6
_FEWEST_HEADS: Final = 3


@dataclass(frozen=True, slots=True)
class Parted:
    """`own`: what he wrote; `quoted`: what stood below it, "" where nothing did. Together they are the whole text."""

    own: str
    quoted: str = ""


def parted(body: str) -> Parted:
    """Divides a mail where its quoted part begins. A mail that is nothing but a quotation, such as one passed on, is not divided."""
    lines = body.split("\n")
    last = _last_own(lines)
    for place in range(len(lines)):
        if _begins(lines, place, last):
            own = "\n".join(lines[:place])
            return Parted(own.rstrip(), "\n".join(lines[place:])) if own.strip(" \n\t>-_") else Parted(body)
    return Parted(body)


def _begins(lines: list[str], place: int, last: int) -> bool:
    line = lines[place][:_LONGEST_LINE]
    if line.startswith(">"):
        return place > last
    if _RULE.match(line.strip()):
        return True
    if _SENDER_LINE.match(line):
        heads = [text for text in lines[place : place + _HEAD_LINES] if _HEAD_LINE.match(text[:_LONGEST_LINE])]
        return len(heads) >= _FEWEST_HEADS
    return bool(_OPENS.match(line)) and _wrote(lines, place)


def _wrote(lines: list[str], place: int) -> bool:
    said = ""
    for line in lines[place : place + _SPREAD]:
        said = f"{said} {line[:_LONGEST_LINE]}"
        if not line.strip():
            return False
        if _WROTE.search(said.rstrip()):
            return any(letter.isdecimal() or letter in "<@" for letter in said)
    return False


def _last_own(lines: list[str]) -> int:
    """The last line that is not marked as quoted: who answers between the lines is read whole."""
    return max((place for place, line in enumerate(lines) if line.strip() and not line.startswith(">")), default=-1)
