"""What the pages of one complaint share: the status as a value, and what is known of the one who follows it."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from wederhoor.actions.public import documents
from wederhoor.actions.visibility import Sight, sight_of
from wederhoor.core.facts import matter_language
from wederhoor.dossiers.before import advice_in
from wederhoor.portal.doors import Visit
from wederhoor.portal.shown.papers import papers_before, papers_sent
from wederhoor.portal.shown.status import Status, status
from wederhoor.portal.shown.timeline import Letter, Message, Told
from wederhoor.web.words import quoted

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Document


def status_of(visit: Visit, *, his_own: bool = True) -> Status | None:
    """The status of the matter at the moment of this visit. `his_own`: he filed it himself, so he reads what he wrote besides."""
    followed = visit.followed
    letters: dict[int, list[Letter]] = defaultdict(list)
    for letter in followed.letters:
        letters[letter.seq or 0].append(letter)
    party = followed.party.ref if followed.party else ""
    sights = sights_of(visit)
    before: frozenset[int] = frozenset().union(*(sight.some.all_texts for sight in sights.values()))
    messages = _messages(visit) if his_own else ()
    language = matter_language(followed.matter)
    texts = {place: {name: quoted(body, language) for name, body in written.items()} for place, written in followed.texts.items()}
    return status(followed.matter, Told(letters, texts, party, before, papers_of(visit, sights), messages), visit.now)


def _messages(visit: Visit) -> tuple[Message, ...]:
    names = {row.pk: name for name, row in visit.followed.rows.items()}
    return tuple(
        Message(
            names[one.dossier_id or 0],
            one.received_at,
            one.channel,
            quoted("\n\n".join(part for part in (one.subject, one.body) if part), matter_language(visit.followed.matter)),
            tuple(visit.followed.files.get(one.pk, ())),
        )
        for one in visit.followed.messages
    )


def sights_of(visit: Visit) -> Mapping[str, Sight]:
    """What he sees of each of his dossiers, by its name."""
    matter, party = visit.followed.matter, visit.followed.party
    return {name: sight_of(matter, one, functions=None, refs=[party.ref]) for name, one in matter.dossiers.items()} if party else {}


def papers_of(visit: Visit, sights: Mapping[str, Sight]) -> "dict[str, Document]":
    """The documents that were put before him or sent to him, by reference: one query, none where there is nothing.

    What came with advice inside the organisation is never for whoever complains.
    """
    matter = visit.followed.matter
    sent = papers_sent(matter, {letter.seq for letter in visit.followed.letters if letter.seq is not None})
    refs = {ref for found in (*papers_before(matter, sights).values(), *sent.values()) for ref in found}
    advice = {record.index for record in advice_in(matter)}
    return {paper.ref: paper for paper in documents(visit.followed, refs) if paper.seq not in advice} if refs else {}


def known(visit: Visit) -> dict[str, str]:
    """What is known of the one who follows, by the names of the questions, so that he need not write it again."""
    party = visit.followed.party
    return {name: getattr(party, name) for name in ("name", "address", "city", "email", "phone")} if party else {}


def numbers(visit: Visit) -> tuple[str, ...]:
    """The numbers of the complaint and of what followed on it."""
    return tuple(row.number for row in visit.followed.rows.values())
