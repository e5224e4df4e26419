"""The same act in several dossiers: each by the same rules as by hand, and of each it is told what came of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import TUESDAY, Office
from tests.factories.house import DAY, a_dossier, took
from tests.factories.lives import decided
from wederhoor.dossiers.models import Act, Dossier
from wederhoor.organisations.models import Member

SAMEN = "/bureau/register/samen/"


def asked(client: Client, numbers: list[str], **more: object) -> Any:  # noqa: ANN401 - a response with its context
    return client.post(SAMEN, {"nummer": numbers, **more})


def recorded(client: Client, numbers: list[str], act: str, **data: object) -> dict[str, Any]:
    """The act through its form; the outcome of each dossier."""
    page = asked(client, numbers, handeling=act)
    sent = {"handeling": act, "key": page.context["key"], "gezien": [f"{n}:{length}" for n, length in page.context["lengths"]]}
    answer = asked(client, numbers, step="record", **sent, **data)
    return {outcome.number: outcome for outcome in answer.context["outcomes"]}


@pytest.fixture
def three(office: Office) -> list[Dossier]:
    return [office.file() for _ in range(3)]


def test_it_offers_what_can_be_done_in_at_least_one_and_in_how_many(office: Office, desk: Client, three: list[Dossier]) -> None:
    office.do(three[0], "withdraw")
    options = {option.act: option.count for option in asked(desk, [d.number for d in three]).context["options"]}
    assert options["assign"] == 2
    assert options["note"] == 3
    assert not {"reply", "acknowledge"} & set(options)


def test_a_colleague_gets_them_all(office: Office, desk: Client, three: list[Dossier]) -> None:
    done = recorded(desk, [d.number for d in three], "assign", to=f"m-{office.employee.pk}", independent="true")
    assert [outcome.done for outcome in done.values()] == [True] * 3
    assert set(Dossier.objects.values_list("owner", flat=True)) == {office.employee.pk}


def test_closing_asks_of_each_what_it_asks_by_hand(office: Office, enter: Callable[[Member], Client]) -> None:
    cast = decided(TUESDAY - 70 * DAY)
    took(cast.dossier, "carry_out", cast.handler, role="handler", at=TUESDAY - 60 * DAY, account="Gedaan")
    took(cast.dossier, "find_cause", cast.handler, role="handler", at=TUESDAY - 60 * DAY, category="content", cause="Slordig")
    early = a_dossier(cast.dossier.organisation, at=TUESDAY - DAY)
    done = recorded(enter(cast.manager), [cast.dossier.number, early.number], "close")
    assert done[cast.dossier.number].done
    assert (done[early.number].done, done[early.number].article) == (False, "KLI-13")
    assert done[early.number].reason == "De klager heeft nog geen schriftelijk bericht met redenen."
    assert Act.objects.filter(act="close").count() == 1


def test_what_cannot_be_is_told_with_its_reason_and_the_rest_is_done(office: Office, desk: Client, three: list[Dossier]) -> None:
    office.do(three[0], "withdraw")
    done = recorded(desk, [d.number for d in three], "assign", to=f"m-{office.employee.pk}", independent="true")
    refused = done.pop(three[0].number)
    assert not refused.done
    assert refused.reason
    assert all(outcome.done for outcome in done.values())


def test_sent_twice_it_is_done_once(office: Office, desk: Client, three: list[Dossier]) -> None:
    numbers = [d.number for d in three]
    page = asked(desk, numbers, handeling="note")
    sent = {"handeling": "note", "key": page.context["key"], "gezien": [f"{n}:1" for n in numbers], "step": "record", "text": "Gebeld."}
    first, again = asked(desk, numbers, **sent), asked(desk, numbers, **sent)
    assert [o.done for o in (*first.context["outcomes"], *again.context["outcomes"])] == [True] * 6
    assert Act.objects.filter(act="note").count() == 3


def test_where_a_colleague_was_first_nothing_is_done(office: Office, desk: Client, three: list[Dossier]) -> None:
    numbers = [d.number for d in three]
    page = asked(desk, numbers, handeling="note")
    sent = {"key": page.context["key"], "gezien": [f"{n}:{length}" for n, length in page.context["lengths"]]}
    office.do(three[1], "note", text="Ik was eerder.")
    answer = asked(desk, numbers, handeling="note", step="record", text="Gebeld.", **sent)
    assert [outcome.done for outcome in answer.context["outcomes"]] == [True, False, True]
    assert "was u voor" in answer.content.decode()


def test_what_someone_may_not_see_is_not_among_them(office: Office, enter: Callable[[Member], Client], three: list[Dossier]) -> None:
    answer = asked(enter(office.employee), [d.number for d in three], handeling="note", step="record", text="Stiekem.")
    assert answer.url == "/bureau/register/"
    assert not Act.objects.filter(act="note").exists()


def test_a_form_that_is_not_right_comes_back_with_what_was_typed(desk: Client, three: list[Dossier]) -> None:
    answer = asked(desk, [three[0].number], handeling="note", step="record")
    assert answer.status_code == 422
    assert answer.context["form"].fields[0].errors


def test_an_act_that_writes_letters_is_not_for_several_at_once(desk: Client, three: list[Dossier]) -> None:
    answer = asked(desk, [three[0].number], handeling="acknowledge", step="record", channel="mail")
    assert "options" in answer.context
    assert not Act.objects.filter(act="acknowledge").exists()


def test_without_a_choice_one_is_back_at_the_register(desk: Client) -> None:
    assert desk.get(SAMEN).url == asked(desk, []).url == "/bureau/register/"  # type: ignore[attr-defined]


def test_rows_can_be_chosen_and_all_at_once(desk: Client, three: list[Dossier]) -> None:
    some, every = (desk.get(f"/bureau/register/?{query}").content.decode() for query in ("kiezen=ja", "kiezen=ja&alles=ja"))
    assert some.count('name="nummer"') == every.count('name="nummer"') == 3
    assert (some.count("checked"), every.count("checked")) == (0, 3)


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow_with_what_was_chosen(
    office: Office, desk: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    numbers = [office.file().number for _ in range(count)]
    asked(desk, numbers, handeling="assign")
    with django_assert_num_queries(8):
        asked(desk, numbers)
    with django_assert_num_queries(8):
        asked(desk, numbers, handeling="assign")
