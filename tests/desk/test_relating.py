"""Linking, merging and splitting at the desk: by part of a number, without a word of what one may not see."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import TUESDAY, Office, make_office
from wederhoor.actions.access import Reading
from wederhoor.actions.record import Actor, Log, Recorded, Upload, record
from wederhoor.desk.opened import put_on_desk
from wederhoor.desk.seat import Seat
from wederhoor.desk.shown.related import related as related_to
from wederhoor.dossiers.models import Act, Dossier, Reader
from wederhoor.organisations.models import Member

Enter = Callable[[Member], Client]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(DATA_DIR=tmp_path):
        yield


def page(dossier: Dossier, what: str = "") -> str:
    return f"/bureau/dossier/{dossier.number}/{what}"


def related(desk: Client, dossier: Dossier) -> list[tuple[str, str]]:
    return [(one.said, one.number) for one in desk.get(page(dossier)).context["related"]]


def merged(office: Office, desk: Client) -> tuple[Dossier, Dossier]:
    """A double and the dossier that leads."""
    double, leading = office.file(), office.file()
    by = Actor("manager-propositie", member=office.manager)
    files = [Upload("scan.pdf", b"%PDF-1")]
    done = record(Log(double.matter_id), "note", by=by, at=TUESDAY, now=TUESDAY, data={"text": "Scan"}, files=files)
    assert isinstance(done, Recorded)
    desk.post(page(double, "link/"), {"relation": "same", "to": leading.number})
    return double, leading


def test_a_dossier_is_found_by_part_of_its_number(office: Office, desk: Client) -> None:
    one, two = office.file(), office.file()
    form = desk.post(page(one, "link/"), {"relation": "related", "to": two.number[-2:]})
    assert form.status_code == 422
    [field] = [field for field in form.context["fields"] if field.name == "to"]
    assert two.number in dict(field.choices)
    assert one.number not in dict(field.choices)
    answer = desk.post(page(one, "link/"), {"relation": "related", "to": two.number})
    assert answer["Location"] == f"{page(one)}#verwant"
    assert related(desk, one) == [("heeft te maken met", two.number)]
    assert related(desk, two) == [("heeft te maken met", one.number)]


def test_the_leading_dossier_shows_what_is_in_its_double(office: Office, desk: Client) -> None:
    double, leading = merged(office, desk)
    [one] = desk.get(page(leading)).context["related"]
    assert (one.said, [thing.name for thing in one.things]) == ("heeft als dubbele", ["scan.pdf"])
    assert desk.get(one.things[0].href).content == b"%PDF-1"
    assert one.running == "De termijnen van dat dossier lopen door tot het wordt gesloten."
    assert "lopen door tot het wordt gesloten" in desk.get(page(double)).content.decode()


def test_an_unlink_leaves_both_as_they_were(office: Office, desk: Client) -> None:
    double, leading = merged(office, desk)
    form = desk.get(page(leading, f"unlink/?to={double.number}"))
    assert next(field.value for field in form.context["fields"]) == double.number
    desk.post(page(leading, "unlink/"), {"to": double.number, "reason": "Toch een andere klacht."})
    assert (related(desk, double), related(desk, leading)) == ([], [])


def test_of_a_dossier_that_one_may_not_see_nothing_is_told(office: Office, desk: Client, enter: Enter) -> None:
    double, leading = merged(office, desk)
    Reader.objects.filter(dossier=double).delete()
    answer = desk.get(page(leading))
    assert [(one.number, one.things) for one in answer.context["related"]] == [("", ())]
    assert double.number not in answer.content.decode()
    assert "een dossier dat u niet mag zien" in answer.content.decode()


def test_a_number_of_another_organisation_is_not_there(office: Office, desk: Client) -> None:
    other = make_office("ander", "Ander bureau")
    numbers = [other.file().number for _ in range(3)]
    one = office.file()
    answer = desk.post(page(one, "link/"), {"relation": "same", "to": numbers[2]})
    assert answer.status_code == 409
    assert answer.context["refused"]["reason"] == "Dit dossier is er niet, of u mag het niet zien."
    assert not Act.objects.filter(act="link").exists()


def test_where_nothing_is_linked_no_link_is_asked_for(office: Office, desk: Client) -> None:
    shown = desk.get(page(office.file(), "unlink/")).content.decode()
    assert "aan geen ander dossier gekoppeld" in shown
    assert "<textarea" not in shown


@pytest.mark.parametrize("where", ["link/", "unlink/", "split/", "instelling/", "note/"])
@pytest.mark.parametrize("seen", ["9" * 30, "9" * 5000], ids=["no store", "no machine"])
def test_a_length_that_no_log_has_is_no_fault_of_the_program(office: Office, desk: Client, where: str, seen: str) -> None:
    dossier = office.file()
    assert desk.post(page(dossier, where), {"seen": seen, "step": "record", "to": "x", "customer": "x"}).status_code < 500


def test_what_another_did_meanwhile_is_asked_about_and_nothing_typed_is_lost(office: Office, desk: Client) -> None:
    one, two = office.file(), office.file()
    form = desk.get(page(one, "link/"))
    office.do(one, "note", text="Intussen")
    sent = {"relation": "same", "to": two.number, "reason": "Tweemaal ingestuurd", "seen": form.context["seen"], "key": form.context["key"]}
    answer = desk.post(page(one, "link/"), sent)
    assert (answer.status_code, answer.context["seen"]) == (409, 2)
    assert "Tweemaal ingestuurd" in answer.content.decode()
    desk.post(page(one, "link/"), {**sent, "seen": answer.context["seen"]})
    assert related(desk, one) == [("is een dubbele van", two.number)]


def test_a_part_becomes_a_dossier_of_its_own(office: Office, desk: Client) -> None:
    one = office.file(grounds=["Vraag 3 is onduidelijk.", "Het cijfer klopt niet."])
    sent = {"description": "Het cijfer", "grounds": ["1"], "reason": "Twee klachten"}
    answer = desk.post(page(one, "split/"), sent)
    new = Dossier.objects.exclude(pk=one.pk).get()
    assert answer["Location"] == f"{page(new)}#verwant"
    assert new.received_at == one.received_at
    assert related(desk, new) == [("is afgesplitst van", one.number)]
    assert related(desk, one) == [("is gesplitst: verder in", new.number)]


def test_a_split_asks_what_it_is_about(office: Office, desk: Client) -> None:
    answer = desk.post(page(office.file(), "split/"), {"description": " "})
    assert (answer.status_code, Dossier.objects.count()) == (422, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_related_dossiers_take_two_queries_however_many(
    office: Office, desk: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    leading = office.file()
    for _ in range(count):
        desk.post(page(office.file(), "link/"), {"relation": "same", "to": leading.number})
    roles = frozenset({"manager-propositie"})
    opened = put_on_desk(Seat(office.manager, roles, TUESDAY, Reading(roles, (office.manager.pk,))), leading.number)
    with django_assert_num_queries(2):
        assert len(related_to(opened)) == count


@pytest.mark.parametrize("count", [1, 3])
def test_its_page_takes_two_queries_more_however_many(
    office: Office, desk: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    leading = office.file()
    office.do(leading, "assign", to=office.employee, independent=True)
    for _ in range(count):
        desk.post(page(office.file(), "link/"), {"relation": "same", "to": leading.number})
    desk.get(page(leading))
    with django_assert_num_queries(11):
        assert len(related(desk, leading)) == count
