"""The rows of those who read a dossier: a function, a member with a part in it, a party from outside, or an institution.

Whoever stands in for someone needs no rows: the access query reads for him by the rows of the one who is away.
"""

from typing import Final

from wederhoor.actions.loading import Shelf
from wederhoor.dossiers.models import Dossier, Reader
from wederhoor.dossiers.readers import OWN, WHOLE, WIDTHS
from wederhoor.dossiers.rows import DossierValue
from wederhoor.dossiers.statements import insert

#: What a row holds, in this order.
READER: Final = ("role", "member_id", "party", "customer_id", "content")
ReaderKey = tuple[str, int | None, str, int | None, str]


def save_readers(shelf: Shelf, dossier: Dossier, value: DossierValue, was: DossierValue | None, *, new: bool) -> None:
    """Writes and takes away what changed. `was`: what the rows hold, where that is known; `new`: there are none."""
    destroyed = value.fields["stage"] == "destroyed"
    if was is not None and (was.roles, was.persons, was.customers) == (value.roles, value.persons, value.customers) and not destroyed:
        return
    wanted = reader_keys(shelf, value)
    have = {} if new else {(row.role, row.member_id, row.party, row.customer_id, row.content): row.pk for row in dossier.readers.all()}
    gone = [pk for key, pk in have.items() if key not in wanted]
    if gone:
        Reader.objects.filter(pk__in=gone).delete()
    fresh = sorted(wanted - set(have), key=str)
    insert(Reader, [{"dossier_id": dossier.pk, **dict(zip(READER, key, strict=True))} for key in fresh])


def reader_keys(shelf: Shelf, value: DossierValue) -> set[ReaderKey]:
    """The rows that there must be. A party from outside only ever reads what was put before him, whatever his part."""
    found: set[ReaderKey] = {(role, None, "", None, WHOLE) for role in value.roles}
    members: dict[int, str] = {}
    for ref, content in value.persons.items():
        party = shelf.parties.get(ref)
        if party is None:  # a script may name a role where a person should stand
            continue
        if party.member_id is None:
            found.add(("", None, ref, None, content or "disclosed"))
        else:
            members[party.member_id] = min(content, members.get(party.member_id, content), key=WIDTHS.index)
    found |= {("", None, "", shelf.parties[ref].customer_id, OWN) for ref in value.customers if ref in shelf.parties}
    return found | {("", member, "", None, content) for member, content in members.items()}
