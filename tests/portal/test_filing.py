import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client, override_settings

from tests.factories.house import NOW, PROCEDURES, an_organisation, shipped
from tests.portal.visitor import ANSWERS, Page, carried, reviewed, sent, words
from wederhoor.actions.installation import add_product
from wederhoor.actions.tracking import code_of
from wederhoor.core.procedure import Procedure
from wederhoor.core.reading import read
from wederhoor.correspondence.models import Message
from wederhoor.dossiers.models import Act, Matter, Party, Text
from wederhoor.portal.forms.filing import filing_form
from wederhoor.portal.forms.token import read_token

pytestmark = pytest.mark.django_db
HUMAN = {"mens": "true"}


def form_names(procedure: str) -> list[str]:
    found = read(shipped(procedure))
    assert isinstance(found, Procedure)
    return [field.name for field in filing_form(found).fields]


PERSON = {"complainant.name", "complainant.email"}


@pytest.mark.parametrize(
    ("procedure", "asked"),
    [
        pytest.param(
            "exa-men",
            {*PERSON, "complainant.organisation", "kind", "subject.product", "description", "wants_reply"},
            marks=pytest.mark.clause("EXA-01", "EXA-04"),
        ),
        pytest.param("ecm", {*PERSON, "complainant.organisation", "anonymous", "kind", "description"}, marks=pytest.mark.clause("ECM-07")),
        pytest.param(
            "concreet-onderwijsproducten",
            {*PERSON, "complainant.organisation", "kind", "product_type", "subject.class", "description"},
            marks=pytest.mark.clause("CON-10"),
        ),
        pytest.param(
            "klik-onderwijs",
            {*PERSON, "complainant.organisation", "complainant.phone", "subject.class", "subject.product", "description", "reasons"},
            marks=pytest.mark.clause("KLI-07"),
        ),
        pytest.param(
            "extrack",
            {
                *PERSON,
                *(f"complainant.{part}" for part in ("organisation", "phone", "address", "city")),
                *("kind", "trade_name", "subject.class", "description", "steps_taken", "agreement"),
                *("tried_talk", "prefers", "accepts_regulation"),
            },
            marks=pytest.mark.clause("EXT-05", "EXT-07", "EXT-09"),
        ),
    ],
)
def test_a_form_asks_what_its_regulation_asks_and_no_more(procedure: str, asked: set[str]) -> None:
    assert set(form_names(procedure)) == asked


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_every_answer_is_one_that_the_act_knows(procedure: str) -> None:
    found = read(shipped(procedure))
    assert isinstance(found, Procedure)
    assert set(form_names(procedure)) <= set(found.specs["file"].fields)


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_a_complaint_is_filed_and_the_receipt_gives_its_code(client: Client, procedure: str) -> None:
    organisation = an_organisation(procedure)
    address = f"/{organisation.slug}/klacht/"
    done = sent(client, address, reviewed(client, address, ANSWERS), **HUMAN)
    receipt = client.get(done["Location"])
    dossier = organisation.dossiers.get()
    assert dossier.number in words(receipt)
    assert code_of(dossier) in words(receipt)
    assert code_of(dossier) not in done["Location"]
    assert "uiterlijk" in words(receipt)
    assert Text.objects.get(matter=dossier.matter, field="description").body == ANSWERS["description"]
    assert Party.objects.get(matter=dossier.matter).email == "noor@zonland.example"


def test_the_review_page_shows_every_answer_and_files_nothing(client: Client) -> None:
    organisation = an_organisation()
    page = words(reviewed(client, f"/{organisation.slug}/klacht/", ANSWERS))
    assert "Vraag 7 van het examen kan niet kloppen." in page
    assert "Onze dienstverlening" in page
    assert not organisation.dossiers.exists()


@pytest.mark.clause("EXT-08")
def test_what_the_regulation_asks_and_lacks_is_told_with_its_article_and_does_not_stop_it(client: Client) -> None:
    organisation = an_organisation("extrack")
    address = f"/{organisation.slug}/klacht/"
    review = reviewed(client, address, {"description": "Het boek mist een hoofdstuk."})
    assert "Dit vraagt de regeling nog: Uw naam" in words(review)
    assert sent(client, address, review, **HUMAN).status_code == 302
    assert organisation.dossiers.count() == 1


def test_a_complaint_without_a_word_keeps_all_else_that_was_typed(client: Client) -> None:
    address = f"/{an_organisation().slug}/klacht/"
    page = reviewed(client, address, {**ANSWERS, "description": " ", "complainant.email": "noor@"})
    assert page.status_code == 422
    assert "Wat is er gebeurd? Dit is nog niet ingevuld" in words(page)
    assert 'value="Noor de Wit"' in page.content.decode()
    assert 'value="noor@"' in page.content.decode()


def test_changing_an_answer_brings_the_form_back_with_everything_in_it(client: Client) -> None:
    address = f"/{an_organisation().slug}/klacht/"
    review = reviewed(client, address, ANSWERS)
    page = client.post(address, {**carried(review), "stap": "wijzigen"}).content.decode()
    assert "Vraag 7 van het examen kan niet kloppen.</textarea>" in page
    assert 'value="service" checked' in page


def test_sending_twice_files_once(client: Client) -> None:
    organisation = an_organisation()
    address = f"/{organisation.slug}/klacht/"
    review = reviewed(client, address, ANSWERS)
    first, second = (sent(client, address, review, **HUMAN) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert organisation.dossiers.count() == 1


def test_two_forms_opened_by_one_person_are_two_complaints(client: Client) -> None:
    organisation = an_organisation()
    address = f"/{organisation.slug}/klacht/"
    for review in [reviewed(client, address, ANSWERS) for _ in range(2)]:
        sent(client, address, review, **HUMAN)
    assert organisation.dossiers.count() == 2


@pytest.mark.parametrize("trick", [{"website": "https://kopen.example"}, {"formulier": "vervalst"}, {}])
def test_what_a_machine_may_have_sent_asks_for_a_tick_and_is_not_lost(client: Client, trick: dict[str, str]) -> None:
    organisation = an_organisation()
    address = f"/{organisation.slug}/klacht/"
    with time_machine.travel(NOW, tick=False):
        answer = sent(client, address, reviewed(client, address, ANSWERS), **trick)
        assert "Ik ben een mens" in words(answer)
        assert not organisation.dossiers.exists()
        assert sent(client, address, answer, **HUMAN).status_code == 302


def test_a_person_who_takes_his_time_sees_no_tick(client: Client) -> None:
    address = f"/{an_organisation().slug}/klacht/"
    with time_machine.travel(NOW, tick=False) as clock:
        review = reviewed(client, address, ANSWERS)
        clock.shift(timedelta(seconds=40))
        assert sent(client, address, review).status_code == 302


@pytest.mark.clause("ECM-07")
def test_who_stays_anonymous_leaves_no_name_behind(client: Client) -> None:
    organisation = an_organisation("ecm")
    address = f"/{organisation.slug}/klacht/"
    review = reviewed(client, address, {**ANSWERS, "anonymous": "true"})
    assert "Noor de Wit" not in words(review)
    assert sent(client, address, review, **HUMAN).status_code == 302
    party = Party.objects.get()
    assert (party.name, party.email) == ("", "")
    assert Act.objects.get().data["anonymous"] is True


@pytest.mark.clause("EXT-09")
def test_accepting_names_the_version_and_is_recorded(client: Client) -> None:
    address = f"/{an_organisation('extrack').slug}/klacht/"
    assert "Ik ken versie 1 van deze regeling en ga ermee akkoord" in words(client.get(address))
    sent(client, address, reviewed(client, address, ANSWERS), **HUMAN)
    assert Act.objects.get().data["accepts_regulation"] is True


def test_products_of_the_catalogue_are_offered(client: Client) -> None:
    organisation = an_organisation("exa-men")
    add_product(organisation, code="EX-101", name="Rekenen 3F")
    page = client.get(f"/{organisation.slug}/klacht/").content.decode()
    assert 'name="subject.product" value="EX-101"' in page
    assert "Rekenen 3F" in page


def test_a_product_that_one_names_oneself_is_a_name_and_no_story(client: Client) -> None:
    address = f"/{an_organisation('exa-men').slug}/klacht/"
    page = reviewed(client, address, {**ANSWERS, "subject.product": "x" * 101})
    assert "Noem alleen de naam" in words(page)
    assert "x" * 101 in page.content.decode()


@pytest.mark.clause("ECM-02")
def test_the_kinds_are_explained(client: Client) -> None:
    page = words(client.get(f"/{an_organisation('ecm').slug}/klacht/"))
    assert "Verbetervoorstel: U weet hoe het beter kan." in page


def test_hostile_text_is_shown_and_never_run(client: Client) -> None:
    review = reviewed(client, f"/{an_organisation().slug}/klacht/", {**ANSWERS, "description": '"><script>alert(1)</script>'})
    assert "<script>alert" not in review.content.decode()
    assert '"><script>alert(1)</script>' in carried(review)["description"]


def test_an_unknown_organisation_has_no_form(client: Client) -> None:
    assert client.get("/bestaat-niet/klacht/").status_code == 404


def test_no_copy_is_kept_of_a_page_on_which_answers_stand(client: Client) -> None:
    address = f"/{an_organisation().slug}/klacht/"
    assert "Cache-Control" not in client.get(address), "an empty form tells nothing, and what is typed comes back with the button Back"
    review = reviewed(client, address, ANSWERS)
    receipt = sent(Client(), address, review, **HUMAN)
    assert [page["Cache-Control"] for page in (review, receipt)] == ["no-store, private"] * 2


def sent_again(client: Client, address: str, **changed: object) -> Page:
    """The answer to a form that was filed, and is then changed and sent once more from a second tab."""
    first = reviewed(client, address, ANSWERS)
    assert sent(client, address, first, **HUMAN).status_code == 302
    return client.post(address, {**carried(first), **ANSWERS, **changed, **HUMAN, "stap": "versturen"})


def test_what_was_changed_after_sending_is_not_lost_and_not_filed_unasked(client: Client) -> None:
    page = sent_again(client, f"/{an_organisation().slug}/klacht/", description="Ook vraag 9 klopt niet.")
    assert (page.status_code, Act.objects.count()) == (409, 1)
    assert "U hebt dit formulier al verstuurd: dat is 2026-0001." in words(page)
    assert "Ook vraag 9 klopt niet." in words(page)


def test_what_was_changed_goes_on_as_a_message_to_that_complaint(client: Client) -> None:
    page = sent_again(client, f"/{an_organisation().slug}/klacht/", description="Ook vraag 9 klopt niet.")
    [key] = re.findall(r'action="(/volgen/mijn/\w+/bericht/)"', page.content.decode())
    form = client.post(key, {"bericht": carried(page)["bericht"], "stap": "bijlage"})
    assert "Ook vraag 9 klopt niet." in words(form)
    assert client.post(key, {**carried(form), "bericht": form.context["fields"][0].value, "stap": "versturen"}).status_code == 302
    assert "Wat is er gebeurd?\n" in Message.objects.get().body
    assert "Ook vraag 9 klopt niet." in Message.objects.get().body


def test_who_says_that_it_is_another_complaint_files_one_however_often_it_is_sent(client: Client) -> None:
    address = f"/{an_organisation().slug}/klacht/"
    page = sent_again(client, address, description="Ook vraag 9 klopt niet.")
    anew = {**carried(page), "nieuwe-klacht": "true", **HUMAN, "stap": "versturen"}
    first, second = (client.post(address, anew) for _ in range(2))
    assert (first.status_code, first["Location"]) == (302, second["Location"])
    assert list(Text.objects.filter(field="description").values_list("body", flat=True)) == [
        ANSWERS["description"],
        "Ook vraag 9 klopt niet.",
    ]


def test_a_file_that_came_after_sending_goes_along_with_the_message(client: Client, tmp_path: Path) -> None:
    with override_settings(DATA_DIR=tmp_path):
        page = sent_again(client, f"/{an_organisation().slug}/klacht/", bestanden=SimpleUploadedFile("foto.txt", b"wat ik zag"))
        [where] = re.findall(r'action="(/volgen/mijn/\w+/bericht/)"', page.content.decode())
        token = re.findall(r'name="bijlage" value="([^"]+)"', page.content.decode())[0]
        form = client.post(where, {"bericht": "Zie de foto.", "bijlage": token, "stap": "bijlage"})
    assert "foto.txt" in words(form)


def test_whose_browser_keeps_nothing_still_loses_nothing() -> None:
    address = f"/{an_organisation().slug}/klacht/"
    typed = {**carried(reviewed(Client(), address, ANSWERS)), **HUMAN, "stap": "versturen"}
    said = (ANSWERS["description"], "Ook vraag 9 klopt niet.")
    answers = [Client().post(address, {**typed, "description": description}) for description in said]
    assert [one.status_code for one in answers] == [200, 409]
    assert "Ook vraag 9 klopt niet." in words(answers[1])
    assert "Ga verder als bericht" not in words(answers[1])


def test_nothing_in_the_store_tells_what_a_form_said(client: Client) -> None:
    address = f"/{an_organisation().slug}/klacht/"
    review = reviewed(client, address, ANSWERS)
    sent(client, address, review, **HUMAN)
    key = read_token(QueryDict(f"formulier={carried(review)['formulier'][0]}"), NOW).key
    stored = "".join(str(one) for one in (*Matter.objects.values_list("key", flat=True), *Act.objects.values_list("key", flat=True)))
    assert stored
    assert key not in stored
