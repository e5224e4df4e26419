"""Earlier dossiers that look like what came in, of those that one may read, and why they do."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.factories.house import DAY, NOW, a_dossier, a_member, an_organisation
from wederhoor.actions import similar
from wederhoor.actions.similar import About, likely_for, numbers_in, same_complainant, similar_to
from wederhoor.correspondence.models import Message
from wederhoor.organisations.models import Member, Organisation

pytestmark = pytest.mark.django_db
MANAGER = "manager-propositie"
OTHER = {"name": "Piet Bos", "email": "piet@elders.example", "organisation": "School Elders"}


@pytest.fixture
def organisation() -> Organisation:
    return an_organisation()


@pytest.fixture
def manager(organisation: Organisation) -> Member:
    return a_member(organisation, MANAGER)


def because(about: About, member: Member) -> list[tuple[str, ...]]:
    return [like.because for like in similar_to(about, member)]


@pytest.mark.parametrize(
    ("about", "why"),
    [
        (About(email="Noor@Zonland.example"), [("sender", "institution")]),
        (About(email="collega@zonland.example"), [("institution",)]),
        (About(name="noor DE wit"), [("name",)]),
        (About(institution="roc zonland "), [("institution",)]),
        (About(product="EX-101"), [("product",)]),
        (About(words="De vraag nummer 7 van dat examen klopt volgens ons niet"), []),
        (About(words="Vraag zeven van het examen kan toch niet kloppen?"), [("words",)]),
        (About(words="Kan niet", email="x@gmail.com"), []),
        (About(), []),
    ],
)
def test_why_one_is_like_it(organisation: Organisation, manager: Member, about: About, why: list[tuple[str, ...]]) -> None:
    a_dossier(organisation, description="Vraag 7 van het examen kan niet kloppen, zegt iedereen.")
    assert because(about, manager) == why


def test_two_who_write_from_a_mail_provider_need_not_know_each_other(organisation: Organisation, manager: Member) -> None:
    a_dossier(organisation, complainant={"name": "A", "email": "a@gmail.com"})
    assert because(About(email="b@gmail.com"), manager) == []


def test_the_likest_stand_on_top_and_no_more_than_five(organisation: Organisation, manager: Member) -> None:
    numbers = [a_dossier(organisation, at=NOW - n * DAY).number for n in range(6)]
    named = a_dossier(organisation, at=NOW - 300 * DAY, complainant=OTHER).number
    found = similar_to(About(email="noor@zonland.example", numbers=(named,)), manager)
    assert [like.number for like in found] == [named, *numbers[:4]]


def test_a_dossier_is_not_like_itself(organisation: Organisation, manager: Member) -> None:
    dossier = a_dossier(organisation)
    assert similar_to(About(email="noor@zonland.example", matter=dossier.matter_id), manager) == []


def test_what_one_may_not_read_is_not_offered(organisation: Organisation) -> None:
    number = a_dossier(organisation).number
    about = About(email="noor@zonland.example", numbers=(number,), words="Vraag 7 van het examen kan niet kloppen.")
    assert similar_to(about, a_member(organisation, "medewerker")) == []
    assert similar_to(about, a_member(an_organisation(), MANAGER)) == []


def test_the_same_complainant_is_known_by_address_or_name(organisation: Organisation, manager: Member) -> None:
    number = a_dossier(organisation).number
    a_dossier(organisation, complainant=OTHER)
    assert same_complainant(About(name="Noor de Wit"), manager) == [number]


def test_a_message_offers_the_dossier_that_it_names(organisation: Organisation, manager: Member) -> None:
    number = a_dossier(organisation, complainant=OTHER).number
    message = Message(organisation=organisation, subject=f"Re: dossier {number}", body="Dank u.", received_at=NOW)
    assert [(like.number, like.because[0]) for like in likely_for(message, manager)] == [(number, "number")]


def test_numbers_are_found_in_a_text() -> None:
    assert numbers_in("Over 2026-0012, zie 2026-0012.", "en B2025-00011; niet 12-34") == ("2026-0012", "B2025-00011")


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_however_many_there_are(
    organisation: Organisation, manager: Member, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        a_dossier(organisation)
    with django_assert_num_queries(1):
        assert len(similar_to(About(words="Vraag 7 van het examen kan niet kloppen."), manager)) == count


def test_whoever_wrote_before_is_known_however_long_ago(
    organisation: Organisation, manager: Member, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr(similar, "COMPARED", 1)
    oldest = a_dossier(organisation, at=NOW - 900 * DAY)
    for day in range(3):
        a_dossier(organisation, at=NOW - day * DAY, complainant=OTHER)
    with django_assert_num_queries(1):
        assert [like.number for like in similar_to(About(email="noor@zonland.example"), manager)] == [oldest.number]


def test_only_the_newest_are_compared(organisation: Organisation, manager: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(similar, "COMPARED", 1)
    a_dossier(organisation, at=NOW - DAY)
    newest = a_dossier(organisation, complainant=OTHER)
    assert [like.number for like in similar_to(About(name="Noor de Wit", product="EX-101"), manager)] == [newest.number]
