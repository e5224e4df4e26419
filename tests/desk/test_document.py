"""Documents at the desk: brought with an act, kept while the form goes to and fro, listed, and given out safely."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import TUESDAY, Office, make_office
from wederhoor.actions.access import Reading
from wederhoor.actions.attached import documents_of_message
from wederhoor.actions.content import content_type
from wederhoor.actions.keeping import write_whole
from wederhoor.actions.record import Actor, Log, Recorded, Upload, record
from wederhoor.actions.uploads import Waiting, keep_waiting
from wederhoor.correspondence.models import Attachment, Message
from wederhoor.desk.opened import put_on_desk
from wederhoor.desk.seat import Seat
from wederhoor.desk.shown.documents import kind_of, papers
from wederhoor.dossiers.models import AccessLog, Act, Document, Dossier
from wederhoor.organisations.models import Member

Enter = Callable[[Member], Client]
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(DATA_DIR=tmp_path):
        yield


def a_file(name: str = "brief één.pdf", content: bytes = b"%PDF-1.7") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def with_document(office: Office, name: str = "brief één.pdf", content: bytes = b"%PDF-1.7") -> Dossier:
    dossier, by = office.file(), Actor("manager-propositie", member=office.manager)
    data = {"text": "Bijgevoegd"}
    done = record(Log(dossier.matter_id), "note", by=by, at=TUESDAY, now=TUESDAY, data=data, files=[Upload(name, content)])
    assert isinstance(done, Recorded), done
    return dossier


def page(dossier: Dossier, what: str = "") -> str:
    return f"/bureau/dossier/{dossier.number}/{what}"


def tokens(answer: object) -> list[str]:
    return [item.token for item in answer.context["files"].items]  # type: ignore[attr-defined]


def test_an_act_brings_its_files_and_the_page_lists_them(office: Office, desk: Client) -> None:
    dossier = office.file()
    sent = {"text": "De scan van de brief.", "step": "record", "files": [a_file(), a_file("foto.png", PNG)]}
    answer = desk.post(page(dossier, "note/"), sent, follow=True)
    listed = [(paper.ref, paper.name, paper.kind, paper.by) for paper in answer.context["papers"]]
    assert listed == [("d-1", "brief één.pdf", "PDF", "manager propositie"), ("d-2", "foto.png", "PNG", "manager propositie")]


def test_a_file_is_not_lost_when_the_form_comes_back(office: Office, desk: Client) -> None:
    dossier = office.file()
    first = desk.post(page(dossier, "assign/"), {"step": "record", "files": [a_file()]})
    assert (first.status_code, [item.name for item in first.context["files"].items]) == (422, ["brief één.pdf"])
    sent = {"to": f"m-{office.employee.pk}", "independent": "true", "step": "record", "waiting": tokens(first)}
    desk.post(page(dossier, "assign/"), sent)
    assert [document.seq for document in Document.objects.filter(matter=dossier.matter_id)] == [1]


def test_a_file_goes_along_over_the_page_of_the_letter(office: Office, desk: Client) -> None:
    dossier = office.file()
    look = desk.post(page(dossier, "acknowledge/"), {"channel": "mail", "step": "look", "files": [a_file()]})
    assert ("Bijlagen", "brief één.pdf (8\xa0bytes)") in look.context["letter_facts"]
    kept = dict(look.context["kept"])
    desk.post(page(dossier, "acknowledge/"), {**kept, "letter_subject": "Ontvangen", "letter_body": "Dank u wel.", "step": "send"})
    assert Act.objects.get(matter=dossier.matter_id, act="acknowledge").data["documents"] == ["d-1"]


def test_a_form_sent_twice_is_one_act_with_one_file(office: Office, desk: Client) -> None:
    dossier = office.file()
    first = desk.post(page(dossier, "note/"), {"step": "record", "files": [a_file()]})
    sent = {"text": "Tweemaal geklikt", "step": "record", "waiting": tokens(first), "key": first.context["key"]}
    assert [desk.post(page(dossier, "note/"), sent).status_code for _ in range(2)] == [302, 302]
    assert (Act.objects.filter(act="note").count(), Document.objects.count()) == (1, 1)


def test_what_was_unticked_stays_behind(office: Office, desk: Client) -> None:
    dossier = office.file()
    first = desk.post(page(dossier, "note/"), {"step": "record", "files": [a_file(), a_file("fout.pdf")]})
    desk.post(page(dossier, "note/"), {"text": "Een van de twee", "step": "record", "waiting": tokens(first)[:1]})
    assert Document.objects.get().name == "brief één.pdf"


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        (a_file(content=b"x" * 2000), "te groot"),
        (a_file(content=b""), "is leeg"),
        (a_file("x" * 300, b""), "is leeg"),
        (a_file("factuur.pdf.exe"), "is een programma"),
    ],
)
def test_a_file_that_cannot_be_a_document_is_told(office: Office, desk: Client, file: SimpleUploadedFile, fault: str) -> None:
    dossier = office.file()
    with override_settings(LARGEST_DOCUMENT=1000):
        answer = desk.post(page(dossier, "note/"), {"text": "Met een bestand", "step": "record", "files": [file]})
    assert answer.status_code == 422
    assert fault in answer.context["files"].faults[0]
    assert "Met een bestand" in answer.content.decode()


def test_a_token_of_someone_else_brings_nothing(office: Office, desk: Client) -> None:
    dossier = office.file()
    kept = keep_waiting(Upload("a.pdf", b"%PDF-1"), owner=f"m-{office.employee.pk}", now=TUESDAY)
    theirs = kept.token if isinstance(kept, Waiting) else ""
    answer = desk.post(page(dossier, "note/"), {"text": "Van een ander", "step": "record", "waiting": [theirs]})
    assert (answer.status_code, Document.objects.count()) == (422, 0)
    assert answer.context["files"].faults == ("Een bestand dat klaarstond is er niet meer. Voeg het opnieuw toe.",)


def test_a_document_is_saved_under_its_own_name_and_nothing_of_it_runs(office: Office, desk: Client) -> None:
    dossier = with_document(office)
    answer = desk.get(page(dossier, "document/d-1/"))
    assert (answer.content, answer["Content-Type"]) == (b"%PDF-1.7", "application/octet-stream")
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''brief%20%C3%A9%C3%A9n.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert AccessLog.objects.filter(dossier=dossier, who=f"m-{office.manager.pk}").exists()


@pytest.mark.parametrize(
    ("name", "content", "kind", "how"),
    [
        ("foto.png", PNG, "image/png", "inline"),
        ("pagina.html", b"<script>alert(1)</script>", "application/octet-stream", "attachment"),
        ("plaatje.svg", b"<svg onload='alert(1)'/>", "application/octet-stream", "attachment"),
        ("foto.png", b"<html>", "application/octet-stream", "attachment"),
    ],
)
def test_only_what_a_browser_draws_safely_is_looked_at(
    office: Office, desk: Client, name: str, content: bytes, kind: str, how: str
) -> None:
    answer = desk.get(page(with_document(office, name, content), "document/d-1/?bekijk=1"))
    assert (answer["Content-Type"], answer["Content-Disposition"].split(";")[0]) == (kind, how)
    assert "sandbox" in answer["Content-Security-Policy"]


def test_what_one_may_not_see_is_not_there(office: Office, desk: Client, enter: Enter) -> None:
    dossier = with_document(office)
    other = make_office("ander", "Ander bureau")
    assert enter(other.manager).get(page(dossier, "document/d-1/")).status_code == 404
    assert desk.get(page(dossier, "document/d-2/")).status_code == 404
    assert desk.get(page(office.file(), "document/d-1/")).status_code == 404


def test_a_file_that_is_gone_is_not_there(office: Office, desk: Client, tmp_path: Path) -> None:
    dossier = with_document(office)
    (tmp_path / Document.objects.get().path).unlink()
    assert desk.get(page(dossier, "document/d-1/")).status_code == 404


def test_a_wrong_document_is_marked_and_stays(office: Office, desk: Client) -> None:
    dossier = with_document(office)
    [paper] = desk.get(page(dossier)).context["papers"]
    form = desk.get(paper.wrong_href)
    assert form.context["files"].chosen == ("d-1",)
    sent = {"field": "documents", "documents": ["d-1"], "reason": "Hoort bij een andere klacht.", "step": "record"}
    answer = desk.post(page(dossier, "correct/"), sent, follow=True)
    assert [paper.withdrawn for paper in answer.context["papers"]] == [True]
    assert desk.get(page(dossier, "note/")).context["files"].choices == ()
    assert desk.get(page(dossier, "document/d-1/")).status_code == 200


def test_the_list_says_before_whom_a_document_was_put(office: Office, desk: Client) -> None:
    dossier = with_document(office)
    office.do(dossier, "acknowledge", channel="mail", documents=["d-1"])
    office.do(dossier, "disclose", party="concerned", of=[0], documents=["d-1"])  # an account goes along: its place is no person
    [paper] = desk.get(page(dossier)).context["papers"]
    assert paper.before == ("A. de Vries", "betrokken medewerker")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_one_query_however_many(office: Office, django_assert_num_queries: DjangoAssertNumQueries, count: int) -> None:
    dossier, by = office.file(), Actor("manager-propositie", member=office.manager)
    files = [Upload(f"{number}.txt", b"x") for number in range(count)]
    record(Log(dossier.matter_id), "note", by=by, at=TUESDAY, now=TUESDAY, data={"text": "Bijlagen"}, files=files)
    roles = frozenset({"manager-propositie"})
    opened = put_on_desk(Seat(office.manager, roles, TUESDAY, Reading(roles, (office.manager.pk,))), dossier.number)
    with django_assert_num_queries(1):
        assert len(papers(opened)) == count


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", b"%PDF-1", "PDF"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WEBP"),
        ("a.exe", b"MZ\x00", "EXE"),
        ("zonder ending", b"MZ\x00", "bestand"),
        ("a.gekkeending", b"MZ\x00", "bestand"),
    ],
)
def test_a_kind_is_said_in_a_word(name: str, content: bytes, kind: str) -> None:
    assert kind_of(Document(name=name, content_type=content_type(content))) == kind


def test_a_document_of_a_message_says_so(office: Office, desk: Client) -> None:
    dossier = office.file()
    message = Message.objects.create(
        organisation=office.organisation,
        dossier=dossier,
        content_digest="x",
        received_at=TUESDAY,
        sender="vries@voorbeeld.nl",
        state="joined",
    )
    for sender, by in (("vries@voorbeeld.nl", "A. de Vries"), ("vreemd@elders.nl", "met een bericht")):
        message.sender = sender
        path = write_whole(Path("raw/x"), b"x")
        Attachment.objects.create(message=message, name="x.txt", content_type="text/plain", size=1, path=path)
        documents_of_message(message, now=TUESDAY)
        paper = desk.get(page(dossier)).context["papers"][-1]
        assert (paper.act, paper.by) == ("Bericht", by)


def test_a_document_put_before_a_person_names_him(office: Office, desk: Client) -> None:
    dossier = with_document(office)
    office.do(dossier, "disclose", to=f"m-{office.employee.pk}", documents=["d-1"])
    [paper] = desk.get(page(dossier)).context["papers"]
    assert paper.before == (office.employee.name,)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_no_query_more_however_many(
    office: Office, desk: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    dossier, by = office.file(), Actor("manager-propositie", member=office.manager)
    files = [Upload(f"{number}.txt", b"x") for number in range(count)]
    record(Log(dossier.matter_id), "note", by=by, at=TUESDAY, now=TUESDAY, data={"text": "Bijlagen"}, files=files)
    office.do(dossier, "assign", to=office.employee, independent=True)
    desk.get(page(dossier))
    with django_assert_num_queries(9):
        assert len(desk.get(page(dossier)).context["papers"]) == count
