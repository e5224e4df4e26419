"""Looking for words: never in an address, only in what one may read; and views under a name."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import Office, make_office
from wederhoor.desk.question import MOST_SOUGHT
from wederhoor.organisations.models import Member, SavedView


def address(client: Client, words: str) -> str:
    """Where one is sent who looks for this."""
    return str(client.post("/bureau/zoeken/", {"zoek": words}).url)  # type: ignore[attr-defined]


def found(client: Client, words: str) -> list[str]:
    return [row["number"] for row in client.get(address(client, words)).context["rows"]]


def test_a_whole_number_opens_its_dossier(office: Office, desk: Client) -> None:
    number = office.file().number
    assert address(desk, f" {number} ") == f"/bureau/dossier/{number}/"


def test_part_of_a_number_stands_in_the_address(desk: Client) -> None:
    assert address(desk, "2026-0") == "/bureau/register/?zoek=2026-0"
    assert address(desk, "") == "/bureau/register/"


@pytest.mark.parametrize("words", ["A. de Vries", "vries@voorbeeld.nl", "06-12345678", "0612-345678", "2026 0001", "20260001"])
def test_what_may_be_of_a_person_never_stands_in_an_address(office: Office, desk: Client, words: str) -> None:
    office.file()
    key = address(desk, words).partition("zoek=")[2]
    assert key.isalpha()
    assert len(key) == 8


@pytest.mark.parametrize(
    "words",
    [
        *("antwoordsleutel", "antwoordsleutels", "ANTWOORDSLEUTEL", "vraag 3", "Vries", "ROC Voorbeeld", "vries@voorbeeld.nl", "vig-3"),
        *("de klopt niet", "studenten ten onrechte", "antwoord*"),
    ],
)
def test_it_is_found_by_who_and_what_it_is_about(office: Office, desk: Client, words: str) -> None:
    number = office.file().number
    assert found(desk, words) == [number]


def test_it_is_found_by_a_note_and_by_whoever_wrote_it(office: Office, desk: Client) -> None:
    office.file()
    dossier = office.file()
    office.do(dossier, "note", text="Eén coördinator belde terug over de snaterende zwanen")
    assert found(desk, "coordinator zwaan") == found(desk, "Bakker zwanen") == [dossier.number]


@pytest.mark.parametrize("words", ['"', "' OR 1=1 --", "*", "NEAR(a, b)", "🙂", "x" * 10_000, "AND OR NOT", "(", "\x00", "%%"])
def test_whatever_is_typed_gives_a_page(office: Office, desk: Client, words: str) -> None:
    office.file()
    assert desk.get(address(desk, words)).status_code == 200


def test_nobody_finds_what_he_may_not_see(office: Office, enter: Callable[[Member], Client]) -> None:
    dossier = office.file()
    assert found(enter(office.employee), "antwoordsleutel") == found(enter(office.outsider), "antwoordsleutel") == []
    office.do(dossier, "assign", to=f"m-{office.employee.pk}", independent=True)
    assert found(enter(office.employee), "antwoordsleutel") == [dossier.number]


def test_another_organisation_finds_its_own_only(office: Office, desk: Client, enter: Callable[[Member], Client]) -> None:
    other = make_office("ander", "Ander")
    ours, theirs = office.file(), other.file()
    assert found(desk, "antwoordsleutel") == [ours.number]
    assert found(enter(other.manager), "antwoordsleutel") == [theirs.number]


def test_it_goes_on_by_key_from_rank_to_rank(office: Office, desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wederhoor.desk.views.register.PAGE", 2)
    exact = [office.file(description="De begeleiding was slecht").number for _ in range(3)]
    related = office.file(description="Hij heeft ons begeleid").number
    seen, query = [], address(desk, "begeleiding").partition("?")[2]
    while query:
        page = desk.get(f"/bureau/register/?{query.lstrip('?')}")
        seen += [row["number"] for row in page.context["rows"]]
        query = page.context["next_href"]
    assert seen == [*exact[::-1], related]


def test_what_is_looked_for_goes_together_with_filters(office: Office, desk: Client) -> None:
    office.do(office.file(), "withdraw")
    still = office.file()
    where = address(desk, "antwoordsleutel")
    assert [row["number"] for row in desk.get(f"{where}&fase=formal").context["rows"]] == [still.number]


def test_a_key_of_another_session_tells_that_it_is_gone(office: Office, desk: Client, enter: Callable[[Member], Client]) -> None:
    office.file()
    where = address(desk, "antwoordsleutel")
    page = enter(office.manager).get(where)
    assert page.context["rows"] == []
    assert "niet bewaard gebleven" in page.content.decode()


def test_the_session_keeps_the_last_few(desk: Client) -> None:
    where = [address(desk, f"woord nummer {number}") for number in range(MOST_SOUGHT + 1)]
    assert desk.get(where[0]).context["expired"]
    assert not desk.get(where[1]).context["expired"]
    assert address(desk, "woord nummer 5") == where[5]


@pytest.mark.parametrize("count", [1, 3])
def test_looking_for_words_takes_as_many_queries_for_one_as_for_three(
    office: Office, desk: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        office.file()
    where = address(desk, "antwoordsleutel")
    desk.get(where)
    with django_assert_num_queries(11):
        assert len(desk.get(where).context["rows"]) == count


# Views ---------------------------------------------------------------------------------------------------------------------


def keep(client: Client, name: str, query: str, *, shared: bool = False) -> int:
    """A view kept under a name."""
    client.post("/bureau/register/weergaven/", {"doe": "bewaar", "naam": name, "vraag": query, **({"gedeeld": "ja"} if shared else {})})
    return SavedView.objects.get(name=name).pk


def tabs(client: Client, query: str = "") -> list[tuple[str, bool]]:
    return [(tab.name, tab.current) for tab in client.get(f"/bureau/register/?{query}").context["tabs"]]


def test_a_view_stands_as_a_tab_and_is_current_where_it_is_asked(desk: Client) -> None:
    keep(desk, "Bezwaren", "fase=objection&zoek=abcdefgh&onzin=1")
    assert SavedView.objects.get().query == "fase=objection"
    assert tabs(desk, "fase=objection") == [("Alle dossiers", False), ("Bezwaren", True)]
    assert tabs(desk) == [("Alle dossiers", True), ("Bezwaren", False)]


def test_a_shared_view_is_for_colleagues_and_shows_each_what_he_may_see(
    office: Office, desk: Client, enter: Callable[[Member], Client]
) -> None:
    office.file()
    keep(desk, "Alles wat loopt", "fase=formal", shared=True)
    keep(desk, "Van mij", "soort=signal")
    colleague = enter(office.employee)
    assert [name for name, _ in tabs(colleague)] == ["Alle dossiers", "Alles wat loopt"]
    assert colleague.get("/bureau/register/?fase=formal").context["rows"] == []
    assert [name for name, _ in tabs(enter(make_office("ander", "Ander").manager))] == ["Alle dossiers"]


def test_a_view_of_ones_own_is_renamed_shared_and_removed(office: Office, desk: Client, enter: Callable[[Member], Client]) -> None:
    pk = keep(desk, "Oud", "fase=closed")
    change = {"weergave": pk, "naam": "Nieuw", "gedeeld": "ja", "doe": "wijzig"}
    enter(office.employee).post("/bureau/register/weergaven/", {**change, "naam": "Gekaapt"})
    desk.post("/bureau/register/weergaven/", change)
    assert SavedView.objects.values_list("name", "shared").get() == ("Nieuw", True)
    enter(office.employee).post("/bureau/register/weergaven/", {"weergave": pk, "doe": "weg"})
    assert SavedView.objects.exists()
    desk.post("/bureau/register/weergaven/", {"weergave": pk, "doe": "weg"})
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("name", ["On\x00zichtbaar", "On\u202ezichtbaar"])
def test_a_view_is_named_without_what_no_store_holds_or_turns_words_around(desk: Client, name: str) -> None:
    desk.post("/bureau/register/weergaven/", {"doe": "bewaar", "naam": name, "vraag": "fase=closed"})
    assert SavedView.objects.get().name == "Onzichtbaar"


def test_the_same_name_takes_the_place_and_no_name_is_refused(desk: Client) -> None:
    keep(desk, "Bezwaren", "fase=objection")
    keep(desk, "Bezwaren", "fase=closed")
    other = keep(desk, "Ander", "soort=signal")
    desk.post("/bureau/register/weergaven/", {"doe": "bewaar", "naam": "  ", "vraag": "fase=closed"})
    answer = desk.post("/bureau/register/weergaven/", {"doe": "wijzig", "weergave": other, "naam": "Bezwaren"}, follow=True)
    assert "lukte niet" in answer.content.decode()
    assert list(SavedView.objects.order_by("pk").values_list("name", "query")) == [("Bezwaren", "fase=closed"), ("Ander", "soort=signal")]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_views_takes_as_many_queries_for_one_as_for_three(
    desk: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        keep(desk, f"Bezwaren {number}", "fase=objection", shared=True)
    desk.get("/bureau/register/weergaven/")
    with django_assert_num_queries(4):
        assert desk.get("/bureau/register/weergaven/").content.decode().count("Bezwaren ") >= count
