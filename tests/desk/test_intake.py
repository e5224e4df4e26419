"""Writing down what came in by telephone, in a talk, by letter or by mail."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from tests.desk.conftest import TUESDAY, Office
from tests.factories.house import a_member, a_version, an_organisation, shipped
from tests.factories.post import a_letter_in
from wederhoor.actions.installation import add_member, make_organisation
from wederhoor.actions.regulations import publish_procedure
from wederhoor.catalogue.models import Product
from wederhoor.dossiers.models import Act, Document, Dossier, Party
from wederhoor.organisations.models import Member, MemberRole

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
    monkeypatch.setattr("wederhoor.desk.views.intake.visible_to", lambda _member, **_more: Dossier.objects.none())
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


def test_who_goes_back_after_a_call_and_writes_down_the_next_has_two_dossiers(office: Office, desk: Client) -> None:
    key = desk.get("/bureau/vastleggen/").context["key"]
    for told in ("De sleutel klopt niet.", "De uitslag kwam te laat."):
        desk.post("/bureau/vastleggen/", {**SENT, "key": key, "description": told})
    assert Dossier.objects.count() == 2


def test_without_a_regulation_that_comes_first(db: None, enter: Callable[[Member], Client]) -> None:
    organisation = make_organisation("leeg", "Leeg")
    member = add_member(organisation, name="A", email="", sign_in="a", secret="!", roles=["manager-propositie"])
    assert "nog geen klachtenregeling" in enter(member).get("/bureau/vastleggen/").content.decode()


def test_whoever_has_no_function_files_nothing(office: Office, enter: Callable[[Member], Client]) -> None:
    assert enter(office.outsider).post("/bureau/vastleggen/", SENT).status_code == 403
    assert Dossier.objects.count() == 0


# The quick ways --------------------------------------------------------------------------------------------------------------


def quick(client: Client, way: str, **typed: object) -> Any:  # noqa: ANN401 - as the test client has it
    channel = {"telefoon": "phone", "gesprek": "talk", "brief": "letter"}[way]
    post = {"channel": channel, "kind": "complaint", "complainant.name": "G. Vos", "description": "De helpdesk nam niet op.", **typed}
    return client.post(f"/bureau/vastleggen/?via={way}", post, follow=True)


@pytest.mark.parametrize(
    ("way", "names"),
    [
        ("telefoon", ["complainant.name", "complainant.organisation", "complainant.phone", "complainant.email"]),
        ("gesprek", ["complainant.name", "complainant.organisation", "complainant.email"]),
        ("brief", ["filed_on", "complainant.name", "complainant.organisation", "complainant.address", "complainant.city"]),
    ],
)
def test_what_matters_for_this_way_stands_first(office: Office, desk: Client, way: str, names: list[str]) -> None:
    form = desk.get(f"/bureau/vastleggen/?via={way}").context["form"]
    assert [field.name for field in form.shown][: len(names) + 2] == [*names, "subject.product", "description"]
    assert not form.unfolded


@pytest.mark.parametrize(("way", "first"), [("telefoon", "complainant.name"), ("gesprek", "complainant.name"), ("brief", "received")])
def test_one_can_type_at_once(office: Office, desk: Client, way: str, first: str) -> None:
    context = desk.get(f"/bureau/vastleggen/?via={way}").context
    assert [field.name for field in (*context["lead"], *context["form"].shown) if field.autofocus] == [first]


def test_a_letter_of_an_earlier_day_counts_from_that_day(office: Office, desk: Client) -> None:
    quick(desk, "brief", received="17-04-2026", filed_on="15-04-2026")
    dossier = Dossier.objects.get()
    assert (dossier.received_at.isoformat(), dossier.facts["filed_on"]) == ("2026-04-17T10:00:00+00:00", "2026-04-15")


def test_a_letter_of_today_came_in_now(office: Office, desk: Client) -> None:
    quick(desk, "brief", received="21-04-2026")
    assert Dossier.objects.get().received_at == TUESDAY


@pytest.mark.parametrize("received", ["22-04-2026", "", "gisteren"])
def test_a_day_of_receipt_that_cannot_be_is_told(office: Office, desk: Client, received: str) -> None:
    page = quick(desk, "brief", received=received)
    assert (page.status_code, Dossier.objects.count()) == (422, 0)
    assert "De helpdesk nam niet op." in page.content.decode()


def test_the_scan_becomes_a_document_also_when_the_form_had_to_come_back(office: Office, desk: Client, tmp_path: Path) -> None:
    with override_settings(DATA_DIR=tmp_path):
        scan = SimpleUploadedFile("brief.pdf", b"%PDF-1.7 x")
        again = quick(desk, "brief", received="", files=scan)
        [token] = [item.token for item in again.context["files"].items]
        quick(desk, "brief", received="21-04-2026", waiting=token)
    assert Document.objects.get().name == "brief.pdf"


@pytest.mark.parametrize(("typed", "code"), [("Verzorgende ig 3", "VIG-3"), ("vig-3", "VIG-3"), ("Iets nieuws", "Iets nieuws"), ("", "")])
def test_a_product_is_typed_by_its_name_or_its_code(office: Office, desk: Client, typed: str, code: str) -> None:
    Product.objects.create(organisation=office.organisation, code="VIG-3", name="Verzorgende IG 3")
    assert "Verzorgende IG 3" in desk.get("/bureau/vastleggen/?via=telefoon").content.decode()
    quick(desk, "telefoon", **{"subject.product": typed})
    assert Dossier.objects.get().product == code


def test_other_dossiers_of_the_same_complainant_are_told_and_stop_nothing(office: Office, desk: Client) -> None:
    earlier = office.file().number
    page = quick(desk, "telefoon", **{"complainant.name": "A. de Vries"}).content.decode()
    assert f"Van dezelfde klager is er al: {earlier}." in page
    assert Dossier.objects.count() == 2


def test_of_several_regulations_one_chooses_which(office: Office, desk: Client) -> None:
    publish_procedure(office.organisation, shipped("concreet-onderwijsproducten"), TUESDAY)
    MemberRole.objects.create(member=office.manager, role="klachtenfunctionaris")
    ids = [one for one, _name in desk.get("/bureau/vastleggen/?via=telefoon").context["regulations"]]
    assert ids == ["klik-onderwijs", "concreet-onderwijsproducten"]
    chosen = desk.get("/bureau/vastleggen/?via=telefoon&regeling=concreet-onderwijsproducten").context
    assert {one["href"].partition("&")[2] for one in chosen["ways"]} == {"regeling=concreet-onderwijsproducten"}
    assert chosen["whole_href"] == "/bureau/vastleggen/?regeling=concreet-onderwijsproducten"
    quick(desk, "telefoon", regeling="concreet-onderwijsproducten")
    assert Dossier.objects.get().matter.procedure_version.procedure == "concreet-onderwijsproducten"


def test_of_one_regulation_and_one_still_to_come_nothing_is_chosen(office: Office, desk: Client) -> None:
    publish_procedure(office.organisation, a_version(shipped("ecm"), 1, "2026-09-01"), TUESDAY)
    assert desk.get("/bureau/vastleggen/?via=telefoon").context["regulations"] == []


def test_a_mail_becomes_a_dossier_under_the_regulation_that_one_chooses(office: Office, desk: Client, tmp_path: Path) -> None:
    publish_procedure(office.organisation, shipped("concreet-onderwijsproducten"), TUESDAY)
    MemberRole.objects.create(member=office.manager, role="klachtenfunctionaris")
    with override_settings(DATA_DIR=tmp_path):
        message = a_letter_in(office.organisation, at=TUESDAY)
        address = f"/bureau/postvak/{message.pk}/vastleggen/?regeling=concreet-onderwijsproducten"
        typed = {"channel": "mail", "kind": "complaint", "complainant.name": "G. Vos", "description": "Zie de mail."}
        desk.post(address, {**typed, "regeling": "concreet-onderwijsproducten"})
    assert Dossier.objects.get().matter.procedure_version.procedure == "concreet-onderwijsproducten"


@pytest.mark.clause("CON-10")
def test_the_default_regulation_stands_first(office: Office, desk: Client) -> None:
    publish_procedure(office.organisation, shipped("concreet-onderwijsproducten"), TUESDAY)
    office.organisation.settings["default_procedure"] = "concreet-onderwijsproducten"
    office.organisation.save()
    MemberRole.objects.create(member=office.manager, role="klachtenfunctionaris")
    assert desk.get("/bureau/vastleggen/?via=brief").context["regeling"] == "concreet-onderwijsproducten"


@pytest.mark.clause("EXA-02")
def test_a_constructor_writes_down_what_reached_him_in_the_same_register_as_mail(
    db: None, moment: time_machine.Traveller, enter: Callable[[Member], Client], tmp_path: Path
) -> None:
    organisation = an_organisation("exa-men")
    with override_settings(DATA_DIR=tmp_path):
        a_letter_in(organisation, at=TUESDAY, headers={})
    client = enter(a_member(organisation, "kernconstructeur"))
    quick(client, "telefoon")
    assert list(Dossier.objects.order_by("pk").values_list("channel", flat=True)) == ["mail", "phone"]
    assert [row["number"] for row in client.get("/bureau/register/").context["rows"]] == ["2026-0002", "2026-0001"]


@pytest.mark.clause("ECM-08")
def test_what_ecm_was_told_by_telephone_is_asked_in_writing_on_the_page_that_opens(
    db: None, moment: time_machine.Traveller, enter: Callable[[Member], Client]
) -> None:
    organisation = an_organisation("ecm")
    page = quick(enter(a_member(organisation, "verantwoordelijk-medewerker")), "telefoon", **{"complainant.email": "vos@oost.nl"})
    number = Dossier.objects.get().number
    assert "Dit staat nog niet op papier" in page.content.decode()
    assert f"/bureau/dossier/{number}/ask_completion/" in page.content.decode()
