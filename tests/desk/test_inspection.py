"""Inspection at the desk: the packet is proposed by the access rules, changed piece by piece, made, and given by an act."""

import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories.house import DAY, NOW, a_dossier, a_member, an_organisation, send_all, took
from tests.factories.packets import INSIDE_WORDS, LATER, OFFICER, Case, a_case, with_others
from wederhoor.actions import packet_making
from wederhoor.actions.packet import documents_of
from wederhoor.actions.packet_making import make_waiting
from wederhoor.actions.values import Upload
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import AccessLog, Act, Document, Dossier, Packet
from wederhoor.exchange.mail_out.post import post_waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick"), pytest.mark.clause("EXT-18")]


@pytest.fixture
def case() -> Case:
    return a_case()


@pytest.fixture
def desk(case: Case) -> Client:
    return signed_in(case)


def signed_in(case: Case) -> Client:
    client = Client()
    client.force_login(case.officer.user)
    return client


def page(case: Case, what: str = "") -> str:
    return f"/bureau/dossier/{case.dossier.number}/inzage/{what}"


def begun(case: Case, desk: Client, reader: str = "p-1") -> str:
    """The page of a new packet."""
    return str(desk.post(page(case), {"reader": reader})["Location"])


def made(case: Case, desk: Client) -> str:
    """The page of a packet that was made as it was proposed."""
    address = begun(case, desk)
    desk.post(address, {"version": "0", "step": "make"})
    return address


def words(content: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", content.decode()).split())


def test_a_packet_can_be_made_for_everyone_who_reads_something_of_it(case: Case, desk: Client) -> None:
    able = [(way.code, way.act) for way in desk.get(page(case)).context["able"]]
    assert able == [("p-1", "grant_inspection"), (f"role:{OFFICER}", "note"), ("outside", "note")]


def test_from_request_to_packet_to_letter(case: Case, desk: Client) -> None:
    shown = desk.get(made(case, desk))
    form = desk.get(shown.context["give_href"])
    assert len(form.context["files"].chosen) == len(form.context["files"].choices) == 2
    look = desk.post(shown.context["give_href"], {**sent_with(form), "channel": "mail", "step": "look"})
    assert "1 stuk geven wij niet mee" in look.context["own"][1].value
    kept = {name: value for name, value in look.context["kept"] if name != "documents"}
    kept |= {"documents": [value for name, value in look.context["kept"] if name == "documents"]}
    own = {one.name: one.value for one in look.context["own"]}
    desk.post(shown.context["give_href"], {**kept, **own, "step": "send"})
    assert Act.objects.get(act="grant_inspection").data["documents"] == [one.ref for one in documents_of(Packet.objects.get())]
    assert "Gegeven op" in words(desk.get(page(case, f"{Packet.objects.get().pk}/")).content)


def sent_with(form: object) -> dict[str, object]:
    """What the form of the act holds already."""
    context = form.context  # type: ignore[attr-defined]
    reasons = next(one.value for one in context["form"].fields if one.name == "reasons")
    return {"seen": context["seen"], "key": context["key"], "rows": 0, "documents": context["files"].chosen, "reasons": reasons}


def test_by_mail_the_packet_does_not_go_along_by_post_its_print_does(case: Case, desk: Client, mailoutbox: list[object]) -> None:
    made(case, desk)
    refs = [one.ref for one in documents_of(Packet.objects.get())]
    case.does("grant_inspection", channel="mail", documents=refs)
    post_waiting(clock=lambda: NOW)
    assert mailoutbox[-1].attachments == []  # type: ignore[attr-defined]
    case.does("grant_inspection", channel="post", documents=refs[:1])
    letter = Letter.objects.filter(channel="post").get()
    assert f"dossier-{case.dossier.number}.pdf" in words(desk.get(f"/bureau/dossier/{case.dossier.number}/brief/{letter.pk}/").content)


def test_what_is_chosen_is_kept_and_what_may_never_go_is_not_asked(case: Case, desk: Client) -> None:
    address = begun(case, desk)
    shown = desk.get(address)
    assert [row.title for row in shown.context["rows"] if not row.choices] == ["Notitie gemaakt"]
    desk.post(address, {"version": "0", "choice.act-0": "others", "choice.act-1": "with", "step": "save"})
    assert Packet.objects.get().choices == {"act-0": {"choice": "others"}}


def test_of_two_at_once_the_second_is_told(case: Case, desk: Client) -> None:
    address = begun(case, desk)
    desk.post(address, {"version": "0", "choice.act-0": "others", "step": "save"})
    answer = desk.post(address, {"version": "0", "choice.act-0": "black", "step": "make"})
    assert (answer.status_code, Packet.objects.get().state) == (409, "draft")
    assert "Een collega heeft dit pakket intussen veranderd" in words(answer.content)
    assert desk.post(f"{address}stuk/act-0/", {"version": "0", "choice": "with", "words": ""}).status_code == 422


def test_text_is_blacked_out_between_marks_and_the_original_stays(case: Case, desk: Client) -> None:
    address = begun(case, desk)
    form = desk.get(f"{address}stuk/act-0/")
    text = next(one.value for one in form.context["fields"] if one.name == "marked")
    said = text.replace("Vraag 7", "[[Vraag 7]]")
    wrong = desk.post(f"{address}stuk/act-0/", {"version": "0", "choice": "black", "words": "", "marked": said + "!"})
    assert (wrong.status_code, "De tekst zelf is veranderd" in words(wrong.content)) == (422, True)
    desk.post(f"{address}stuk/act-0/", {"version": "0", "choice": "black", "words": "", "marked": said})
    assert "[weggelakt] van het examen" in desk.get(f"{address}stuk/act-0/").context["text"]
    assert "Vraag 7" in case.opened().texts[0]["description"]


def test_a_document_goes_blacked_out_only_as_a_copy(case: Case, desk: Client) -> None:
    case.does("report_progress", Upload("a.txt", b"x"), channel="mail", reasons="Wij werken eraan.")
    address = begun(case, desk)
    answer = desk.post(address, {"version": "0", "choice.document-d-1": "black", "step": "make"})
    assert (answer.status_code, "Voeg een kopie toe" in words(answer.content)) == (422, True)
    copy = SimpleUploadedFile("a.txt", b"x")
    refused = desk.post(f"{address}stuk/document-d-1/", {"version": "1", "choice": "black", "words": "", "copy": copy})
    assert "is een PDF, een PNG of een JPEG" in words(refused.content)
    assert Document.objects.count() == 1


def test_what_is_large_is_made_by_a_worker(case: Case, desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packet_making, "AT_ONCE_PIECES", 1)
    address = made(case, desk)
    assert "Het pakket wordt gemaakt" in words(desk.get(address).content)
    assert make_waiting(NOW) == 1
    assert "Het pakket is klaar" in words(desk.get(address).content)


def test_what_came_since_is_told_and_a_packet_is_changed_by_a_new_one(case: Case, desk: Client) -> None:
    address = made(case, desk)
    case.does("note", text="Later.")
    assert "Sinds dit pakket is gemaakt" in words(desk.get(address).content)
    assert desk.post(address)["Location"] != address
    assert sorted(Packet.objects.values_list("state", flat=True)) == ["draft", "ready"]


def test_its_files_are_had_at_the_desk_and_stand_in_no_list_of_documents(case: Case, desk: Client) -> None:
    address = made(case, desk)
    answer = desk.get(f"{address}pakket.pdf")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == f'attachment; filename="dossier-{case.dossier.number}.pdf"'
    assert desk.get(f"{address}pakket.exe").status_code == 404
    assert desk.get(f"/bureau/dossier/{case.dossier.number}/").context["papers"] == []
    assert AccessLog.objects.filter(who=f"m-{case.officer.pk}", dossier=case.dossier).exists()


def test_who_may_not_read_the_dossier_finds_no_packet_and_one_of_another_dossier_is_not_his(case: Case, desk: Client) -> None:
    address = made(case, desk)
    stranger = a_member(case.officer.organisation, "medewerker")
    other = Case(a_dossier(case.officer.organisation, at=NOW), case.officer)
    client = Client()
    client.force_login(stranger.user)
    paths = ["", "pakket.pdf", "pakket.zip", "geven/", "stuk/act-0/"]
    assert {client.get(f"{address}{path}").status_code for path in paths} == {404}
    elsewhere = address.replace(case.dossier.number, other.dossier.number)
    assert {desk.get(f"{elsewhere}{path}").status_code for path in paths} == {404}


def test_a_packet_for_another_is_no_choice_in_any_other_act(case: Case, desk: Client) -> None:
    made(case, desk)
    form = desk.get(f"/bureau/dossier/{case.dossier.number}/report_progress/")
    assert form.context["files"].choices == ()


def test_where_the_regulation_has_no_inspection_it_is_put_before_him() -> None:
    officer = a_member(an_organisation("klik-onderwijs"), "manager-propositie")
    case = Case(a_dossier(officer.organisation, at=NOW), officer)
    ways = {way.code: way for way in signed_in(case).get(page(case)).context["able"]}
    assert (ways["p-1"].act, ways["p-1"].query) == ("disclose", "to=p-1")


@pytest.mark.clause("EXA-15")
def test_who_may_not_give_it_is_told_why_with_the_article() -> None:
    organisation = an_organisation("exa-men")
    case = Case(a_dossier(organisation, at=NOW), a_member(organisation, "kernconstructeur"))
    answer = signed_in(case).post(page(case), {"reader": "p-1"})
    [barred] = [way for way in answer.context["barred"] if way.code == "p-1"]
    assert (answer.status_code, barred.reason, bool(barred.article)) == (403, "Dit is aan: Support.", True)
    assert Packet.objects.count() == 0


def test_of_a_destroyed_dossier_nothing_can_be_given(case: Case, desk: Client) -> None:
    took(case.dossier, "withdraw", case.officer, role=OFFICER, at=NOW)
    took(case.dossier, "destroy", case.officer, role=OFFICER, at=NOW + 900 * DAY)
    assert "Dit dossier is vernietigd" in words(desk.get(page(case)).content)
    assert desk.post(page(case), {"reader": "p-1"}).status_code == 403


def test_what_stays_inside_is_on_no_page_of_the_packet_for_who_complains() -> None:
    case = with_others()
    desk = signed_in(case)
    address = made(case, desk)
    assert all(word not in desk.get(address).content.decode() for word in INSIDE_WORDS)


@pytest.mark.parametrize("pieces", [1, 3])
def test_what_the_page_of_a_packet_asks_does_not_grow(
    pieces: int, case: Case, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(pieces):
        case.does("note", Upload(f"{number}.txt", b"x"), text="x")
    address = begun(case, desk)
    with django_assert_num_queries(10):
        desk.get(address)


@pytest.mark.parametrize("count", [1, 3])
def test_what_the_list_of_packets_asks_does_not_grow(
    count: int, case: Case, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        made(case, desk)
        desk.post(page(case, f"{Packet.objects.latest('pk').pk}/"))
    with django_assert_num_queries(9):
        desk.get(page(case))


def test_beside_an_objection_the_officer_is_led_to_the_packet_of_the_other_dossier(case: Case, desk: Client) -> None:
    assert desk.get(page(case)).context["beside"] == []
    case.does("reply", channel="mail", reasons="Nee.", at=LATER)
    send_all(case.dossier, at=LATER)
    case.does("object", channel="mail", in_writing=True, grounds=["Niet eens."], at=LATER + DAY)
    objection = Dossier.objects.exclude(pk=case.dossier.pk).get()
    with time_machine.travel(LATER + DAY, tick=False):
        again = signed_in(case)
        here, there = again.get(page(case)), again.get(f"/bureau/dossier/{objection.number}/inzage/")
    assert [number for _name, number in here.context["beside"]] == [objection.number]
    assert f'href="/bureau/dossier/{objection.number}/inzage/"' in here.content.decode()
    assert there.context["beside"] == [("klacht", case.dossier.number)]
