"""Whether a machine wrote a mail, and whether it asks for no answer. Pure."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

Headers = Mapping[str, Sequence[str]]

_BULK: Final = frozenset({"bulk", "junk", "list", "auto_reply"})
_MARKS: Final = ("x-autoreply", "x-autorespond", "x-failed-recipients", "list-id", "list-unsubscribe", "feedback-id")
_DAEMONS: Final = frozenset({"mailer-daemon", "mail-daemon", "mailerdaemon", "postmaster"})
#: How programs begin the subject of an answer while someone is away. What a person writes seldom has the colon.
_AWAY: Final = re.compile(
    r"\[?(?:automatisch(?:e)? (?:antwoord|reactie|beantwoording|bericht)|auto(?:matic)?[ -]?reply\]?|autorespon\w+|out of (?:the )?office"
    r"|auto: re|ik ben (?:momenteel |op dit moment |nu )?(?:afwezig|niet aanwezig|op vakantie|met (?:vakantie|verlof))"
    r"|niet aanwezig|afwezig(?:heids?\w*)?|vakantie(?:melding|bericht)|abwesenheits\w+|r[eé]ponse automatique)\b[^:]{0,20}(?::|$)",
    re.IGNORECASE,
)


def first(headers: Headers, name: str) -> str:
    """The first header of this name, its beginning; "" where there is none."""
    return next(iter(headers.get(name, ())), "")[:10_000]


def is_automatic(headers: Headers, subject: str, sender: str) -> bool:
    """RFC 3834 and what mail programs add of their own: such mail is kept and never answered. An advertisement is a machine's too."""
    submitted = first(headers, "auto-submitted").partition(";")[0].strip().lower()
    marked = submitted not in {"", "no"} or any(name in headers for name in _MARKS)
    bulk = first(headers, "precedence").strip().lower() in _BULK
    report = "multipart/report" in first(headers, "content-type").lower()
    return marked or bulk or report or is_daemon(headers, sender) or is_away(subject)


def is_away(subject: str) -> bool:
    """Whether it is what a program answers while someone is away."""
    return bool(_AWAY.match(subject))


def is_silent(headers: Headers) -> bool:
    """Whether its program asks for no automatic answer (Exchange, Outlook). A person may have written it all the same."""
    suppressed = {word.strip().lower() for word in first(headers, "x-auto-response-suppress").split(",")}
    return bool(suppressed & {"all", "autoreply"})


def is_daemon(headers: Headers, sender: str) -> bool:
    """Whether it comes from a mail server itself."""
    name = sender.partition("@")[0]
    empty_path = first(headers, "return-path").strip() == "<>"
    return empty_path or name in _DAEMONS or name.startswith("microsoftexchange")
