"""Writing down what came in by telephone, in a talk, by letter or by mail."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.desk.conftest import Office
from wederhoor.actions.installation import add_member, make_organisation
from wederhoor.dossiers.models import Act, Dossier, Party
from wederhoor.organisations.models import Member

SENT = {
    "channel": "letter",
    "kind": "complaint",
    "at": "17-04-2026 11.00",
    "filed_on": "15-04-2026",
    "complainant.name": "G. Vos",
    "complainant.organisation": "ROC Oost",
    "subject.class": "service",
    "description": "De helpdesk nam niet op.",
}


def test_a_letter_of_friday_counts_from_friday(office: Office, desk: Client) -> None:
    answer = desk.post("/bureau/vastleggen/", SENT)
    dossier = Dossier.objects.get()
    assert answer.url == f"/bureau/dossier/{dossier.number}/"  # type: ignore[attr-defined]
    assert dossier.received_at.isoformat() == "2026-04-17T09:00:00+00:00"
    assert Party.objects.get(part="complainant").organisation_name == "ROC Oost"


def test_the_tracking_code_is_told_once(office: Office, desk: Client) -> None:
    page = desk.post("/bureau/vastleggen/", SENT, follow=True).content.decode()
    assert "De volgcode voor de klager is" in page
    assert "volgcode" not in desk.get(f"/bureau/dossier/{Dossier.objects.get().number}/").content.decode()


def test_whoever_files_what_he_may_not_read_on_is_still_told_the_number(
    office: Office, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wederhoor.desk.views.intake.visible_to", lambda _member: Dossier.objects.none())
    page = desk.post("/bureau/vastleggen/", SENT, follow=True)
    assert page.redirect_chain == [("/bureau/vastleggen/", 302)]
    assert f"Vastgelegd als {Dossier.objects.get().number}" in page.content.decode()


@pytest.mark.clause("KLI-04")
def test_what_someone_tells_begins_informally(office: Office, desk: Client) -> None:
    desk.post("/bureau/vastleggen/", {**SENT, "channel": "phone"})
    assert Dossier.objects.get().stage == "informal"


def test_by_which_way_it_came_is_asked_and_what_was_typed_is_kept(office: Office, desk: Client) -> None:
    page = desk.post("/bureau/vastleggen/", {"description": "Onleesbaar handschrift", "at": "gisteren"})
    assert page.status_code == 422
    assert "Onleesbaar handschrift" in page.content.decode()
    assert Dossier.objects.count() == 0


@pytest.mark.clause("KLI-07")
def test_the_form_says_what_a_whole_complaint_needs(office: Office, desk: Client) -> None:
    fields = desk.get("/bureau/vastleggen/").context["form"].shown
    needed = {field.name for field in fields if field.wanted}
    assert needed >= {"complainant.name", "complainant.email", "complainant.phone", "filed_on", "description", "reasons"}


def test_the_same_form_sent_twice_is_one_dossier(office: Office, desk: Client) -> None:
    key = desk.get("/bureau/vastleggen/").context["key"]
    for _ in range(2):
        desk.post("/bureau/vastleggen/", {**SENT, "key": key})
    assert (Dossier.objects.count(), Act.objects.count()) == (1, 1)


def test_without_a_regulation_that_comes_first(db: None, enter: Callable[[Member], Client]) -> None:
    organisation = make_organisation("leeg", "Leeg")
    member = add_member(organisation, name="A", email="", sign_in="a", secret="!", roles=["manager-propositie"])
    assert "nog geen klachtenregeling" in enter(member).get("/bureau/vastleggen/").content.decode()


def test_whoever_has_no_function_files_nothing(office: Office, enter: Callable[[Member], Client]) -> None:
    assert enter(office.outsider).post("/bureau/vastleggen/", SENT).status_code == 403
    assert Dossier.objects.count() == 0
