"""The language of whoever works here: chosen by himself for all his work, or for one organisation by who looks after it."""

import pytest

from tests.factories.house import a_member, an_organisation
from wederhoor.actions.language import choose, chosen_by, write_to
from wederhoor.organisations.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Member:
    """Someone who works for two organisations."""
    member = a_member(an_organisation(slug="a"))
    Member.objects.create(organisation=an_organisation(slug="b"), user=member.user, name=member.name)
    return member


def test_what_he_chooses_holds_wherever_he_works(member: Member) -> None:
    choose(member.user_id, "en")
    assert list(Member.objects.values_list("language", flat=True)) == ["en", "en"]


def test_what_another_chooses_for_him_holds_in_one_organisation(member: Member) -> None:
    write_to(member, "en")
    assert list(Member.objects.order_by("pk").values_list("language", flat=True)) == ["en", ""]


def test_a_new_browser_begins_in_what_was_chosen_and_in_nothing_for_who_never_chose(member: Member) -> None:
    assert chosen_by(member.user_id) == ""
    write_to(Member.objects.latest("pk"), "en")
    assert chosen_by(member.user_id) == "en"
    Member.objects.filter(language="en").update(active=False)
    assert chosen_by(member.user_id) == ""
