"""One act further: stages, letters, silence, objections against objections, years."""

import pytest

from tests.core.engine import FILED, Case, appointed, assigned, decided, filed, moment, objected, proef
from wederhoor.core.advance import advance, open_dossier, pass_time
from wederhoor.core.facts import fact
from wederhoor.core.log import SYSTEM, Entry
from wederhoor.core.norm import Kind


def test_a_case_goes_through_its_stages() -> None:
    case = filed()
    seen = [case.stage()]
    case.must("invite", "2026-03-03T10:00", channel="mail")
    seen.append(case.stage())
    case.must("talk", "2026-03-04T10:00", outcome="unsolved").must("assign", "2026-03-05T10:00", to="h1")
    seen.append(case.stage())
    case.must("reply", "2026-03-06T10:00", "handler", person="h1")
    assert [*seen, case.stage(), case.must("close", "2026-03-09T10:00").stage()] == ["intake", "informal", "formal", "decided", "closed"]


@pytest.mark.parametrize(("known", "kind"), [(("signal", "complaint"), "complaint"), (("signal", "question"), "signal"), ((), "complaint")])
def test_what_comes_in_unsaid_is_a_complaint_where_the_regulation_knows_complaints(known: tuple[str, ...], kind: str) -> None:
    case = Case(proef().model_copy(update={"kinds": tuple(Kind(id=name) for name in known)}))
    case.must("file", FILED, "complainant", channel="mail", description="x")
    assert fact(case.base, "kind") == kind


def test_a_stage_is_entered_when_the_letter_leaves() -> None:
    case = assigned().must("reply", "2026-03-16T10:00", "handler", person="h1", channel="mail", sent=None)
    assert case.stage() == "formal"
    assert case.post("2026-03-17T10:00").stage() == "decided"


def test_a_talk_that_solves_it_closes_the_case() -> None:
    assert filed().must("talk", "2026-03-03T10:00", outcome="solved").stage() == "closed"


def test_a_letter_that_leaves_after_closing_opens_nothing_where_its_stage_asks_the_intake() -> None:
    case = filed(kind="signal").must("invite", "2026-03-03T10:00", channel="mail", sent=None).must("close", "2026-03-04T10:00")
    invitation = case.base.by_act["invite"][0]
    assert case.post("2026-03-05T10:00", of=invitation.index).stage() == "closed"


def test_a_letter_of_nothing_leaves_without_a_trace() -> None:
    case = filed()
    before = len(case.base.records)
    case.post("2026-03-03T10:00", of=99).post("2026-03-03T11:00", "bounced", of=99)
    advance(case.matter, Entry("sent", moment("2026-03-04T10:00"), moment("2026-03-04T10:00"), SYSTEM, None, {}))
    assert (len(case.base.records), case.matter.length) == (before, 4)


def test_a_letter_that_is_said_twice_to_have_left_left_the_first_time() -> None:
    case = assigned().must("reply", "2026-03-16T10:00", "handler", person="h1", channel="mail", sent=None)
    assert case.post("2026-03-17T10:00").do("sent", "2026-03-20T10:00", SYSTEM, of=case.last.index, channel="post") is None
    assert (case.last.sent, case.last.data["channel"]) == (moment("2026-03-17T10:00"), "mail")


@pytest.mark.parametrize(("asked", "channel"), [('"mail"', "mail"), ('["mail", "portal"]', "post")])
def test_without_a_channel_a_letter_goes_as_an_open_duty_asks_it(asked: str, channel: str) -> None:
    by_mail = proef(('met_by = "acknowledge"', f'met_by = {{ act = "acknowledge", channel = {asked} }}'))
    case = filed(procedure=by_mail, prefers="post").must("acknowledge", "2026-03-03T10:00", "support", states=["steps"])
    assert case.last.data["channel"] == channel
    assert case.must("acknowledge", "2026-03-04T10:00", "support").last.data["channel"] == "post"


# Silence --------------------------------------------------------------------------------------------------------------------


def asked(**more: object) -> Case:
    return filed(description=None).must("ask_completion", "2026-03-03T10:00", "support", channel="mail", **more)


def test_silence_tells_at_midnight_after_its_last_day() -> None:
    case = asked()
    pass_time(case.matter, moment("2026-03-17T23:59"))
    assert fact(case.base, "abandoned") is None
    pass_time(case.matter, moment("2026-03-18T00:00"))
    assert fact(case.base, "abandoned") is True


def test_what_silence_brings_counts_from_the_last_day_of_the_silence() -> None:
    case = asked()
    pass_time(case.matter, moment("2026-04-01T10:00"))
    item = case.items("decide_incomplete")[0]
    assert (str(item.record.day), case.due("decide_incomplete")) == ("2026-03-17", "2026-03-24")


def test_silence_tells_once() -> None:
    case = asked()
    for day in ("2026-03-18", "2026-03-19"):
        pass_time(case.matter, moment(f"{day}T10:00"))
    assert len(case.items("decide_incomplete")) == 1


def test_a_silence_in_hours_tells_at_its_moment() -> None:
    case = filed().must("invite", "2026-03-03T10:00", channel="phone")
    pass_time(case.matter, moment("2026-03-05T09:59"))
    assert fact(case.base, "unreached") is None
    pass_time(case.matter, moment("2026-03-05T10:00"))
    assert fact(case.base, "unreached") is True


def test_silence_is_counted_only_from_its_own_occasion() -> None:
    case = filed().must("invite", "2026-03-03T10:00", channel="mail").must("talk", "2026-03-03T11:00", outcome="unsolved")
    assert case.base.hushes == {}


def test_a_letter_that_has_not_left_is_followed_by_no_silence() -> None:
    case = asked(sent=None)
    pass_time(case.matter, moment("2026-12-01T10:00"))
    assert fact(case.base, "abandoned") is None


def test_a_letter_that_came_back_is_followed_by_no_silence_until_it_leaves_again() -> None:
    case = asked().post("2026-03-04T10:00", "bounced")
    pass_time(case.matter, moment("2026-04-01T10:00"))
    assert (fact(case.base, "abandoned"), case.base.hushes) == (None, {})
    pass_time(case.post("2026-04-02T10:00").matter, moment("2026-04-17T00:00"))
    assert fact(case.base, "abandoned") is True


def test_an_answer_in_time_breaks_the_silence() -> None:
    case = asked().must("complete", "2026-03-17T23:00", "complainant", person="p1", description="Nu wel")
    pass_time(case.matter, moment("2026-12-01T10:00"))
    assert fact(case.base, "abandoned") is None
    assert not case.items("decide_incomplete")


def test_an_answer_in_time_registered_late_takes_back_what_silence_told() -> None:
    case = asked().must("complete", "2026-03-17T10:00", "support", recorded="2026-03-20T10:00", description="Nu wel")
    assert fact(case.base, "abandoned") is None


def test_a_second_request_gives_a_second_term() -> None:
    case = asked().must("ask_completion", "2026-03-16T10:00", "support", channel="mail")
    pass_time(case.matter, moment("2026-03-20T10:00"))
    assert fact(case.base, "abandoned") is None
    pass_time(case.matter, moment("2026-03-31T00:00"))
    assert fact(case.base, "abandoned") is True


# Objections -----------------------------------------------------------------------------------------------------------------


def test_a_complaint_knows_whether_an_objection_is_open_and_ruled_on() -> None:
    case = appointed()
    assert [fact(case.base, f"objection.{part}") for part in ("open", "ruled")] == [True, None]
    case.must("rule", "2026-04-13T10:00", "committee", person="c1", dossier="objection 1", channel="mail", outcome="rejected")
    case.must("close", "2026-04-14T10:00", dossier="objection 1")
    assert [fact(case.base, f"objection.{part}") for part in ("open", "ruled")] == [False, True]


def test_a_ruling_that_has_not_left_has_not_been_given() -> None:
    case = appointed().must("rule", "2026-04-13T10:00", "committee", person="c1", dossier="objection 1", channel="post", sent=None)
    assert fact(case.base, "objection.ruled") is None


def test_a_ruling_that_came_back_has_not_been_given() -> None:
    case = appointed().must("rule", "2026-04-13T10:00", "committee", person="c1", dossier="objection 1", channel="mail")
    assert fact(case.base, "objection.ruled") is True
    case.post("2026-04-13T10:05", "bounced")
    assert fact(case.base, "objection.ruled") is None


def test_an_appeal_stands_against_the_objection_and_the_complaint_knows_of_it() -> None:
    case = appointed().must("rule", "2026-04-13T10:00", "committee", person="c1", dossier="objection 1", channel="mail")
    case.must("close", "2026-04-14T10:00", dossier="objection 1").must("close", "2026-04-14T11:00")
    case.must("appeal", "2026-04-15T10:00", "complainant", person="p1", dossier="appeal 1")
    assert case.matter.dossiers["appeal 1"].against is case.matter.dossiers["objection 1"]
    assert (fact(case.base, "appeal.open"), case.stage()) == (True, "objection")
    case.must("rule", "2026-05-01T10:00", "manager", dossier="appeal 1", channel="mail")
    assert (case.due("destroy"), case.stage()) == ("2027-05-01", "closed")


def test_a_second_objection_is_a_dossier_of_its_own() -> None:
    case = objected().must("close", "2026-04-01T10:00", dossier="objection 1").must("close", "2026-04-01T11:00")
    case.must("reopen", "2026-04-02T10:00").must("reply", "2026-04-03T10:00", "handler", person="h1", channel="mail")
    case.must("object", "2026-04-07T10:00", "complainant", person="p1", dossier="objection 2", grounds=["Weer"])
    assert list(case.matter.dossiers) == ["dossier", "objection 1", "objection 2"]
    assert [case.matter.dossiers[name].stage for name in ("objection 1", "objection 2")] == ["closed", "intake"]


# Beginnings and holds -------------------------------------------------------------------------------------------------------


def test_a_year_begins_with_its_own_dossier_whatever_name_was_given() -> None:
    case = Case().must("open_year", "2026-01-05T10:00", "manager", year=2026)
    assert (case.base.name, case.base.instance, case.stage(), case.due("analyse")) == ("year", "year", "intake", "2026-04-05")


def test_the_end_of_the_year_is_a_moment_to_count_from() -> None:
    at_end = proef(('arises = "open_year"\n', 'arises = "open_year"\nfrom = "year_end"\n'))
    assert Case(at_end).must("open_year", "2027-01-05T10:00", "manager", year=2026).due("analyse") == "2027-03-31"
    assert Case(at_end).must("open_year", "2027-01-05T10:00", "manager").due("analyse") is None


def test_a_complaint_cannot_begin_as_an_objection() -> None:
    case = Case().must("file", "2026-03-02T10:00", "complainant", dossier="objection 1")
    assert [(dossier.name, dossier.instance) for dossier in case.matter.dossiers.values()] == [("dossier", "dossier")]


def test_a_dossier_is_opened_by_its_name_without_changing_the_matter() -> None:
    case = decided()
    opened = open_dossier(case.matter, "objection 7")
    assert (opened.instance, opened.against) == ("objection", case.base)
    assert list(case.matter.dossiers) == ["dossier"]


@pytest.mark.parametrize(("number", "against"), [(None, "objection 2"), (1, "objection 1"), (2, "objection 2"), (9, "objection 2")])
def test_an_appeal_is_against_the_newest_objection_unless_it_names_another(number: int | None, against: str) -> None:
    case = objected()
    case.matter.dossiers["objection 2"] = open_dossier(case.matter, "objection 2")
    assert open_dossier(case.matter, "appeal 1", number).against is case.matter.dossiers[against]


@pytest.mark.parametrize(("acts", "count"), [(["hold"], 1), (["hold", "hold", "release"], 1), (["release"], 0), (["hold", "release"], 0)])
def test_reasons_to_keep_a_dossier_are_counted(acts: list[str], count: int) -> None:
    case = filed()
    for act in acts:
        case.must(act, "2026-03-03T10:00", reason="Rechtszaak")
    assert case.base.holds == count
