"""The independence guard on the screen: who cannot be named, why, by which article, and where a reason lifts it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.test import Client

from tests.factories.house import DAY, HOUR, NOW, a_dossier, a_member, an_organisation, send_all, took
from tests.factories.lives import MANAGER, begun, decided
from tests.procedures.sixth import TEXT as SIXTH
from wederhoor.actions.loading import take
from wederhoor.core.conform import conform
from wederhoor.dossiers.models import Act, Dossier, Party
from wederhoor.organisations.models import Member

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Page

pytestmark = pytest.mark.django_db
Enter = Callable[[Member], Client]
LATER = NOW + 5 * DAY


@pytest.fixture(autouse=True)
def later() -> Iterator[None]:
    """It is some days on."""
    with time_machine.travel(LATER, tick=False):
        yield


def address(dossier: Dossier, act: str) -> str:
    return f"/bureau/dossier/{dossier.number}/{act}/"


def party(dossier: Dossier, name: str) -> str:
    return Party.objects.get(matter=dossier.matter_id, name=name).ref


def offered(page: "Page", name: str, field: str = "to") -> str:
    """How a form offers someone by name; nothing where it does not."""
    choices = next(one for one in page.context["form"].fields if one.name == field).choices
    return next((said for _code, said in choices if said.startswith(name)), "")


def barred(page: "Page") -> dict[str, tuple[str, str]]:
    return {one.name.partition(" (")[0]: (one.reason, one.article) for one in page.context["barred"]}


# Klik ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("KLI-10")
def test_whoever_took_part_in_it_is_marked_before_one_chooses_a_handler(enter: Enter) -> None:
    cast = begun()
    took(cast.dossier, "note", cast.manager, role=MANAGER, at=NOW + HOUR, text="Gebeld.")
    page = enter(cast.manager).get(address(cast.dossier, "assign"))
    assert offered(page, "Manager Mus").endswith(", kan niet: wie aanwijst, kan niet zichzelf aanwijzen")
    assert "kan niet" not in offered(page, "Behandelaar Bes")
    assert barred(page)["Manager Mus"] == ("Wie aanwijst, kan niet zichzelf aanwijzen.", "KLI-10")


@pytest.mark.clause("KLI-10")
def test_whoever_the_complaint_is_about_stands_there_with_why_not(enter: Enter) -> None:
    cast = begun()
    took(cast.dossier, "inform_concerned", cast.manager, role=MANAGER, at=NOW + HOUR, person=f"m-{cast.handler.pk}", channel="phone")
    client = enter(cast.manager)
    page = client.get(address(cast.dossier, "assign"))
    assert "kan niet: de klacht gaat over deze persoon" in offered(page, "Behandelaar Bes")
    sent = {"to": party(cast.dossier, "Behandelaar Bes"), "step": "record"}
    refused = client.post(address(cast.dossier, "assign"), sent)
    assert (refused.status_code, refused.context["refused"]["article"]) == (409, "KLI-10")
    assert refused.context["refused"]["reason"] == "De klacht gaat over deze persoon."


@pytest.mark.clause("KLI-15")
def test_whoever_handled_the_complaint_is_marked_for_the_committee_and_refused_with_the_article(enter: Enter) -> None:
    cast = decided()
    made = took(cast.dossier, "object", cast.manager, role=MANAGER, at=NOW + 3 * DAY, channel="mail", in_writing=True, grounds=["x"])
    client = enter(cast.manager)
    page = client.get(address(made.row, "appoint"))
    assert "kan niet: deze persoon behandelde deze zaak al" in offered(page, "Behandelaar Bes", "members.0.person")
    two = {"members.0.person": party(made.row, "Behandelaar Bes"), "members.1.person": f"m-{a_member(made.row.organisation).pk}"}
    more = {f"members.{n}.{name}": said for n in (0, 1) for name, said in (("independent", "true"), ("capacity", "jurist"))}
    refused = client.post(address(made.row, "appoint"), {**two, **more, "step": "record", "rows": "3"})
    assert refused.context["refused"] == {"reason": "Deze persoon behandelde deze zaak al.", "article": "KLI-15"}


@pytest.mark.clause("KLI-04")
def test_a_mediator_without_a_part_in_it_is_asked_for(enter: Enter) -> None:
    cast = begun()
    took(cast.dossier, "invite", cast.manager, role=MANAGER, at=NOW + HOUR, party="complainant", channel="phone")
    page = enter(cast.manager).get(address(cast.dossier, "mediate"))
    assert barred(page)["Manager Mus"][1] == "KLI-04"


# The others ----------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("EXA-23")
def test_an_expert_who_was_consulted_is_marked(enter: Enter) -> None:
    organisation = an_organisation("exa-men")
    support, maker, judge = (a_member(organisation, "support", name=name) for name in ("Saar", "Mila", "Jurre"))
    dossier = a_dossier(organisation)
    took(dossier, "consult", support, role="support", at=NOW + HOUR, of=[f"m-{maker.pk}"], question="Klopt het?")
    took(dossier, "judge", support, role="support", at=NOW + DAY, outcome="rejected", reasons="Nee.")
    took(dossier, "reply", support, role="support", at=NOW + DAY, channel="mail", reasons="Nee.")
    send_all(dossier, at=NOW + DAY)
    made = took(dossier, "object", support, role="support", at=NOW + 2 * DAY, channel="mail", grounds=["x"])
    page = enter(support).get(address(made.row, "appoint"))
    assert "kan niet: deze persoon gaf advies in deze zaak" in offered(page, "Mila")
    assert "kan niet" not in offered(page, "Jurre")
    assert judge.name == "Jurre"


@pytest.mark.clause("EXT-22")
def test_a_committee_of_two_employees_is_refused_with_the_article(enter: Enter) -> None:
    organisation = an_organisation("extrack")
    officer = a_member(organisation, "klachtenfunctionaris")
    others = [a_member(organisation, "medewerker") for _ in range(2)]
    dossier = a_dossier(organisation)
    took(dossier, "reply", officer, role="klachtenfunctionaris", at=NOW + HOUR, channel="mail", reasons="Nee.")
    send_all(dossier, at=NOW + HOUR)
    made = took(dossier, "object", officer, role="klachtenfunctionaris", at=NOW + DAY, channel="mail", in_writing=True, grounds=["x"])
    body = {f"members.{n}.{name}": said for n in (0, 1) for name, said in (("person", f"m-{others[n].pk}"), ("capacity", "employee"))}
    refused = enter(officer).post(address(made.row, "appoint"), {**body, "step": "record", "rows": "3"})
    assert refused.context["refused"] == {"reason": "Er ontbreekt: onafhankelijke jurist van buiten.", "article": "5"}


@pytest.mark.clause("CON-16")
@pytest.mark.parametrize(("procedure", "role"), [("concreet-onderwijsproducten", "klachtenfunctionaris"), ("ecm", "projectleider")])
def test_where_the_regulation_bars_nobody_nobody_is_marked(enter: Enter, procedure: str, role: str) -> None:
    organisation = an_organisation(procedure)
    officer = a_member(organisation, role)
    dossier = a_dossier(organisation)
    took(dossier, "note", officer, role=role, at=NOW + HOUR, text="Gebeld.")
    for act in ("assign", "pass_on", "consult"):
        page = enter(officer).get(address(dossier, act))
        assert not (page.context or {}).get("barred")


# Where a reason lifts it ---------------------------------------------------------------------------------------------------


def at_the_sixth() -> tuple[Dossier, Member, Member]:
    """A school whose regulation lets one depart from its rule with a reason."""
    organisation = an_organisation(text=SIXTH)
    registrar, teacher = a_member(organisation, "registrar"), a_member(organisation, "teacher", name="Docent Das")
    dossier = a_dossier(organisation, channel="mail")
    took(dossier, "note", teacher, role="teacher", at=NOW + HOUR, text="Ik was erbij.")
    return dossier, registrar, teacher


def test_where_no_departure_is_allowed_none_is_offered(enter: Enter) -> None:
    cast = begun()
    names = {field.name for field in enter(cast.manager).get(address(cast.dossier, "assign")).context["form"].fields}
    assert "override" not in names


def test_a_departure_asks_its_reason_and_is_on_record(enter: Enter) -> None:
    dossier, registrar, _teacher = at_the_sixth()
    client = enter(registrar)
    sent = {"to": party(dossier, "Docent Das"), "independent": "true", "step": "record"}
    refused = client.post(address(dossier, "assign"), sent)
    assert (refused.status_code, refused.context["refused"]["article"]) == (409, "W-07")
    assert "override" in {field.name for field in refused.context["form"].shown}
    assert client.post(address(dossier, "assign"), {**sent, "override": "Niemand anders kent dit vak."}).status_code == 302
    assert Act.objects.get(act="assign").data["override"] is True
    assert "Niemand anders kent dit vak." in client.get(f"/bureau/dossier/{dossier.number}/").content.decode()


def test_a_departure_stands_in_the_account_of_what_was_kept() -> None:
    dossier, registrar, _teacher = at_the_sixth()
    who = party(dossier, "Docent Das")
    took(dossier, "assign", registrar, role="registrar", at=LATER, to=who, independent=True, override="Niemand anders")
    [shelf] = take([dossier.matter_id])
    [found] = [one for one in conform(shelf.replayed(LATER), LATER) if one.what == "guard"]
    assert (found.id, found.clauses) == ("assign", ("W-07",))
