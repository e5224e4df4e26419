"""The promise guard at the desk: what was proposed, with its draft; what is late and wants its reason; who was reminded."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from tests.factories.house import DAY, HOUR, NOW, a_dossier, a_member, an_organisation, send_all, shipped, took
from tests.factories.lives import begun
from wederhoor.actions.loading import take
from wederhoor.actions.sweep import sweep
from wederhoor.core.conform import conform
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act, Dossier, Proposal
from wederhoor.organisations.models import Member

pytestmark = pytest.mark.django_db
Enter = Callable[[Member], Client]
OFFICER = "klachtenfunctionaris"
#: ExTrack answers until the end of Wednesday 20 May; the sweep looks on Monday 11 May at ten.
MONDAY = datetime(2026, 5, 11, 8, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Monday, the clock standing still."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def officer(clock: time_machine.Traveller) -> Member:
    """ExTrack's officer, with a complaint that is to be answered."""
    del clock
    organisation = an_organisation("extrack")
    member = a_member(organisation, OFFICER)
    dossier = a_dossier(organisation)
    took(dossier, "acknowledge", member, role=OFFICER, at=NOW + HOUR, channel="mail")
    send_all(dossier, at=NOW + HOUR)
    sweep(MONDAY)
    return member


def the_dossier() -> Dossier:
    return Dossier.objects.get(instance="dossier")


def page(client: Client, act: str = "") -> str:
    return f"/bureau/dossier/{the_dossier().number}/{f'{act}/' if act else ''}"


# Proposals -----------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("EXT-14")
def test_an_extension_is_proposed_with_the_date_of_its_draft(officer: Member, enter: Enter) -> None:
    [one] = [one for one in enter(officer).get(page(enter(officer))).context["suggested"] if "verleng" in one.label.lower()]
    assert one.said.endswith("de termijn loopt af op woensdag 20 mei. In het concept staat donderdag 4 juni.")
    assert one.article == "3"


@pytest.mark.clause("EXT-14")
def test_the_proposal_opens_a_form_with_the_date_and_leaves_the_reasons_to_the_writer(officer: Member, enter: Enter) -> None:
    client = enter(officer)
    one = next(one for one in client.get(page(client)).context["suggested"] if "verleng" in one.label.lower())
    values = {field.name: field.value for field in client.get(one.href).context["form"].fields}
    assert (values["until"], values["duty"], values["reasons"]) == ("04-06-2026", "reply", "")
    seen = client.post(
        one.href, {"until": values["until"], "duty": "reply", "reasons": "De docent is op reis.", "channel": "mail", "step": "look"}
    )
    body = next(field.value for field in seen.context["own"] if field.name == "letter_body")
    assert "donderdag 4 juni 2026" in body
    assert "De docent is op reis." in body


def test_whoever_sends_it_takes_the_proposal_off_the_page(officer: Member, enter: Enter) -> None:
    client = enter(officer)
    sent = {"until": "04-06-2026", "duty": "reply", "reasons": "De docent is op reis.", "channel": "mail", "step": "look"}
    seen = client.post(page(client, "extend"), sent)
    own = {field.name: field.value for field in seen.context["own"]}
    client.post(page(client, "extend"), {**sent, **own, "step": "send"})
    send_all(the_dossier(), at=MONDAY)
    assert [one.label for one in client.get(page(client)).context["suggested"] if "verleng" in one.label.lower()] == []
    assert str(the_dossier().duties.get(duty="reply").due_day) == "2026-06-04"


def test_a_proposal_that_is_not_wanted_is_set_aside_with_one_press(officer: Member, enter: Enter) -> None:
    client = enter(officer)
    one = next(one for one in client.get(page(client)).context["suggested"] if "verleng" in one.label.lower())
    assert one.label in {other.label for other in client.get(one.aside, follow=True).context["suggested"]}
    answer = client.post(one.aside, follow=True)
    assert "Het voorstel is weggelegd." in answer.content.decode()
    assert one.label not in {other.label for other in answer.context["suggested"]}
    assert Proposal.objects.get(act="extend").settled_at == MONDAY


def test_who_may_not_see_the_dossier_cannot_set_its_proposal_aside(officer: Member, enter: Enter) -> None:
    stranger = a_member(an_organisation("extrack"), OFFICER)
    one = Proposal.objects.get(act="extend")
    assert enter(stranger).post(f"{page(enter(officer))}voorstel/{one.pk}/").status_code == 404
    assert Proposal.objects.get(pk=one.pk).settled_at is None


@pytest.mark.parametrize("duty", ["", "onzin", "acknowledge"])
def test_a_form_asked_for_about_another_duty_opens_on_the_only_one_or_empty(officer: Member, enter: Enter, duty: str) -> None:
    form = enter(officer).get(f"{page(enter(officer), 'extend')}?duty={duty}").context["form"]
    assert {field.name: field.value for field in form.fields}["until"] == "04-06-2026"


# Late ----------------------------------------------------------------------------------------------------------------------


def test_what_is_late_asks_its_reason_until_someone_gives_it(officer: Member, enter: Enter, clock: time_machine.Traveller) -> None:
    clock.move_to(MONDAY + 14 * DAY)
    client = enter(officer)
    [question] = [one for one in client.get(page(client)).context["questions"] if one.href.endswith("duty=reply")]
    assert (question.article, question.duty) == ("3", "Schriftelijk reageren op de klacht")
    form = {field.name: field for field in client.get(question.href).context["form"].fields}
    assert form["duty"].value == "reply"
    assert ("waiting_others", "wij wachtten op een ander") in form["cause"].choices
    client.post(question.href, {"duty": "reply", "cause": "waiting_others", "reason": "De docent was weg.", "step": "record"})
    assert not [one for one in client.get(page(client)).context["questions"] if one.href.endswith("duty=reply")]


def test_why_it_was_late_lands_in_the_facts_and_in_the_account(officer: Member, enter: Enter, clock: time_machine.Traveller) -> None:
    clock.move_to(MONDAY + 14 * DAY)
    client = enter(officer)
    client.post(page(client, "explain_lateness"), {"duty": "reply", "cause": "workload", "step": "record"})
    assert the_dossier().facts["explain_lateness.cause"] == "workload"
    now = MONDAY + 14 * DAY
    found = {one.id: one.cause for one in conform(take([the_dossier().matter_id])[0].replayed(now), now) if one.what == "duty"}
    assert found["reply"] == "workload"


def test_who_does_what_is_late_is_asked_no_more(enter: Enter) -> None:
    cast = begun()
    with time_machine.travel(NOW + 20 * DAY, tick=False):
        client = enter(cast.manager)
        first = client.get(f"/bureau/dossier/{cast.dossier.number}/").context["questions"]
        took(
            cast.dossier,
            "acknowledge",
            cast.manager,
            role="manager-propositie",
            at=NOW + 20 * DAY,
            channel="phone",
            states=["steps", "terms"],
        )
        then = client.get(f"/bureau/dossier/{cast.dossier.number}/").context["questions"]
    assert len(then) == len(first) - 1


# Reminders -----------------------------------------------------------------------------------------------------------------


def test_a_reminder_and_an_alarm_stand_on_the_timeline(officer: Member, enter: Enter, clock: time_machine.Traveller) -> None:
    clock.move_to(MONDAY + 14 * DAY)
    sweep(MONDAY + 14 * DAY)
    client = enter(officer)
    titles = [item.title for item in client.get(page(client)).context["timeline"]]
    assert {"Herinnering verstuurd", "Alarm verstuurd: termijn voorbij"} <= set(titles)
    assert Letter.objects.filter(subject__startswith="Te laat", address=officer.email).exists()


# The clock stopped ---------------------------------------------------------------------------------------------------------


def suspending() -> str:
    """Klik's regulation, as if its handler might stop the clock of the answer."""
    text = shipped("klik-onderwijs")
    acts = "".join(f'[[act]]\nid = "{act}"\nby = "staff"\nclause = "KLI-09"\nrequires = ["reason"]\n\n' for act in ("suspend", "resume"))
    marked = text.replace('[[duty]]\nid = "acknowledge"\n', '[[duty]]\nid = "acknowledge"\nsuspendable = true\n', 1)
    return marked.replace("[[duty]]\n", f"{acts}[[duty]]\n", 1)


def test_a_clock_is_stopped_and_started_with_its_ground_and_the_page_shows_the_gap(enter: Enter) -> None:
    organisation = an_organisation(text=suspending())
    manager = a_member(organisation, "manager-propositie")
    dossier = a_dossier(organisation)
    client = enter(manager)
    for hours, act in ((1, "suspend"), (49, "resume")):
        with time_machine.travel(NOW + hours * HOUR, tick=False):
            where = f"/bureau/dossier/{dossier.number}/{act}/"
            refused = client.post(where, {"duty": "acknowledge", "step": "record"})
            assert refused.status_code in {409, 422}
            assert client.post(where, {"duty": "acknowledge", "reason": "Wij wachten op stukken.", "step": "record"}).status_code == 302
            shown = client.get(f"/bureau/dossier/{dossier.number}/")
    assert list(Act.objects.order_by("seq").values_list("act", flat=True)) == ["file", "suspend", "resume"]
    assert shown.context["line"].suspended
    steps = dict(shown.context["whys"])["Ontvangst bevestigen, met stappen en termijnen"].steps
    assert "opgeschort, 1 werkdag telt niet mee" in " ".join(step.what.lower() for step in steps)


def test_the_worklist_tells_what_was_proposed(officer: Member, enter: Enter) -> None:
    rows = [row for group in enter(officer).get("/bureau/").context["groups"] for row in group["rows"]]
    assert [row["proposed"] for row in rows] == ["voorgesteld: termijn verlengen"]
