"""Someone from outside whose part the regulation gives the whole dossier: from the moment he has it, all of it but what stays inside."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.outsider import COMPLAINED, EEL, Outsider, links, recorded
from tests.desk.test_outside_parts import OTTER, PAGE_QUERIES, hidden, objected
from tests.factories.house import DAY, NOW, a_dossier, a_member, an_organisation, send_all
from tests.factories.lives import MANAGER, Cast, begun, decided
from wederhoor.actions.record import Actor, Upload
from wederhoor.actions.status_link import in_mail
from wederhoor.actions.tracking import code_of, link_of
from wederhoor.actions.values import NewParty
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Dossier, Party

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]
#: What the organisation keeps to itself.
INSIDE = ("Intern gemor", "intern.txt", "Wijze raad", "Raadgever Ree", "Zwakke plek")
GRAVE = "U leest het hele dossier."
REE = NewParty(name="Raadgever Ree", email="ree@elders.example")


def gossiped(cast: Cast) -> None:
    """What is never for someone from outside: a note with a file, advice, the cause."""
    by = Actor(MANAGER, cast.manager)
    recorded(cast.dossier, "note", by, text="Intern gemor.", files=(Upload("intern.txt", b"geheim van binnen"),))
    recorded(cast.dossier, "consult", by, of=[REE], question="Wijze raad?")
    ree = Party.objects.get(matter_id=cast.dossier.matter_id, name="Raadgever Ree")
    recorded(cast.dossier, "advise", Actor("adviser", party=ree.ref), advice="Wijze raad.")


def handled() -> Outsider:
    """A complaint handled from elsewhere; he has just come in."""
    cast = begun()
    gossiped(cast)
    by = Actor(MANAGER, cast.manager)
    recorded(cast.dossier, "acknowledge", by, channel="mail", files=(Upload("regeling.txt", b"de regeling"),))
    send_all(cast.dossier, at=NOW)
    recorded(cast.dossier, "assign", by, to=EEL, outside=True)
    return Outsider(cast.dossier).comes_in()


@pytest.mark.clause("KLI-08", "KLI-10")
def test_a_handler_from_elsewhere_reads_the_dossier_at_once_and_nothing_that_stays_inside() -> None:
    eel = handled()
    page = eel.page()
    assert [word for word in (*COMPLAINED, "De vraag is onduidelijk.", "regeling.txt", "0612345678", GRAVE) if word not in page] == []
    assert hidden(page, (*INSIDE, "@werk.example", "ree@elders.example"))
    assert eel.client.get(eel.address("document/d-1/")).status_code == 404
    assert eel.client.get(eel.address("document/d-2/")).content == b"de regeling"


@pytest.mark.clause("KLI-08")
def test_he_reads_the_letters_of_the_dossier_but_never_the_link_of_the_complainant() -> None:
    eel = handled()
    letter = Letter.objects.get(act="acknowledge")
    page = eel.page(f"brief/{letter.pk}/")
    assert link_of(eel.dossier, eel.dossier.organisation.slug) in page
    assert (code_of(eel.dossier) in page, "/volg/" in page) == (False, False)
    own = Letter.objects.get(party=eel.party.ref)
    assert eel.client.get(eel.address(f"brief/{own.pk}/")).status_code == 404


@pytest.mark.clause("KLI-12")
@pytest.mark.parametrize("word", ["", " Met een extra woord."])
def test_the_letter_that_he_writes_has_that_link_when_it_leaves_and_not_when_he_looks(word: str) -> None:
    eel = handled()
    data = {"channel": "mail", "party": "complainant", "planned_on": "24-04-2026", "purpose": "hearing", "reasons": "Graag."}
    answer = eel.client.post(eel.address("invite/"), {**data, "step": "record"})
    words = {one.name: one.value for one in answer.context["own"]}
    subject, body = words.values()
    link = link_of(eel.dossier, eel.dossier.organisation.slug)
    assert (link in body, code_of(eel.dossier) in answer.content.decode()) == (True, False)
    sent = {**dict(answer.context["kept"]), **dict(zip(words, (subject, f"{body}{word}"), strict=True)), "step": "send"}
    assert eel.client.post(eel.address("invite/"), sent).status_code == 302
    letter = Letter.objects.get(act="invite")
    assert (link in letter.body, letter.body.rstrip().endswith(word.strip())) == (True, True)
    assert f"/{eel.dossier.organisation.slug}/volg/" in in_mail(letter, letter.body, now=NOW)


@pytest.mark.clause("EXA-06")
def test_a_handler_who_reads_only_what_was_put_before_him_writes_without_seeing_an_address() -> None:
    support = a_member(an_organisation("exa-men"), "support")
    dossier = a_dossier(support.organisation)
    recorded(dossier, "assign", Actor("support", support), to=EEL)
    eel = Outsider(dossier).comes_in()
    page = eel.client.post(eel.address("report_progress/"), {"channel": "mail", "reasons": "Wij zijn bezig.", "step": "record"})
    assert "own" in page.context
    assert hidden(page.content.decode(), ("noor@zonland.example", "kan niet kloppen", code_of(dossier)))


@pytest.mark.clause("KLI-15", "EXT-22", "EXA-23")
@pytest.mark.parametrize(
    ("procedure", "role", "reads_dossier"),
    [("klik-onderwijs", MANAGER, False), ("extrack", "directie", False), ("exa-men", "support", True)],
)
def test_who_judges_an_objection_reads_it_and_of_the_dossier_what_the_regulation_gives(
    procedure: str, role: str, *, reads_dossier: bool
) -> None:
    objection = appointed(procedure, role)
    otter = Outsider(objection, name=OTTER.name)
    otter.client.post(links()[-1])
    assert "Te streng." in otter.page()
    dossier = Dossier.objects.get(matter_id=objection.matter_id, name="dossier")
    answer = otter.client.get(f"/bij/{otter.party.pk}/{dossier.number}/")
    assert answer.status_code == (200 if reads_dossier else 404)
    assert ("kan niet kloppen" in answer.content.decode()) == reads_dossier
    other = a_dossier(objection.organisation, at=NOW)
    assert otter.client.get(f"/bij/{otter.party.pk}/{other.number}/").status_code == 404


def appointed(procedure: str, role: str) -> Dossier:
    """An objection with someone from outside appointed to judge it."""
    objection = (
        disputed() if procedure == "klik-onderwijs" else objected(procedure, {"extrack": "klachtenfunctionaris"}.get(procedure, role))[0]
    )
    member = objection.organisation.members.filter(roles__role=role).first() or a_member(objection.organisation, role)
    colleague = a_member(objection.organisation, "medewerker")
    both = [
        {"person": f"m-{colleague.pk}", "capacity": "medewerker", "independent": True, "ground": "Kent niemand.", "expertise": "Recht."},
        {"person": OTTER, "capacity": "jurist", "independent": True, "outside": True, "ground": "Kent niemand.", "expertise": "Recht."},
    ]
    data = {"to": OTTER, "independent": True, "part_in_exam": False} if procedure == "exa-men" else {"members": both}
    recorded(objection, "appoint", Actor(role, member), **data)
    return objection


def disputed() -> Dossier:
    """An objection against an answer of Klik."""
    cast = decided(NOW - 10 * DAY)
    by = Actor(MANAGER, cast.manager)
    return recorded(cast.dossier, "object", by, channel="mail", in_writing=True, grounds=["Te streng."]).row


@pytest.mark.clause("EXT-20")
def test_secrecy_that_was_asked_comes_first() -> None:
    officer = a_member(an_organisation("extrack"), "klachtenfunctionaris")
    dossier, by = a_dossier(officer.organisation), Actor("klachtenfunctionaris", officer)
    recorded(dossier, "consult", by, of=[EEL], outside=True, secrecy=True, question="Klopt vraag 7?")
    recorded(dossier, "assign", by, to=Party.objects.get(name=EEL.name).ref)
    eel = Outsider(dossier).comes_in()
    assert hidden(eel.page(), (*COMPLAINED, GRAVE))
    assert eel.does("accept_secrecy", {}) == 302
    assert "kan niet kloppen" in eel.page()


def test_who_is_handler_no_more_reads_no_more() -> None:
    eel = handled()
    manager = eel.dossier.organisation.members.get(name="Manager Mus")
    recorded(eel.dossier, "assign", Actor(MANAGER, manager), to=OTTER, outside=True)
    assert eel.client.get(eel.address()).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_dossier(count: int) -> None:
    cast = begun(NOW - DAY)
    by = Actor(MANAGER, cast.manager)
    for number in range(count):
        recorded(cast.dossier, "disclose", by, party="complainant", files=(Upload(f"opgave-{number}.txt", b"de opgave"),))
    recorded(cast.dossier, "assign", by, to=EEL, outside=True)
    eel = Outsider(cast.dossier).comes_in()
    address = eel.address()
    eel.client.get(address)
    with CaptureQueriesContext(connection) as queries:
        eel.client.get(address)
    assert len(queries) == PAGE_QUERIES + 1  # the names of its products


@pytest.mark.clause("KLI-16")
def test_who_is_late_himself_says_why_and_of_nothing_that_is_anothers(quick: time_machine.Traveller) -> None:
    otter = Outsider(appointed("klik-onderwijs", MANAGER), name=OTTER.name)
    [*_, link] = links()
    quick.move_to(NOW + timedelta(days=32), tick=False)
    assert otter.client.post(link, follow=True).status_code == 200
    page = otter.page()
    assert page.count("Leg vast waarom dit te laat is") == 1
    assert "explain_lateness/?duty=rule" in page
    assert otter.does("explain_lateness", {"duty": "handle", "cause": "workload"}) == 422
    assert otter.does("explain_lateness", {"duty": "rule", "cause": "workload"}) == 302
    assert "Leg vast waarom dit te laat is" not in otter.page()
