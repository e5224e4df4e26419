"""A second reader at the desk: what waits stands before him, its writer only waits, and what he sees is what leaves."""

import re
from collections.abc import Callable, Iterator
from email.headerregistry import AddressHeader

import pytest
from django.test import Client

from tests.desk.conftest import PASSWORD, TUESDAY, Office
from tests.exchange.postman import Postman, postman
from tests.factories.post import unlinked
from tests.factories.readers import norm, regulation
from wederhoor.actions.installation import add_member
from wederhoor.actions.sent import HALF_WAY
from wederhoor.actions.templates import set_reader
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act, Dossier, DutyRow
from wederhoor.exchange.mail_out.post import post_waiting
from wederhoor.organisations.models import Member

Enter = Callable[[Member], Client]


@pytest.fixture
def reader(office: Office) -> Member:
    """A colleague of the manager who may read what he writes."""
    set_reader(
        office.organisation,
        regulation(office.organisation),
        norm(office.organisation, "acknowledge"),
        role="manager-propositie",
        by=office.manager,
        now=TUESDAY,
    )
    return add_member(
        office.organisation, name="L. Lijster", email="l@klik.nl", sign_in="lijster", secret=PASSWORD, roles=["manager-propositie"]
    )


@pytest.fixture
def man() -> Iterator[Postman]:
    with postman() as found:
        yield found


def written(office: Office) -> tuple[Dossier, Letter]:
    dossier = office.file()
    office.do(dossier, "acknowledge", channel="mail")
    return dossier, Letter.objects.get(matter__isnull=False)


def address(dossier: Dossier, letter: Letter) -> str:
    return f"/bureau/dossier/{dossier.number}/brief/{letter.pk}/"


def plainly(header: object) -> str:
    """A header with one address, as a page says it."""
    assert isinstance(header, AddressHeader)
    [one] = header.addresses
    return f"{one.display_name} <{one.addr_spec}>"


def leave() -> int:
    return post_waiting(clock=lambda: TUESDAY)


# The second reader -----------------------------------------------------------------------------------------------------------


def test_what_waits_for_him_stands_on_top_of_his_day(office: Office, reader: Member, enter: Enter) -> None:
    dossier, letter = written(office)
    page = enter(reader).get("/bureau/")
    [group] = page.context["letter_groups"]
    assert (group["title"], group["rows"][0]["pk"]) == ("Wacht op u als tweede lezer", letter.pk)
    assert address(dossier, letter) in page.content.decode()


def test_its_writer_sees_in_his_list_that_it_waits(office: Office, reader: Member, desk: Client) -> None:
    written(office)
    page = desk.get("/bureau/")
    assert page.context["letter_groups"] == []
    assert [row["proposed"] for group in page.context["groups"] for row in group["rows"]] == ["wacht op tweede lezer"]
    assert "wacht op tweede lezer" in page.content.decode()


def test_approved_it_leaves_and_the_duty_is_met(office: Office, reader: Member, enter: Enter, man: Postman) -> None:
    dossier, letter = written(office)
    browser = enter(reader)
    page = browser.get(address(dossier, letter))
    assert leave() == 0
    assert browser.post(address(dossier, letter), {"step": "approve", "seen": page.context["seen"]}).status_code == 302
    assert leave() == 1
    assert DutyRow.objects.get(duty="acknowledge").status == "met"
    assert Act.objects.get(act="approve").data["of"] == letter.seq


def test_sent_back_its_writer_reads_why_and_writes_it_again(office: Office, reader: Member, enter: Enter, desk: Client) -> None:
    dossier, letter = written(office)
    browser = enter(reader)
    assert browser.post(address(dossier, letter), {"step": "send_back", "reason": ""}).status_code == 422
    browser.post(address(dossier, letter), {"step": "send_back", "reason": "Noem de datum."})
    page = desk.get(f"/bureau/dossier/{dossier.number}/").content.decode()
    assert "Teruggestuurd door de tweede lezer." in page
    assert "Noem de datum." in page
    office.do(dossier, "acknowledge", channel="mail")


@pytest.mark.clause("KLI-09")
def test_its_writer_is_refused_with_the_article(office: Office, reader: Member, desk: Client) -> None:
    dossier, letter = written(office)
    assert "U schreef deze brief zelf." in desk.get(address(dossier, letter)).content.decode()
    page = desk.post(address(dossier, letter), {"step": "approve"})
    assert (page.status_code, page.context["refused"]) == (409, "U schreef deze brief zelf. Een ander leest hem na.")
    assert page.context["article"] == "KLI-09"


def test_who_has_not_the_role_that_reads_it_is_told(office: Office, reader: Member, enter: Enter) -> None:
    dossier, letter = written(office)
    office.do(dossier, "assign", to=f"m-{office.employee.pk}", independent=True)
    page = enter(office.employee).post(address(dossier, letter), {"step": "approve"})
    assert page.status_code == 409
    assert Letter.objects.get().state == "to_approve"


def test_who_looked_before_another_acted_is_told(office: Office, reader: Member, enter: Enter) -> None:
    dossier, letter = written(office)
    seen = str(enter(reader).get(address(dossier, letter)).context["seen"])
    office.do(dossier, "note", text="Nog even wachten.")
    page = enter(reader).post(address(dossier, letter), {"step": "approve", "seen": seen})
    assert (page.status_code, Letter.objects.get().state) == (409, "to_approve")


def test_before_it_is_written_one_sees_that_it_is_read_first(office: Office, reader: Member, desk: Client) -> None:
    page = desk.post(f"/bureau/dossier/{office.file().number}/acknowledge/", {"channel": "mail", "step": "look"})
    assert ("Eerst nagelezen door", "manager propositie") in [(name, value.lower()) for name, value in page.context["letter_facts"]]
    assert "Naar de tweede lezer" in page.content.decode()


# What is seen is what leaves -------------------------------------------------------------------------------------------------


def test_the_letter_that_was_looked_at_is_the_mail_that_goes_over_the_line(office: Office, desk: Client, man: Postman) -> None:
    where = f"/bureau/dossier/{office.file().number}/acknowledge/"
    page = desk.post(where, {"channel": "mail", "step": "look"})
    facts, words = dict(page.context["letter_facts"]), {field.name: field.value for field in page.context["own"]}
    desk.post(where, {**dict(page.context["kept"]), **words, "step": "send"})
    assert leave() == 1
    [mail] = man.taken
    assert (facts["Aan"], facts["Van"]) == (plainly(mail["to"]), plainly(mail["from"]))
    assert re.fullmatch(facts["Antwoord naar"].replace("kenmerk", "[a-z2-7]{32}").replace("+", r"\+"), str(mail["reply-to"]))
    assert words["letter_subject"] == str(mail["subject"])
    assert unlinked(mail.get_content()) == unlinked(words["letter_body"])
    assert (mail["cc"], mail["bcc"], list(mail.iter_attachments())) == (None, None, [])


def test_after_it_left_its_page_says_the_same(office: Office, desk: Client, man: Postman) -> None:
    dossier, letter = written(office)
    leave()
    facts = dict(desk.get(address(dossier, letter)).context["facts"])
    [mail] = man.taken
    assert (facts["Aan"], facts["Van"], facts["Antwoord naar"]) == (plainly(mail["to"]), plainly(mail["from"]), str(mail["reply-to"]))


# What failed -----------------------------------------------------------------------------------------------------------------


def failing(office: Office, reason: str = "De mailserver zei: 550") -> tuple[Dossier, Letter]:
    dossier, letter = written(office)
    Letter.objects.update(state="failed", reason=reason, next_attempt=None)
    return dossier, letter


def test_what_failed_stands_on_top_of_the_day_of_who_wrote_it(office: Office, desk: Client) -> None:
    failing(office)
    [group] = desk.get("/bureau/").context["letter_groups"]
    assert (group["title"], group["rows"][0]["reason"]) == ("Brieven die niet weggingen", "De mailserver zei: 550")


def test_it_leaves_again_to_another_address_and_the_timeline_says_so(office: Office, desk: Client, man: Postman) -> None:
    dossier, letter = failing(office)
    form = {field.name: field.value for field in desk.get(address(dossier, letter)).context["fields"]}
    desk.post(address(dossier, letter), {**form, "email": "nieuw@voorbeeld.nl", "step": "letter.again"})
    assert leave() == 1
    assert "nieuw@voorbeeld.nl" in str(man.taken[0]["to"])
    assert "De brief is opnieuw verstuurd." in desk.get(f"/bureau/dossier/{dossier.number}/").content.decode()


def test_it_goes_by_post_instead(office: Office, desk: Client) -> None:
    dossier = office.file(complainant={"name": "A. de Vries", "email": "v@voorbeeld.nl", "address": "Dorpsstraat 1", "city": "Ede"})
    office.do(dossier, "acknowledge", channel="mail")
    Letter.objects.update(state="failed", reason="x", next_attempt=None)
    letter = Letter.objects.get()
    desk.post(address(dossier, letter), {"step": "letter.post"})
    page = desk.get(address(dossier, letter))
    assert page.context["postable"]
    assert "Dorpsstraat 1" in page.content.decode()


def test_without_a_postal_address_that_is_said(office: Office, desk: Client) -> None:
    dossier, letter = failing(office)
    page = desk.post(address(dossier, letter), {"step": "letter.post"})
    assert (page.status_code, page.context["refused"][:22]) == (409, "Er is geen adres beken")


@pytest.mark.parametrize(("step", "state"), [("letter.arrived", "sent"), ("letter.lost", "failed")])
def test_in_doubt_one_says_what_became_of_it(office: Office, desk: Client, step: str, state: str) -> None:
    dossier, letter = failing(office, HALF_WAY)
    assert "Toch aangekomen" in desk.get(address(dossier, letter)).content.decode()
    desk.post(address(dossier, letter), {"step": step})
    assert Letter.objects.get().state == state


def test_what_was_dealt_with_is_not_dealt_with_twice(office: Office, desk: Client) -> None:
    dossier, letter = failing(office)
    for status in (302, 409):
        assert desk.post(address(dossier, letter), {"step": "letter.dropped"}).status_code == status
    assert desk.post(address(dossier, letter), {"step": "nonsense"}).status_code == 409
