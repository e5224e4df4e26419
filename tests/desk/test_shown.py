"""What the desk makes of a dossier for its pages: how acts are offered, how a closed one is told, days of another year."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tests.desk.conftest import TUESDAY, Office
from wederhoor.actions.installation import add_product
from wederhoor.actions.sent import mark_sent
from wederhoor.actions.values import Actor
from wederhoor.correspondence.models import Letter
from wederhoor.desk.shown.offer import Offer
from wederhoor.dossiers.models import Dossier, Proposal

DAY = timedelta(days=1)


def offer_of(client: Client, dossier: Dossier) -> Offer:
    found = client.get(f"/bureau/dossier/{dossier.number}/").context["offer"]
    assert isinstance(found, Offer)
    return found


@pytest.fixture
def closed(office: Office) -> Dossier:
    """A complaint that was withdrawn."""
    dossier = office.file()
    office.do(dossier, "withdraw", reason="Opgelost.")
    return dossier


def test_at_most_three_acts_stand_beside_the_filled_one_and_a_note_is_always_among_them(office: Office, desk: Client) -> None:
    offer = offer_of(desk, office.file())
    assert len(offer.likely) == 3
    assert offer.likely[-1].id == "note"


def test_every_other_act_is_folded_under_its_part_of_the_work(office: Office, desk: Client) -> None:
    offer = offer_of(desk, office.file())
    assert [part.title for part in offer.parts] == ["Intake", "Informeel", "Onderzoek", "Besluit", "Dossier"]
    shown = [act.id for act in (offer.main, *offer.likely, *(act for part in offer.parts for act in part.acts)) if act]
    assert len(shown) == len(set(shown))


def test_what_must_be_done_before_a_duty_can_be_met_is_offered_as_a_step_towards_it(office: Office, desk: Client) -> None:
    dossier = office.file()
    office.do(dossier, "acknowledge", channel="mail")
    mark_sent(Letter.objects.get(), at=TUESDAY, now=TUESDAY)
    steps = {act.id: act.toward for act in offer_of(desk, dossier).likely}
    assert steps["consult"] is True


def test_what_the_sweep_proposed_stands_apart(closed: Dossier, desk: Client) -> None:
    assert offer_of(desk, closed).proposed == ()
    Proposal.objects.create(dossier=closed, act="archive", position=0, made_at=TUESDAY)
    assert [act.id for act in offer_of(desk, closed).proposed] == ["archive"]


def test_what_is_too_late_is_told_beside_its_button(office: Office, desk: Client) -> None:
    main = offer_of(desk, office.file(at=TUESDAY - 8 * DAY)).main
    assert main is not None
    assert (main.late, "moest uiterlijk" in main.left) == (True, True)


def test_a_closed_dossier_is_told_in_one_line(closed: Dossier, desk: Client) -> None:
    told = {one.label: one.day for one in desk.get(f"/bureau/dossier/{closed.number}/").context["ended"]}
    assert (told["Ontvangen"], told["Gesloten"]) == ("dinsdag 21 april", "dinsdag 21 april")
    assert "Bewaard tot" in told


def test_an_open_dossier_has_its_term_line_and_no_such_line(office: Office, desk: Client) -> None:
    assert desk.get(f"/bureau/dossier/{office.file().number}/").context["ended"] == []


def test_an_answer_that_came_too_late_is_told_so(office: Office, desk: Client, moment: time_machine.Traveller) -> None:
    dossier = office.file(at=TUESDAY - 60 * DAY)
    office.do(dossier, "assign", to=f"m-{office.outsider.pk}", independent=True, outside=True)
    handler = Actor("handler", member=office.outsider)
    office.do(dossier, "judge", by=handler, outcome="rejected", consulted=["manager-propositie"], reasons="De sleutel klopt.")
    office.do(dossier, "reply", by=handler, channel="mail", reasons="De sleutel klopt.")
    mark_sent(Letter.objects.get(), at=TUESDAY, now=TUESDAY)
    office.do(dossier, "close")
    told = {one.label: one for one in desk.get(f"/bureau/dossier/{dossier.number}/").context["ended"]}
    assert told["Beoordeeld"].more == "ongegrond"
    assert told["Beantwoord"].day == "dinsdag 21 april"


def test_a_day_of_another_year_has_its_year(office: Office, desk: Client, moment: time_machine.Traveller) -> None:
    dossier = office.file()
    moment.move_to(TUESDAY + 300 * DAY)
    desk.force_login(office.manager.user)
    page = desk.get(f"/bureau/dossier/{dossier.number}/")
    assert dict(page.context["whys"])["Ontvangst bevestigen, met stappen en termijnen"].title == "Waarom 24 april 2026?"
    assert "di 21 apr 2026, 08.00" in page.content.decode()


@pytest.mark.parametrize("page", ["", "register/"])
def test_a_product_is_called_by_its_name(office: Office, desk: Client, page: str) -> None:
    add_product(office.organisation, code="VIG-3", name="Examen Verzorgende IG")
    office.file()
    content = desk.get(f"/bureau/{page}").content.decode()
    assert "Examen Verzorgende IG" in content
    assert "VIG-3" not in content


def test_a_dossier_calls_its_product_by_its_name(office: Office, desk: Client) -> None:
    add_product(office.organisation, code="VIG-3", name="Examen Verzorgende IG")
    facts = dict(desk.get(f"/bureau/dossier/{office.file().number}/").context["facts"])
    assert facts["Product"] == "Examen Verzorgende IG"


def test_withdrawing_is_never_among_what_is_likely(office: Office, desk: Client) -> None:
    offer = offer_of(desk, office.file())
    assert "withdraw" not in [act.id for act in offer.likely]
    assert "withdraw" in [act.id for part in offer.parts for act in part.acts]
