"""Acts through their forms: what is shown, what is refused and why, what someone else did meanwhile, and the letter in between."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from time_machine import Traveller

from tests.desk.conftest import TUESDAY, Office
from wederhoor.actions.values import Actor
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act, Dossier, Party, Text
from wederhoor.organisations.models import Member

Enter = Callable[[Member], Client]


def address(dossier: Dossier, act: str) -> str:
    return f"/bureau/dossier/{dossier.number}/{act}/"


def acts(dossier: Dossier) -> list[str]:
    return list(Act.objects.filter(matter_id=dossier.matter_id).order_by("seq").values_list("act", flat=True))


def test_the_form_says_what_the_act_does_and_by_which_article(office: Office, desk: Client) -> None:
    page = desk.get(address(office.file(), "acknowledge"))
    assert page.context["article"] == "KLI-09"
    assert page.context["effects"][0].text.startswith("Nodig voor: Ontvangst bevestigen")
    assert "binnen drie werkdagen" in page.context["clause_text"]


def test_who_is_at_work_reads_the_form_before_its_help(office: Office, desk: Client) -> None:
    page = desk.get(address(office.file(), "acknowledge")).content.decode()
    assert page.index('<form class="form"') < page.index('<aside class="beside"')


def test_an_act_that_is_taken_leads_back_to_the_dossier(office: Office, desk: Client) -> None:
    dossier = office.file()
    answer = desk.post(address(dossier, "note"), {"text": "Gebeld met de school.", "step": "record"}, follow=True)
    assert answer.redirect_chain == [(f"/bureau/dossier/{dossier.number}/", 302)]
    assert "Gebeld met de school." in answer.content.decode()


@pytest.mark.clause("KLI-10")
def test_a_refusal_keeps_what_was_typed_and_shows_its_article(office: Office, desk: Client) -> None:
    dossier = office.file()
    sent = {"to": f"m-{office.outsider.pk}", "independent": "false", "reason": "Hij kent de zaak.", "step": "record"}
    page = desk.post(address(dossier, "assign"), sent)
    assert (page.status_code, page.context["refused"]["article"]) == (409, "KLI-10")
    assert page.context["refused"]["reason"] == "Deze persoon is niet onafhankelijk."
    assert "Hij kent de zaak." in page.content.decode()
    assert acts(dossier) == ["file"]


def test_what_lacks_is_told_beside_its_field(office: Office, desk: Client) -> None:
    page = desk.post(address(office.file(), "assign"), {"step": "record"})
    fields = {field.name: field.errors for field in page.context["form"].fields if field.errors}
    assert (page.status_code, fields) == (422, {"to": ("Dit is nog niet ingevuld",)})
    assert page.context["asked_by_rule"]
    assert "De klachtenregeling vraagt dit." in page.content.decode()


def test_what_no_article_asks_names_none(office: Office, desk: Client) -> None:
    page = desk.post(address(office.file(), "acknowledge"), {"channel": "mail", "until": "overmorgen", "step": "look"})
    assert (page.status_code, page.context["asked_by_rule"]) == (422, False)


def test_what_someone_else_did_meanwhile_is_shown_and_asked_about(office: Office, desk: Client) -> None:
    dossier = office.file()
    seen = desk.get(address(dossier, "note")).context["seen"]
    office.do(dossier, "note", text="Iemand anders belde ook.")
    page = desk.post(address(dossier, "note"), {"text": "Mijn notitie", "seen": seen, "step": "record"})
    assert [entry["label"] for entry in page.context["added"]] == ["Notitie gemaakt"]
    assert "Mijn notitie" in page.content.decode()
    again = desk.post(address(dossier, "note"), {"text": "Mijn notitie", "seen": page.context["seen"], "step": "record"})
    assert (again.status_code, acts(dossier)) == (302, ["file", "note", "note"])


def test_the_same_form_sent_twice_is_one_act(office: Office, desk: Client) -> None:
    dossier = office.file()
    page = desk.get(address(dossier, "note")).context
    for _ in range(2):
        desk.post(address(dossier, "note"), {"text": "Gebeld.", "seen": page["seen"], "key": page["key"], "step": "record"})
    assert acts(dossier) == ["file", "note"]


def test_an_act_can_be_dated_back(office: Office, desk: Client) -> None:
    dossier = office.file()
    desk.post(address(dossier, "take"), {"at": "20-04-2026 09.30", "to": f"m-{office.outsider.pk}", "step": "record"})
    act = Act.objects.get(matter_id=dossier.matter_id, act="take")
    assert (act.at.isoformat(), act.recorded_at) == ("2026-04-20T07:30:00+00:00", TUESDAY)


def test_nothing_lies_in_the_future(office: Office, desk: Client) -> None:
    dossier = office.file()
    page = desk.post(address(dossier, "take"), {"at": "20-04-2027 09.30", "to": f"m-{office.outsider.pk}", "step": "record"})
    assert page.context["refused"]["reason"] == "Een handeling kan niet in de toekomst liggen."


def test_someone_from_outside_is_named_and_becomes_a_party(office: Office, desk: Client) -> None:
    dossier = office.file()
    desk.post(address(dossier, "assign"), {"to-name": "C. Buiten", "to-email": "c@buiten.nl", "step": "record"})
    assert Party.objects.filter(matter_id=dossier.matter_id, name="C. Buiten", email="c@buiten.nl").exists()


def test_who_goes_back_and_writes_something_else_is_told_of_the_first_and_loses_neither(office: Office, desk: Client) -> None:
    dossier = office.file()
    form = desk.get(address(dossier, "note")).context
    sent = {"seen": form["seen"], "key": form["key"], "rows": form["rows"], "step": "record"}
    for _twice in range(2):
        assert desk.post(address(dossier, "note"), {**sent, "text": "Gebeld."}).status_code == 302
    told = desk.post(address(dossier, "note"), {**sent, "text": "Daarna gemaild."})
    assert (told.status_code, len(told.context["added"]), acts(dossier)) == (409, 1, ["file", "note"])
    assert "Daarna gemaild." in told.content.decode()
    desk.post(address(dossier, "note"), {**sent, "seen": told.context["seen"], "text": "Daarna gemaild."})
    assert list(Text.objects.filter(field="text").order_by("seq").values_list("body", flat=True)) == ["Gebeld.", "Daarna gemaild."]


def test_who_presses_twice_on_what_can_be_done_once_is_back_at_the_dossier(office: Office, desk: Client) -> None:
    dossier = office.file()
    form = desk.get(address(dossier, "acknowledge")).context
    told = {"key": form["key"], "seen": form["seen"], "channel": "phone", "told": "true", "states": ["steps", "terms"], "step": "record"}
    answers = [desk.post(address(dossier, "acknowledge"), told) for _twice in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert acts(dossier) == ["file", "acknowledge"]


# Letters -------------------------------------------------------------------------------------------------------------------


def test_a_letter_is_seen_before_it_leaves(office: Office, desk: Client) -> None:
    dossier = office.file()
    page = desk.post(address(dossier, "acknowledge"), {"channel": "mail", "step": "look"})
    body = next(field.value for field in page.context["own"] if field.name == "letter_body")
    assert "A. de Vries" in body
    assert ("Aan", "A. de Vries <vries@voorbeeld.nl>") in page.context["letter_facts"]
    assert (acts(dossier), Letter.objects.count()) == (["file"], 0)


def test_a_letter_that_its_writer_left_alone_leaves_as_the_regulation_words_it(office: Office, desk: Client) -> None:
    dossier = office.file()
    page = desk.post(address(dossier, "acknowledge"), {"channel": "mail", "step": "look"})
    words = {field.name: field.value for field in page.context["own"]}
    desk.post(address(dossier, "acknowledge"), {**dict(page.context["kept"]), **words, "step": "send"})
    assert Letter.objects.values_list("edited", "state").get() == (False, "waiting")


@pytest.mark.parametrize(("more", "edited"), [("", False), ("\n\nBelt u gerust.", True)])
def test_a_reply_that_was_looked_at_before_midnight_names_the_last_day_of_after_it_unless_its_writer_changed_it(
    office: Office, moment: Traveller, enter: Enter, more: str, edited: bool
) -> None:
    dossier, handler = office.file(), Actor("handler", member=office.outsider)
    office.do(dossier, "assign", to=f"m-{office.outsider.pk}", independent=True, outside=True)
    office.do(dossier, "judge", by=handler, outcome="rejected", consulted=["manager-propositie"], reasons="Nee.")
    moment.move_to(TUESDAY.replace(hour=21, minute=50), tick=False)
    desk = enter(office.outsider)
    page = desk.post(address(dossier, "reply"), {"channel": "mail", "reasons": "Nee.", "step": "look"})
    words = {field.name: field.value for field in page.context["own"]}
    moment.shift(timedelta(minutes=20))
    sent = {**dict(page.context["kept"]), **words, "letter_body": f"{words['letter_body']}{more}", "step": "send"}
    assert desk.post(address(dossier, "reply"), sent).status_code == 302
    letter = Letter.objects.get()
    last = re.findall(r"tot en met \w+ (\d+ \w+) 2026", f"{words['letter_body']} {letter.body}")
    assert (letter.edited, last) == (edited, ["7 mei", "7 mei" if edited else "8 mei"])


def test_a_letter_leaves_with_the_words_that_its_writer_gave_it(office: Office, desk: Client) -> None:
    dossier = office.file()
    page = desk.post(address(dossier, "acknowledge"), {"channel": "mail", "step": "look"})
    sent = {**dict(page.context["kept"]), "letter_subject": "Dank u wel", "letter_body": "Wij zijn ermee bezig.", "step": "send"}
    desk.post(address(dossier, "acknowledge"), sent)
    assert Letter.objects.values_list("subject", "body", "edited").get() == ("Dank u wel", "Wij zijn ermee bezig.", True)


def test_an_empty_letter_does_not_leave(office: Office, desk: Client) -> None:
    dossier = office.file()
    page = desk.post(address(dossier, "acknowledge"), {"channel": "mail", "letter_subject": "Dank", "letter_body": "", "step": "send"})
    assert (page.status_code, Letter.objects.count()) == (422, 0)


def test_one_goes_back_from_the_letter_with_everything_kept(office: Office, desk: Client) -> None:
    page = desk.post(address(office.file(), "acknowledge"), {"channel": "post", "reasons": "Omdat.", "step": "back"})
    values = {field.name: field.value for field in page.context["form"].fields}
    assert (values["channel"], values["reasons"]) == ("post", "Omdat.")


@pytest.mark.clause("KLI-09")
def test_told_by_telephone_one_says_what_was_told(office: Office, desk: Client) -> None:
    dossier = office.file()
    first = desk.post(address(dossier, "acknowledge"), {"channel": "phone", "step": "look"})
    assert [field.name for field in first.context["form"].fields if field.errors] == ["states"]
    desk.post(address(dossier, "acknowledge"), {"channel": "phone", "states": ["steps", "terms"], "told": "1", "step": "look"})
    assert dict(Act.objects.get(act="acknowledge").data)["states"] == ["steps", "terms"]


def test_nobody_without_a_mail_address_gets_a_mail(office: Office, desk: Client) -> None:
    dossier = office.file(complainant={"name": "B. Jansen"})
    page = desk.post(address(dossier, "acknowledge"), {"channel": "mail", "step": "look"})
    assert page.context["refused"]["reason"] == "Er is geen e-mailadres bekend. Kies een andere weg."


# Who may --------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("KLI-11")
def test_an_act_of_another_is_refused_with_whose_it_is(office: Office, desk: Client) -> None:
    dossier = office.file()
    page = desk.get(address(dossier, "judge"))
    assert (page.status_code, page.context["reason"]) == (403, "Nog niet aangewezen: onafhankelijke persoon.")
    office.do(dossier, "assign", to=f"m-{office.outsider.pk}")
    assert desk.get(address(dossier, "judge")).context["reason"] == "Dit is aan: Onafhankelijke persoon."


@pytest.mark.clause("KLI-11")
def test_whoever_was_appointed_acts_as_such(office: Office, enter: Enter) -> None:
    dossier = office.file()
    office.do(dossier, "assign", to=f"m-{office.outsider.pk}")
    sent = {"outcome": "upheld", "consulted": ["manager-propositie"], "reasons": "De sleutel klopt niet.", "step": "record"}
    enter(office.outsider).post(address(dossier, "judge"), sent)
    assert Act.objects.values_list("act", "by").last() == ("judge", "handler")


def test_an_act_that_is_not_possible_says_why(office: Office, desk: Client) -> None:
    page = desk.get(address(office.file(), "reply"))
    assert (page.status_code, page.context["article"]) == (409, "KLI-13")


def test_what_was_written_for_an_act_that_can_be_taken_no_more_is_shown(office: Office, desk: Client) -> None:
    dossier = office.file()
    form = desk.get(address(dossier, "acknowledge")).context
    office.do(dossier, "acknowledge", channel="mail")
    sent = {"seen": str(form["seen"]), "letter_subject": "Ontvangen", "letter_body": "Belt u gerust.", "step": "send", "channel": "mail"}
    page = desk.post(address(dossier, "acknowledge"), sent)
    assert (page.status_code, [one["label"] for one in page.context["added"]]) == (409, ["Ontvangst bevestigd"])
    assert dict(page.context["typed"])["Tekst van de brief"] == "Belt u gerust."
    assert "Belt u gerust." in page.content.decode()


@pytest.mark.parametrize("act", ["file", "sent", "onzin", "open_year"])
def test_what_is_no_act_of_a_person_has_no_page(office: Office, desk: Client, act: str) -> None:
    assert desk.get(address(office.file(), act)).status_code == 404


def test_every_act_that_may_be_taken_has_a_form(office: Office, desk: Client) -> None:
    dossier = office.file()
    offer = desk.get(f"/bureau/dossier/{dossier.number}/").context["offer"]
    offered = [act.id for act in (offer.main, *offer.likely, *(act for part in offer.parts for act in part.acts))]
    assert {act: desk.get(address(dossier, act)).status_code for act in offered} == dict.fromkeys(offered, 200)
    assert len(offered) > 20


def test_whoever_complains_is_not_offered_to_handle_it(office: Office, desk: Client) -> None:
    form = desk.get(address(office.file(), "assign")).context["form"]
    said = [label for _code, label in next(field for field in form.fields if field.name == "to").choices]
    assert "P. Smit (medewerker)" in said
    assert not [label for label in said if "klager" in label]


def test_the_page_of_an_act_says_whose_complaint_it_is(office: Office, desk: Client) -> None:
    assert desk.get(address(office.file(), "assign")).context["who"] == "ROC Voorbeeld"
