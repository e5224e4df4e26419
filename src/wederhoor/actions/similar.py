"""Earlier dossiers that look like something that came in: by its number, its sender, the institution, the product, the words.

Compared are the newest dossiers that the member may read, and whatever names the number or the address: it costs the same however many
there are.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet
from rapidfuzz import fuzz, process

from wederhoor.actions.access import Reading, visible_to
from wederhoor.actions.prefill import product_in
from wederhoor.catalogue.models import Product
from wederhoor.correspondence.models import Message
from wederhoor.dossiers.models import Dossier
from wederhoor.dossiers.search import Wanted, holding
from wederhoor.dossiers.selects import utc
from wederhoor.dossiers.words import terms_of
from wederhoor.organisations.models import Member

#: So many of the newest dossiers are compared.
COMPARED: Final = 200
SHOWN: Final = 5
#: Words are like each other from here on, of a hundred.
_ALIKE: Final = 68
#: Shorter words say little, and more of them than this nobody needs to recognise a complaint.
_SHORTEST_WORD: Final = 4
_FEWEST_WORDS, _MOST_WORDS = 3, 40
_READ: Final = 600
_NUMBER: Final = re.compile(r"\b[A-Z]?\d{4}-\d{4,}\b")
#: Who filed in these dossiers, what he wrote, and what the product is called.
_FILED: Final = f"""SELECT d.*, c.name, p.id, p.name, p.organisation_name, p.email, substr(t.body, 1, {_READ}) FROM ({{}}) AS d
 LEFT JOIN catalogue_product c ON c.organisation_id = %s AND c.code = d.product
 LEFT JOIN dossiers_party p ON p.matter_id = d.matter_id AND p.part IN ('complainant', 'customer')
 LEFT JOIN dossiers_text t ON t.matter_id = d.matter_id AND t.seq = 0 AND t.field = 'description'"""  # noqa: S608 - our own
_WORD: Final = re.compile(rf"[^\W_]{{{_SHORTEST_WORD},}}")
#: What each likeness weighs.
_WEIGHTS: Final = {"number": 100, "sender": 60, "name": 40, "words": 30, "institution": 20, "product": 15}
#: Providers of mail to anyone: two who write from there need not know each other.
_ANYONES: Final = frozenset(
    {"gmail.com", "googlemail.com", "hotmail.com", "hotmail.nl", "outlook.com", "outlook.nl", "live.nl", "live.com", "icloud.com", "me.com"}
    | {
        "yahoo.com",
        "ziggo.nl",
        "kpnmail.nl",
        "kpnplanet.nl",
        "planet.nl",
        "xs4all.nl",
        "home.nl",
        "proton.me",
        "protonmail.com",
        "hetnet.nl",
    }
)


@dataclass(frozen=True, slots=True)
class About:
    """What came in, as far as it is known. `numbers`: dossier numbers that it names; `matter`: itself, never like itself."""

    words: str = ""
    name: str = ""
    email: str = ""
    institution: str = ""
    product: str = ""
    numbers: tuple[str, ...] = ()
    matter: int | None = None


@dataclass(frozen=True, slots=True)
class Like:
    """A dossier that is like it. `because`: number, sender, name, words, institution, product; the first weighs most.

    `product_name`: what its product is called, or its code.
    """

    number: str
    kind: str
    stage: str
    received_at: datetime
    product: str
    who: str
    because: tuple[str, ...]
    product_name: str = ""


_COLUMNS: Final = ("id", "number", "matter_id", "kind", "stage", "product", "received_at")
_MOMENT: Final = _COLUMNS.index("received_at")


class _Row(NamedTuple):
    """What is compared of a dossier: these columns, the name of its product, who filed it and what he wrote. Of several who did, each."""

    pk: int
    number: str
    matter_id: int
    kind: str
    stage: str
    product: str
    received_at: datetime
    product_name: str | None
    party: int | None
    name: str | None
    institution: str | None
    email: str | None
    text: str | None


def numbers_in(*texts: str) -> tuple[str, ...]:
    """The dossier numbers that stand in these texts."""
    return tuple(dict.fromkeys(found for text in texts for found in _NUMBER.findall(text[:5_000])))


def similar_to(about: About, member: Member, *, reading: Reading | None = None, most: int = SHOWN) -> list[Like]:
    """The dossiers most like it that this member may read, the likest first: one query."""
    rows = _candidates(visible_to(member, reading=reading), member, about)
    why = {"words": _alike(about.words, rows) if about.words else set(), **_by_filer(about, rows)}
    told = [(_because(row, about, why), row) for row in {row.pk: row for row in rows}.values()]
    likely = [(because, row) for because, row in told if because and because != ("product",)] or [pair for pair in told if pair[0]]
    likely.sort(key=lambda pair: (_weight(pair[0]), pair[1].received_at), reverse=True)
    return [_like(row, because) for because, row in likely[:most]]


def same_complainant(about: About, member: Member, *, reading: Reading | None = None) -> list[str]:
    """The numbers of the dossiers of whoever has this address or this name, the newest first."""
    found = similar_to(about, member, reading=reading)
    return [like.number for like in found if {"sender", "name"} & set(like.because)]


def likely_for(message: Message, member: Member, *, reading: Reading | None = None) -> list[Like]:
    """The dossiers that a message may belong to."""
    organisation = Product.objects.filter(organisation_id=member.organisation_id)
    about = About(
        words=f"{message.subject} {message.body}",
        email=message.sender,
        product=product_in(f"{message.subject}\n{message.body}", dict(organisation.values_list("code", "name"))),
        numbers=numbers_in(message.subject, message.reason, message.body),
    )
    return similar_to(about, member, reading=reading)


def _candidates(mine: QuerySet[Dossier], member: Member, about: About) -> list[_Row]:
    """The newest ones, and however old those that are named and those in which the sender's address stands; not the matter itself.

    Of a dossier that several filed the first stands last.
    """
    terms = terms_of(about.email)
    held = holding(mine, Wanted(terms, member.organisation_id), limit=SHOWN)
    asked = [mine.order_by("-received_at", "-pk").values_list(*_COLUMNS)[:COMPARED]]
    if held is not None or about.numbers:
        named = Q(number__in=about.numbers)
        asked.append(mine.filter(named | Q(pk__in=held) if held is not None else named).order_by().values_list(*_COLUMNS))
    try:
        written = [one.query.sql_with_params() for one in asked]
    except EmptyResultSet:  # he reads nothing
        return []
    parts = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS part{place}" for place, (sql, _given) in enumerate(written))  # noqa: S608 - our own
    with connection.cursor() as cursor:
        cursor.execute(_FILED.format(parts), [*(param for _sql, given in written for param in given), member.organisation_id])
        rows = [_row(one) for one in cursor.fetchall()]
    return sorted((row for row in rows if row.matter_id != about.matter), key=lambda row: row.party or 0, reverse=True)


def _row(found: Sequence[Any]) -> _Row:
    """A row of `_FILED`; SQLite gives a moment that went through such a query as text."""
    row = list(found)
    moment = row[_MOMENT]
    row[_MOMENT] = utc(datetime.fromisoformat(moment) if isinstance(moment, str) else moment)
    return _Row(*row)


def _by_filer(about: About, rows: Iterable[_Row]) -> dict[str, set[int]]:
    """The matters in which someone with this address, this name, or of this institution filed."""
    email, name = about.email.lower(), about.name.casefold().strip()
    institution, domain = about.institution.casefold().strip(), _domain(email)
    found: dict[str, set[int]] = {"sender": set(), "name": set(), "institution": set()}
    for row in rows:
        theirs, of = (row.email or "").lower(), row.institution or ""
        if email and theirs == email:
            found["sender"].add(row.matter_id)
        if name and (row.name or of).casefold() == name:
            found["name"].add(row.matter_id)
        if (institution and of.casefold().strip() == institution) or (domain and theirs.endswith(f"@{domain}")):
            found["institution"].add(row.matter_id)
    return found


def _domain(email: str) -> str:
    """Where one writes from, where that says anything."""
    domain = email.rpartition("@")[2]
    return "" if domain in _ANYONES else domain


def _alike(words: str, rows: Iterable[_Row]) -> set[int]:
    """The matters of which the words are like these."""
    mine = _telling(words[:_READ])
    if not mine:
        return set()
    theirs = {row.matter_id: told for row in rows if row.text and (told := _telling(row.text))}
    scored = process.extract(mine, theirs, scorer=fuzz.token_set_ratio, score_cutoff=_ALIKE, limit=None)
    return {matter for _text, _score, matter in scored}


def _telling(text: str) -> str:
    """The words that tell what it is about, or nothing where there are too few to compare."""
    found = list(dict.fromkeys(_WORD.findall(text.casefold())))[:_MOST_WORDS]
    return " ".join(found) if len(found) >= _FEWEST_WORDS else ""


@cache
def _weight(because: tuple[str, ...]) -> int:
    return sum(_WEIGHTS[code] for code in because)


def _because(row: _Row, about: About, why: Mapping[str, Collection[int]]) -> tuple[str, ...]:
    found = [code for code, matters in why.items() if row.matter_id in matters]
    if row.number in about.numbers:
        found.append("number")
    if about.product and row.product == about.product:
        found.append("product")
    return tuple(sorted(found, key=_WEIGHTS.__getitem__, reverse=True))


def _like(row: _Row, because: tuple[str, ...]) -> Like:
    who = row.name or row.institution or ""
    return Like(row.number, row.kind, row.stage, row.received_at, row.product, who, because, row.product_name or row.product)
