"""Letters by post at the desk: printed one by one or together, and posted when a person says so."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import TUESDAY, Office, make_office
from tests.factories.house import a_dossier, a_member, an_organisation, took
from wederhoor.actions.letters import terms_told
from wederhoor.actions.outbox import claim
from wederhoor.actions.record import Actor, Upload, record
from wederhoor.actions.values import Log, Written
from wederhoor.core.words import day_in_words
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import AccessLog, Act, DutyRow
from wederhoor.organisations.models import Member

Enter = Callable[[Member], Client]
ADDRESS = {"name": "A. de Vries", "organisation": "ROC Voorbeeld", "address": "Dorpsstraat 1", "city": "6711 AB Ede"}
PAGE = "/bureau/post/"


def letter_of(office: Office, **who: str) -> Letter:
    """An acknowledgement that waits to be posted."""
    dossier = office.file(complainant={**ADDRESS, **who})
    office.do(dossier, "acknowledge", channel="post")
    return Letter.objects.get(dossier=dossier)


@pytest.fixture
def letter(office: Office) -> Letter:
    return letter_of(office)


@pytest.fixture
def overnight(office: Office, desk: Client, moment: time_machine.Traveller) -> Callable[[], None]:
    """The next morning, at the desk again."""

    def passed() -> None:
        moment.shift(timedelta(days=1))
        desk.force_login(office.manager.user)

    return passed


def address(letter: Letter) -> str:
    assert letter.dossier is not None
    return f"/bureau/dossier/{letter.dossier.number}/brief/{letter.pk}/"


def texts(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def said(client: Client, where: str = PAGE) -> str:
    return client.get(where).content.decode()


def answered(office: Office) -> Letter:
    """An answer by post, in which stands a day that runs from its posting."""
    letter = letter_of(office)
    office.do(letter.dossier, "assign", to=f"m-{office.employee.pk}", independent=True)  # type: ignore[arg-type]
    by = Actor("handler", member=office.employee)
    office.do(letter.dossier, "hear", by=by, party="complainant", account="Gebeld.")  # type: ignore[arg-type]
    office.do(letter.dossier, "judge", by=by, outcome="upheld", reasons="Terecht.", consulted=["manager-propositie"])  # type: ignore[arg-type]
    office.do(letter.dossier, "reply", by=by, channel="post", reasons="Terecht.")  # type: ignore[arg-type]
    return Letter.objects.get(act="reply")


@pytest.mark.clause("EXT-13")
@pytest.mark.clause("KLI-09")
def test_a_letter_by_post_is_a_pdf_with_address_date_and_reference(letter: Letter, desk: Client) -> None:
    answer = desk.get(f"{address(letter)}brief.pdf")
    said = texts(answer.content)[0]
    for part in ("A. de Vries", "Dorpsstraat 1", "6711 AB Ede", "21 april 2026", "Klik Onderwijs", letter.subject):
        assert part in said
    assert letter.dossier is not None
    assert letter.dossier.number in said
    assert answer["Cache-Control"] == "private, no-store"
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.clause("EXT-13")
def test_who_preferred_post_when_filing_gets_each_letter_on_paper(db: None, moment: time_machine.Traveller, enter: Enter) -> None:
    organisation = an_organisation("extrack")
    officer = a_member(organisation, "klachtenfunctionaris")
    dossier = a_dossier(organisation, at=TUESDAY, prefers="post")
    client, page = enter(officer), f"/bureau/dossier/{dossier.number}/"
    took(dossier, "reply", officer, role="klachtenfunctionaris", at=TUESDAY, reasons="Terecht.")
    [letter] = dossier.letters.all()
    assert letter.channel == "post"
    assert "Lindelaan 4" in texts(client.get(f"{page}brief/{letter.pk}/brief.pdf").content)[0]
    assert claim(now=TUESDAY + timedelta(hours=1)) is None
    client.post(f"{page}brief/{letter.pk}/", {"step": "letter.posted", "posted_on": "21-04-2026"})
    assert dossier.letters.get().state == "sent"


def test_what_someone_wrote_is_printed_and_never_run(office: Office, desk: Client) -> None:
    dossier = office.file(complainant={**ADDRESS, "name": '#panic("x")'})
    words = Written('#read("x") *Ontvangst*', 'Beste #eval("1+1"),\n\n$x$ <b>\\ Zoë Çelik')
    by, log = Actor("manager-propositie", member=office.manager), Log(dossier.matter_id)
    files = [Upload('bij#lage "1".pdf', b"%PDF-1")]
    record(log, "acknowledge", by=by, at=TUESDAY, now=TUESDAY, data={"channel": "post"}, letter=words, files=files)
    printed = texts(desk.get(f"{address(Letter.objects.get(dossier=dossier))}brief.pdf").content)[0]
    for part in ('#panic("x")', '#read("x") *Ontvangst*', 'Beste #eval("1+1"),', "$x$ <b>\\ Zoë Çelik", "bij#lage"):
        assert part in printed


def test_opening_the_pdf_is_in_the_access_log(letter: Letter, desk: Client, office: Office) -> None:
    desk.get(f"{address(letter)}brief.pdf")
    assert AccessLog.objects.filter(dossier=letter.dossier, who=f"m-{office.manager.pk}").exists()


def test_who_does_not_read_the_dossier_gets_no_pdf_and_no_list(letter: Letter, office: Office, enter: Enter) -> None:
    stranger = make_office("ander", "Ander").manager
    for member in (office.outsider, stranger):
        assert enter(member).get(f"{address(letter)}brief.pdf").status_code == 404
        assert "Er ligt niets klaar om te posten" in said(enter(member))
        enter(member).post(PAGE, {"brief": [letter.pk], "step": "posted"})
    assert Letter.objects.get(pk=letter.pk).state == "waiting"


@pytest.mark.parametrize(("channel", "state"), [("mail", "waiting"), ("post", "to_approve"), ("post", "withdrawn"), ("post", "failed")])
def test_what_may_not_leave_by_post_has_no_pdf(letter: Letter, desk: Client, channel: str, state: str) -> None:
    Letter.objects.update(channel=channel, state=state)
    assert desk.get(f"{address(letter)}brief.pdf").status_code == 404


@pytest.mark.clause("EXT-13")
def test_it_is_posted_on_the_day_that_a_person_says(letter: Letter, desk: Client, overnight: Callable[[], None]) -> None:
    overnight()
    desk.post(address(letter), {"step": "letter.posted", "posted_on": "21-04-2026"})
    letter.refresh_from_db()
    assert letter.sent_at is not None
    assert (letter.state, f"{letter.sent_at:%Y-%m-%d}") == ("sent", "2026-04-21")
    assert DutyRow.objects.get(duty="acknowledge").status == "met"
    assert letter.dossier is not None
    page = said(desk, f"/bureau/dossier/{letter.dossier.number}/")
    assert "De brief is op de post gedaan" in page
    assert "letter: posted" not in page
    assert "Later verbeterd" not in page


def test_of_a_letter_that_bears_an_earlier_day_the_day_of_posting_is_asked_and_never_guessed(
    letter: Letter, desk: Client, overnight: Callable[[], None]
) -> None:
    assert 'value="21-04-2026"' in said(desk)
    overnight()
    for page in (PAGE, address(letter)):
        assert "Op de brief staat dinsdag 21 april" in said(desk, page)
        assert '-04-2026"' not in said(desk, page)
    assert desk.post(PAGE, {"brief": [letter.pk], "step": "posted"}).status_code == 422


@pytest.mark.parametrize(("day", "status"), [("20-04-2026", 409), ("22-04-2026", 409), ("gisteren", 422)])
def test_a_day_that_cannot_be_is_refused_and_kept_as_typed(letter: Letter, desk: Client, day: str, status: int) -> None:
    page = desk.post(address(letter), {"step": "letter.posted", "posted_on": day})
    assert page.status_code == status
    assert Letter.objects.get().state == "waiting"


def test_a_letter_of_an_earlier_day_is_made_ready_for_today(letter: Letter, desk: Client, overnight: Callable[[], None]) -> None:
    overnight()
    assert "Gaat hij vandaag pas weg?" in said(desk, address(letter))
    assert "Nagekeken voor vandaag" in desk.post(address(letter), {"step": "ready"}, follow=True).content.decode()
    assert "22 april 2026" in texts(desk.get(f"{address(letter)}brief.pdf").content)[0]


@pytest.mark.parametrize("step", ["ready", "letter.posted"])
def test_one_in_which_a_date_moved_goes_back_to_its_writer(office: Office, desk: Client, overnight: Callable[[], None], step: str) -> None:
    letter = answered(office)
    overnight()
    page = desk.post(address(letter), {"step": step, "posted_on": "22-04-2026"})
    assert page.status_code == 409
    assert {"ready": "een datum erin is veranderd", "letter.posted": "terug bij de schrijver"}[step] in page.content.decode()
    assert "Opnieuw versturen" in page.content.decode()
    desk.force_login(office.employee.user)
    assert "Brieven die niet weggingen" in said(desk, "/bureau/")


def test_what_the_post_brought_back_is_owed_again(letter: Letter, desk: Client) -> None:
    desk.post(address(letter), {"step": "letter.posted", "posted_on": "21-04-2026"})
    assert "De brief kwam terug" in said(desk, address(letter))
    desk.post(address(letter), {"step": "letter.returned"})
    assert DutyRow.objects.get(duty="acknowledge").status == "open"
    assert "De post bracht deze brief terug." in said(desk, address(letter))


def test_what_waits_stands_on_the_day_and_leads_to_where_it_is_printed(letter: Letter, desk: Client) -> None:
    page = said(desk, "/bureau/")
    assert 'href="/bureau/post/"' in page
    assert letter.subject in page
    desk.post(address(letter), {"step": "letter.posted", "posted_on": "21-04-2026"})
    assert 'href="/bureau/post/"' not in said(desk, "/bureau/")


def test_of_many_only_the_first_stand_on_the_day(office: Office, desk: Client) -> None:
    for _ in range(6):
        letter_of(office)
    [group] = desk.get("/bureau/").context["letter_groups"]
    assert (group["count"], len(group["rows"])) == (6, 5)


def test_several_are_one_pdf_each_on_a_page_of_its_own(office: Office, desk: Client) -> None:
    letters = [letter_of(office, name=name) for name in ("Eerste", "Tweede", "Derde")]
    answer = desk.post(PAGE, {"brief": [letters[0].pk, letters[2].pk], "step": "print"})
    pages = texts(answer.content)
    assert ["Eerste" in pages[0], "Derde" in pages[1], len(pages)] == [True, True, 2]
    assert answer["Cache-Control"] == "private, no-store"
    assert Letter.objects.filter(state="waiting").count() == 3


def test_several_are_posted_at_once(office: Office, desk: Client) -> None:
    letters = [letter_of(office) for _ in range(3)]
    page = desk.post(PAGE, {"brief": [one.pk for one in letters[:2]], "step": "posted", "posted_on": "21-04-2026"}, follow=True)
    assert "Gepost. Dat staat nu in elk dossier." in page.content.decode()
    assert [one.state for one in Letter.objects.order_by("pk")] == ["sent", "sent", "waiting"]
    assert Act.objects.filter(act="sent").count() == 2


@pytest.mark.parametrize("step", ["posted", "print"])
def test_of_several_one_that_moved_goes_back_and_is_named(office: Office, desk: Client, overnight: Callable[[], None], step: str) -> None:
    moved = answered(office)
    overnight()
    page = desk.post(
        PAGE, {"brief": list(Letter.objects.values_list("pk", flat=True)), "step": step, "posted_on": "22-04-2026"}
    ).content.decode()
    assert "terug bij de schrijver" in page
    assert address(moved) in page
    assert Letter.objects.get(pk=moved.pk).state == "failed"


def test_nothing_chosen_is_told(letter: Letter, desk: Client) -> None:
    page = desk.post(PAGE, {"step": "posted"})
    assert (page.status_code, "Kies eerst een of meer brieven." in page.content.decode()) == (422, True)
    assert letter.state == "waiting"


def test_a_day_that_is_none_is_told_and_nothing_is_posted(letter: Letter, desk: Client) -> None:
    page = desk.post(PAGE, {"step": "posted", "brief": [letter.pk], "posted_on": "morgen of zo"})
    assert page.status_code == 422
    assert "morgen of zo" in page.content.decode()
    assert Letter.objects.get().state == "waiting"


def test_what_a_second_reader_must_read_is_not_listed(letter: Letter, desk: Client) -> None:
    Letter.objects.update(state="to_approve", next_attempt=None)
    assert "Er ligt niets klaar om te posten" in said(desk)
    assert letter.subject not in said(desk)


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    office: Office, desk: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        letter_of(office)
    said(desk)
    with django_assert_num_queries(5):
        said(desk)
    with django_assert_num_queries(11):
        said(desk, "/bureau/")


@pytest.mark.clause("KLI-09")
def test_a_letter_that_tells_of_terms_shows_them_as_a_line_and_another_letter_does_not(
    letter: Letter, office: Office, desk: Client
) -> None:
    [page, *_] = texts(desk.get(f"{address(letter)}brief.pdf").content)
    assert "Dit zijn de data" in page
    assert "deze brief" in page
    dossier = letter.dossier
    assert dossier is not None
    office.do(dossier, "report_progress", channel="post", reasons="Wij wachten op de uitgever.")
    other = Letter.objects.get(act="report_progress")
    assert "Dit zijn de data" not in "".join(texts(desk.get(f"{address(other)}brief.pdf").content))


@pytest.mark.clause("KLI-09")
def test_the_line_on_paper_has_the_dates_that_stand_in_the_words(letter: Letter) -> None:
    said = terms_told(letter)
    assert said is not None
    assert said.steps
    assert all(day_in_words(day, year=True) in letter.body for _name, day, _clause in said.steps)
