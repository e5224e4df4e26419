from datetime import datetime, timedelta

import pytest

from tests.factories.house import (
    DAY,
    HOUR,
    NOW,
    a_dossier,
    a_filing,
    a_member,
    an_organisation,
    refreshed,
    send_all,
    shipped,
    took,
)
from tests.factories.lives import MANAGER, begun, closed, decided
from wederhoor.actions.record import Actor, Changed, Log, NewParty, Recorded, Refused, record
from wederhoor.actions.regulations import publish_procedure
from wederhoor.dossiers.models import Act, Counter, Dossier, Party, Text
from wederhoor.organisations.models import ProcedureVersion

pytestmark = pytest.mark.django_db


def test_an_act_stands_in_the_log_with_its_two_times() -> None:
    cast = begun()
    log = Log(cast.dossier.matter_id)
    record(log, "hear", by=Actor(MANAGER, cast.manager), at=NOW + HOUR, now=NOW + DAY, data={"party": "complainant"})
    act = Act.objects.get(seq=1)
    assert (act.at, act.recorded_at) == (NOW + HOUR, NOW + DAY)
    assert (act.act, act.by) == ("hear", MANAGER)


def test_a_letter_waits_and_its_duty_is_on_its_way_until_it_left() -> None:
    cast = begun()
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, channel="mail")
    assert cast.dossier.duties.get(duty="acknowledge").status == "on_its_way"
    send_all(cast.dossier, at=NOW + 2 * HOUR)
    duty = cast.dossier.duties.get(duty="acknowledge")
    assert (duty.status, duty.met_at) == ("met", NOW + 2 * HOUR)


def test_the_same_letter_is_refused_while_it_waits() -> None:
    cast = begun()
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, channel="mail")
    by = Actor(MANAGER, cast.manager)
    again = record(Log(cast.dossier.matter_id), "acknowledge", by=by, at=NOW + HOUR, now=NOW + HOUR, data={"channel": "mail"})
    assert isinstance(again, Refused)
    assert "nog niet verstuurd" in again.reason


def test_a_refusal_has_a_reason_and_a_clause_and_changes_nothing() -> None:
    cast = begun()
    before = _everything(cast.dossier)
    done = record(Log(cast.dossier.matter_id), "destroy", by=Actor(MANAGER, cast.manager), at=NOW + DAY, now=NOW + DAY, data={})
    assert isinstance(done, Refused)
    assert done.reason
    assert done.clause
    assert _everything(cast.dossier) == before


def test_who_saw_an_older_log_is_told_what_was_added() -> None:
    cast = begun()
    took(cast.dossier, "note", cast.manager, role=MANAGER, at=NOW + HOUR, text="eerst")
    by = Actor(MANAGER, cast.manager)
    second = record(Log(cast.dossier.matter_id), "note", by=by, at=NOW + HOUR, now=NOW + HOUR, data={"text": "dan"}, seen=1)
    assert isinstance(second, Changed)
    assert [entry.act for entry in second.added] == ["note"]
    assert Act.objects.count() == 2


def test_who_saw_the_newest_log_may_act() -> None:
    cast = begun()
    by = Actor(MANAGER, cast.manager)
    done = record(Log(cast.dossier.matter_id), "note", by=by, at=NOW + HOUR, now=NOW + HOUR, data={"text": "dan"}, seen=1)
    assert isinstance(done, Recorded)
    assert done.length == 2


def test_a_repeated_key_is_the_same_call() -> None:
    cast = begun()
    by = Actor(MANAGER, cast.manager)
    calls = [
        record(Log(cast.dossier.matter_id), "note", by=by, at=NOW + HOUR, now=NOW + HOUR, data={"text": "een"}, key="k1", seen=1)
        for _ in range(2)
    ]
    assert calls[0] == calls[1]
    assert Act.objects.filter(act="note").count() == 1


def test_what_an_act_does_not_know_is_refused_by_name() -> None:
    cast = begun()
    by = Actor(MANAGER, cast.manager)
    done = record(Log(cast.dossier.matter_id), "note", by=by, at=NOW, now=NOW, data={"text": "ja", "tekst": "nee"})
    assert isinstance(done, Refused)
    assert done.missing == ("tekst",)


@pytest.mark.parametrize("value", ["x" * 101, "een\nregel", "nul\x01"])
def test_a_text_does_not_pass_for_a_code(value: str) -> None:
    cast = begun()
    by = Actor(MANAGER, cast.manager)
    done = record(Log(cast.dossier.matter_id), "assess", by=by, at=NOW, now=NOW, data={"nature": value})
    assert isinstance(done, Refused)
    assert done.missing == ("nature",)


def test_a_role_that_the_member_does_not_hold_is_refused() -> None:
    cast = begun()
    by = Actor(MANAGER, cast.handler)
    done = record(Log(cast.dossier.matter_id), "note", by=by, at=NOW, now=NOW, data={"text": "ja"})
    assert isinstance(done, Refused)


def test_a_member_of_another_organisation_is_refused() -> None:
    cast = begun()
    stranger = a_member(an_organisation(), MANAGER)
    done = record(Log(cast.dossier.matter_id), "note", by=Actor(MANAGER, stranger), at=NOW, now=NOW, data={"text": "ja"})
    assert isinstance(done, Refused)


def test_nobody_speaks_for_the_complainant() -> None:
    cast = begun()
    for by in (Actor("complainant", cast.manager), Actor("complainant", party="p-99")):
        assert isinstance(record(Log(cast.dossier.matter_id), "withdraw", by=by, at=NOW, now=NOW, data={}), Refused)


def test_the_complainant_acts_under_his_own_reference() -> None:
    cast = begun()
    done = record(
        Log(cast.dossier.matter_id), "withdraw", by=Actor("complainant"), at=NOW + HOUR, now=NOW + HOUR, data={"reason": "opgelost"}
    )
    assert isinstance(done, Recorded)
    assert refreshed(cast.dossier).stage == "closed"
    assert Act.objects.get(seq=1).person == Act.objects.get(seq=0).person


def test_the_one_who_is_assigned_becomes_owner_and_a_party() -> None:
    cast = decided()
    assert refreshed(cast.dossier).owner == cast.handler
    assert Party.objects.get(matter=cast.dossier.matter, member=cast.handler).name == "Behandelaar Bes"


def test_a_person_named_for_the_first_time_gets_a_reference() -> None:
    cast = begun()
    expert = NewParty(name="Deskundige Das", email="das@elders.example")
    took(cast.dossier, "talk", cast.manager, role=MANAGER, at=NOW + HOUR, mediator=expert, outcome="unsolved", account="kort")
    named = Act.objects.get(act="talk").data["mediator"]
    assert Party.objects.get(ref=named).name == "Deskundige Das"


def test_a_person_unknown_in_the_matter_is_refused() -> None:
    cast = begun()
    by = Actor(MANAGER, cast.manager)
    done = record(Log(cast.dossier.matter_id), "assign", by=by, at=NOW, now=NOW, data={"to": "p-77"})
    assert isinstance(done, Refused)
    assert done.missing == ("to",)


def test_an_objection_gets_a_number_rows_and_duties_of_its_own() -> None:
    cast = decided()
    by = Actor("complainant")
    data = {"in_writing": True, "name": "Noor de Wit", "grounds": ["Niet eens."], "channel": "portal"}
    done = record(Log(cast.dossier.matter_id), "object", by=by, at=NOW + 5 * DAY, now=NOW + 5 * DAY, data=data)
    assert isinstance(done, Recorded)
    objection = Dossier.objects.get(pk=done.dossier_id)
    assert (objection.name, objection.number) == ("objection 1", "2026-0002")
    assert objection.duties.exists()
    assert refreshed(cast.dossier).stage == "objection"


def test_a_closed_dossier_waits_for_its_destruction_only() -> None:
    row = refreshed(closed().dossier)
    assert (row.stage, row.outcome, row.next_due) == ("closed", "upheld", None)
    assert row.closed_at == NOW + 60 * DAY


@pytest.mark.clause("EXA-19")
@pytest.mark.parametrize("name", ["exa-men", "klik-onderwijs"])
@pytest.mark.parametrize(("at", "version"), [(NOW, 1), (NOW + 20 * DAY, 2)])
def test_a_matter_keeps_the_version_that_held_when_it_was_received(at: datetime, version: int, name: str) -> None:
    organisation = an_organisation(name)
    newer = shipped(name).replace("version = 1\n", "version = 2\n", 1).replace("in_force_from = 2", "in_force_from = 2026-05-01 # 2", 1)
    assert isinstance(publish_procedure(organisation, newer, NOW), ProcedureVersion)
    filed = a_filing(organisation, at=at, now=NOW + 30 * DAY)
    assert filed.dossier.matter.procedure_version.version == version


def test_a_clock_that_lags_behind_does_not_turn_the_log_back() -> None:
    cast = begun()
    took(cast.dossier, "note", cast.manager, role=MANAGER, at=NOW + HOUR, text="eerst")
    took(cast.dossier, "note", cast.manager, role=MANAGER, at=NOW + HOUR - timedelta(seconds=5), text="dan")
    assert Act.objects.get(seq=2).recorded_at == NOW + HOUR


def test_numbers_count_by_organisation_and_year() -> None:
    first, second = an_organisation(), an_organisation()
    numbers = [a_dossier(first).number, a_dossier(first).number, a_dossier(second).number, a_dossier(first, at=NOW + 300 * DAY).number]
    assert numbers == ["2026-0001", "2026-0002", "2026-0001", "2027-0001"]


def test_a_matter_that_does_not_exist_is_refused() -> None:
    assert isinstance(record(Log(0), "note", by=Actor(MANAGER), at=NOW, now=NOW, data={}), Refused)


def _everything(dossier: Dossier) -> object:
    rows = (dossier.duties, dossier.rights, dossier.readers, dossier.letters, dossier.matter.acts, dossier.matter.parties)
    counts = [*(manager.count() for manager in rows), Text.objects.count(), list(Counter.objects.values_list("last"))]
    return counts, list(Dossier.objects.filter(pk=dossier.pk).values()), dossier.matter.head


def test_what_a_member_writes_down_in_a_complainants_name_says_who_wrote_it() -> None:
    cast = begun()
    complainant = Party.objects.get(matter=cast.dossier.matter_id, part="complainant")
    by = Actor("complainant", member=cast.manager, party=complainant.ref)
    done = record(Log(cast.dossier.matter_id), "withdraw", by=by, at=NOW + HOUR, now=NOW + HOUR, data={"reason": "Opgelost."})
    assert isinstance(done, Recorded)
    act = Act.objects.get(matter_id=done.matter_id, seq=done.seq)
    writer = Party.objects.get(matter_id=done.matter_id, ref=act.data["written_by"])
    assert (act.person, writer.member) == (complainant.ref, cast.manager)
