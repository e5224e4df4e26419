"""In which language someone who works here is written to, and in which pages begin where he signs in for the first time."""

from wederhoor.organisations.models import Member


def choose(user: int, language: str) -> None:
    """He reads in this language, for whichever organisation he works."""
    Member.objects.filter(user=user).exclude(language=language).update(language=language)


def write_to(member: Member, language: str) -> None:
    """This organisation writes to him in this language."""
    Member.objects.filter(pk=member.pk).update(language=language)


def chosen_by(user: int) -> str:
    """The language that was chosen by or for whoever signs in, at the first organisation where it was; "" where it never was."""
    chosen = Member.objects.filter(user=user, active=True).exclude(language="").order_by("organisation__name", "pk")
    return chosen.values_list("language", flat=True).first() or ""
