"""What stands in a form before one types: what a link chose, a person's data, and never a text out of an address."""

import pytest
from django.test import Client

from tests.desk.conftest import Office
from wederhoor.dossiers.models import Act, Dossier, Party


def values(client: Client, dossier: Dossier, address: str) -> dict[str, object]:
    form = client.get(f"/bureau/dossier/{dossier.number}/{address}").context["form"]
    return {field.name: field.value for field in form.fields}


def test_a_link_chooses_a_side_and_an_account(office: Office, desk: Client) -> None:
    dossier = office.file()
    office.do(dossier, "hear", party="complainant", account="Hij zei veel.")
    found = values(desk, dossier, "comment/?party=complainant&of=1")
    assert (found["party"], found["of"]) == ("complainant", "1")
    page = desk.get(f"/bureau/dossier/{dossier.number}/comment/?party=complainant&of=1").content.decode()
    assert "Gehoord (klager), dinsdag 21 april" in page


@pytest.mark.parametrize("address", ["note/?text=Zomaar", "comment/?text=Zomaar", "comment/?of=nul", "hear/?account=Zomaar"])
def test_no_text_comes_out_of_an_address(office: Office, desk: Client, address: str) -> None:
    assert "Zomaar" not in str(values(desk, office.file(), address).values())


@pytest.mark.clause("EXT-19")
def test_a_persons_data_are_corrected_from_the_page(office: Office, desk: Client) -> None:
    dossier = office.file()
    assert f"/bureau/dossier/{dossier.number}/correct/?person=p-1" in desk.get(f"/bureau/dossier/{dossier.number}/").content.decode()
    address = f"/bureau/dossier/{dossier.number}/correct/?person=p-1"
    known = values(desk, dossier, "correct/?person=p-1")
    assert (known["contact.email"], "of" in known) == ("vries@voorbeeld.nl", False)
    office.do(dossier, "assign", to=f"m-{office.outsider.pk}", independent=True, outside=True)
    form = desk.get(address).context["form"]
    assert [field.choices for field in form.fields if field.name == "person"] == [(("p-1", "A. de Vries (klager)"),)]
    sent = {"person": "p-1", "contact.name": "A. de Vries", "contact.email": "nieuw@voorbeeld.nl", "reason": "Tikfout.", "step": "record"}
    assert desk.post(address, sent).status_code == 302
    assert Party.objects.get(matter=dossier.matter_id, ref="p-1").email == "nieuw@voorbeeld.nl"
    assert "nieuw@voorbeeld.nl" in desk.get(f"/bureau/dossier/{dossier.number}/").content.decode()


def test_a_colleague_is_not_corrected_in_a_dossier(office: Office, desk: Client) -> None:
    dossier = office.file()
    own = Party.objects.get(matter=dossier.matter_id, member=office.manager)
    assert "contact.email" not in values(desk, dossier, f"correct/?person={own.ref}")


def test_what_an_act_said_is_corrected_beside_it_and_marked_in_the_timeline(office: Office, desk: Client) -> None:
    dossier = office.file()
    sent = {"of": "0", "field": "description", "value": "Vraag 4, niet 3.", "reason": "Verkeerd overgenomen.", "step": "record"}
    assert desk.post(f"/bureau/dossier/{dossier.number}/correct/", sent).status_code == 302
    assert Act.objects.get(act="correct").data["of"] == 0
    items = desk.get(f"/bureau/dossier/{dossier.number}/").context["timeline"]
    assert (items[-1].mended, items[0].facts) == (("Omschrijving: Vraag 4, niet 3.",), "Gegeven: Omschrijving")


def test_the_log_leads_to_the_correction_of_an_entry(office: Office, desk: Client) -> None:
    dossier = office.file()
    office.do(dossier, "note", text="Belt vaak.")
    assert f"/bureau/dossier/{dossier.number}/correct/?of=1" in desk.get(f"/bureau/dossier/{dossier.number}/").content.decode()
    assert values(desk, dossier, "correct/?of=1")["of"] == "1"
