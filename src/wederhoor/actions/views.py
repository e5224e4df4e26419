"""Views of the register under a name: one's own, and those that colleagues share. A view is a question; each sees of it what he may see."""

from django.db.models import F, Q

from wederhoor.organisations.models import Member, SavedView

#: A member keeps no more views than this: beyond it nobody finds his way.
MOST_VIEWS = 30
LONGEST_NAME = 80


def views_of(member: Member) -> list[SavedView]:
    """His own views and those that others in his organisation share, by name; his own first. One query."""
    mine = Q(member=member)
    theirs = Q(shared=True, member__organisation_id=member.organisation_id, member__active=True)
    found = SavedView.objects.filter(mine | theirs).annotate(keeper=F("member__name")).order_by("name", "pk")
    return sorted(found, key=lambda view: view.member_id != member.pk)


def save_view(member: Member, *, name: str, query: str, shared: bool) -> bool:
    """Keeps a question under a name; the same name again takes the place of the earlier one. Whether there was room."""
    name = " ".join(name.split())[:LONGEST_NAME]
    kept = SavedView.objects.filter(member=member)
    if not name or (kept.count() >= MOST_VIEWS and not kept.filter(name=name).exists()):
        return False
    SavedView.objects.update_or_create(member=member, name=name, defaults={"query": query, "shared": shared})
    return True


def rename_view(member: Member, pk: int, *, name: str, shared: bool) -> bool:
    """Another name for a view of his own, shared or not; whether it could be."""
    name = " ".join(name.split())[:LONGEST_NAME]
    taken = SavedView.objects.filter(member=member, name=name).exclude(pk=pk).exists()
    if not name or taken:
        return False
    return bool(SavedView.objects.filter(member=member, pk=pk).update(name=name, shared=shared))


def delete_view(member: Member, pk: int) -> bool:
    """Removes a view of his own; whether it was there."""
    return bool(SavedView.objects.filter(member=member, pk=pk).delete()[0])
