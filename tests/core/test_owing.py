"""What is owed: how duties arise, are met, moved on, suspended, waived and lapse."""

import pytest

from tests.core.engine import Case, assigned, decided, filed, proef

# Arising and being met ------------------------------------------------------------------------------------------------------


def test_a_duty_arises_only_where_its_occasion_fits() -> None:
    assert filed().items("acknowledge")
    assert not filed(kind="signal").items("acknowledge")


def test_a_duty_that_is_owed_does_not_arise_twice() -> None:
    case = assigned().must("assign", "2026-03-04T10:00", to="h2")
    assert len(case.items("progress")) == 1


def test_a_duty_that_was_met_arises_again_only_where_the_regulation_says_so() -> None:
    case = decided().must("close", "2026-03-17T10:00").must("reopen", "2026-03-18T10:00")
    assert [item.state for item in case.items("reply")] == ["met", "open"]
    assert len(case.items("finish")) == 1


def test_an_act_that_meets_a_duty_may_bring_the_next() -> None:
    case = assigned().must("report_progress", "2026-03-10T10:00", channel="phone")
    assert [(item.state, str(item.due)) for item in case.items("progress")] == [("met", "2026-03-17"), ("open", "2026-03-24")]


def test_a_letter_meets_its_duty_when_it_leaves_not_when_it_is_written() -> None:
    case = filed().must("acknowledge", "2026-03-05T23:50", "support", channel="mail", states=["steps"], sent=None)
    assert case.duty("acknowledge", "2026-03-05T23:59").status == "on_its_way"
    assert case.duty("acknowledge", "2026-03-06T00:00").status == "overdue"
    assert case.post("2026-03-06T00:01").duty("acknowledge", "2026-03-06T12:00").status == "met_late"


def test_a_letter_that_leaves_at_23_59_is_in_time() -> None:
    case = filed().must("acknowledge", "2026-03-05T23:50", "support", channel="mail", states="steps", sent="2026-03-05T23:59")
    assert case.duty("acknowledge", "2026-03-06T12:00").status == "met"


@pytest.mark.parametrize("states", [None, [], ["terms"], "steps and terms"])
def test_a_letter_that_does_not_say_what_it_must_meets_nothing(states: object) -> None:
    case = filed().must("acknowledge", "2026-03-03T10:00", "support", channel="mail", states=states)
    assert case.duty("acknowledge", "2026-03-03T12:00").status == "open"


@pytest.mark.parametrize(
    ("channel", "met"),
    [("mail", "2026-03-05T10:00"), ("post", "2026-03-06T00:00"), ("phone", "2026-03-05T12:00"), ("portal", "2026-03-05T10:00")],
)
def test_the_post_may_be_given_its_time_to_arrive(channel: str, met: str) -> None:
    case = filed().must("acknowledge", "2026-03-05T10:00", "support", channel=channel, states=["steps"])
    when = case.items("acknowledge")[0].met_at
    assert when is not None
    assert when.astimezone(case.calendar.zone).strftime("%Y-%m-%dT%H:%M") == met


def test_a_letter_posted_on_the_last_day_arrives_too_late() -> None:
    case = filed().must("acknowledge", "2026-03-05T10:00", "support", channel="post", states=["steps"])
    assert case.duty("acknowledge", "2026-03-06T12:00").status == "met_late"


def test_without_a_channel_the_preference_of_the_complainant_counts_else_mail() -> None:
    letters = [filed(prefers=prefers).must("acknowledge", "2026-03-03T10:00", "support").last.data["channel"] for prefers in ("post", None)]
    assert letters == ["post", "mail"]


# Letters that come back -----------------------------------------------------------------------------------------------------


def bounced() -> Case:
    case = filed().must("acknowledge", "2026-03-03T10:00", "support", channel="mail", states=["steps"])
    return case.post("2026-03-04T10:00", "bounced")


def test_a_letter_that_came_back_met_nothing() -> None:
    assert bounced().duty("acknowledge", "2026-03-04T12:00").status == "open"
    assert bounced().duty("acknowledge", "2026-03-06T12:00").status == "overdue"


def test_the_same_letter_may_be_sent_again() -> None:
    case = bounced().post("2026-03-05T10:00")
    assert case.duty("acknowledge", "2026-03-06T12:00").status == "met"


def test_another_letter_may_be_written_instead() -> None:
    case = bounced().must("acknowledge", "2026-03-05T11:00", "support", channel="portal", states=["steps"])
    assert case.items("acknowledge")[0].met_by == case.last.index


def test_a_letter_that_came_back_before_it_was_noted_as_sent_is_no_longer_on_its_way() -> None:
    case = filed().must("acknowledge", "2026-03-03T10:00", "support", channel="mail", states=["steps"], sent=None)
    assert case.post("2026-03-03T11:00", "bounced").duty("acknowledge", "2026-03-03T12:00").status == "open"


def test_a_call_does_not_come_back() -> None:
    case = filed().must("acknowledge", "2026-03-03T10:00", "support", channel="phone", states=["steps"])
    assert case.post("2026-03-04T10:00", "bounced").duty("acknowledge", "2026-03-04T12:00").status == "met"


def test_the_second_notice_that_a_letter_left_changes_nothing() -> None:
    case = decided()
    reply = case.base.by_act["reply"][0]
    before = case.right("object", "2026-03-16T12:00").closes
    case.post("2026-03-20T10:00", of=reply.index)
    assert (case.right("object", "2026-03-20T12:00").closes, reply.sent) == (before, reply.at)


# One duty for each item -----------------------------------------------------------------------------------------------------


def products(**more: object) -> Case:
    return filed(subject={"product": "c"}).must("assess", "2026-03-03T10:00", products=["a", {"product": "b"}, "a"], **more)


def test_each_item_of_a_list_is_a_duty_of_its_own() -> None:
    assert [item.item for item in products().items("notify")] == ["a", "b", "c"]


def test_an_act_meets_the_items_that_it_is_about() -> None:
    case = products().must("notify_customers", "2026-03-04T10:00", "support", product="b")
    assert [item.state for item in case.items("notify")] == ["open", "met", "open"]


def test_an_act_that_names_no_item_is_about_them_all() -> None:
    case = products().must("notify_customers", "2026-03-04T10:00", "support")
    assert {item.state for item in case.items("notify")} == {"met"}


def test_an_act_may_name_several_items() -> None:
    several = proef(
        ('match = "product" }', 'match = "room" }'),
        (
            'label = "Zwaarte"',
            'label = "Zwaarte"\n\n[[field]]\nid = "room"\nkind = "code"\nmany = true\nacts = ["notify_customers"]\nlabel = "Lokaal"',
        ),
    )
    case = filed(procedure=several).must("assess", "2026-03-03T10:00", products=["a", "b", "c"])
    case.must("notify_customers", "2026-03-04T10:00", "support", room=["a", "c"])
    assert [item.state for item in case.items("notify")] == ["met", "open", "met"]


def test_a_list_of_nothing_brings_no_duty() -> None:
    assert not filed().must("assess", "2026-03-03T10:00").items("notify")


def test_one_item_may_be_waived_and_the_rest_not() -> None:
    case = products().must("waive", "2026-03-04T10:00", duty="notify", item="a", reason="Niet verkocht")
    assert [item.state for item in case.items("notify")] == ["waived", "open", "open"]
    assert case.items("notify")[0].waived_by == case.last.index


# Moving the due date --------------------------------------------------------------------------------------------------------


def test_a_notice_moves_the_due_date_when_it_leaves() -> None:
    case = filed().must("extend", "2026-03-10T10:00", until="2026-05-04", reasons="Drukte", duty="reply", sent=None)
    assert case.due("reply") == "2026-04-13"
    assert case.post("2026-03-11T10:00").due("reply") == "2026-05-04"


def test_a_notice_that_leaves_after_the_term_moves_nothing() -> None:
    case = filed().must("extend", "2026-04-13T10:00", until="2026-05-04", reasons="Drukte", duty="reply", sent="2026-04-14T00:00")
    assert case.due("reply") == "2026-04-13"
    assert [(notice.moved, notice.timely) for notice in case.items("reply")[0].moved] == [(False, False)]


@pytest.mark.parametrize(("day", "timely"), [("2026-04-03", True), ("2026-04-07", False)])
def test_a_notice_may_have_to_leave_some_days_before(day: str, timely: bool) -> None:
    case = filed().must("extend", f"{day}T10:00", until="2026-05-04", reasons="Drukte", duty="reply")
    assert [(notice.moved, notice.timely) for notice in case.items("reply")[0].moved] == [(True, timely)]


def test_a_notice_that_names_no_duty_moves_every_term_that_may_be_extended() -> None:
    case = assigned().must("extend", "2026-03-10T10:00", until="2026-05-04", reasons="Drukte")
    assert [case.due("reply"), case.due("progress")] == ["2026-05-04", "2026-05-04"]


def test_a_notice_too_many_is_recorded_and_moves_nothing_where_the_regulation_has_it_so() -> None:
    case = assigned().must("extend", "2026-03-10T10:00", until="2026-03-24", reasons="Drukte", duty="progress")
    case.must("extend", "2026-03-11T10:00", until="2026-03-31", reasons="Drukte", duty="progress")
    assert case.due("progress") == "2026-03-24"
    assert [notice.moved for notice in case.items("progress")[0].moved] == [True, False]


def test_a_notice_after_the_term_is_recorded_and_moves_nothing_where_the_regulation_has_it_so() -> None:
    case = assigned().must("extend", "2026-03-18T10:00", until="2026-03-24", reasons="Drukte", duty="progress")
    assert case.due("progress") == "2026-03-17"


def test_a_promise_makes_the_due_date() -> None:
    case = filed().must("acknowledge", "2026-03-03T10:00", "support", states=["steps"], until="2026-04-01")
    assert case.due("finish") == "2026-04-01"


def test_a_promise_that_does_not_fit_or_has_not_left_promises_nothing() -> None:
    case = filed().must("acknowledge", "2026-03-03T10:00", "support", until="2026-04-01")
    assert case.due("finish") == "2026-05-25"
    case.must("acknowledge", "2026-03-03T11:00", "support", states=["steps"], until="2026-04-02", sent=None)
    assert case.due("finish") == "2026-05-25"


def test_a_promise_does_not_move_what_was_met() -> None:
    case = filed(kind="signal").must("close", "2026-03-03T10:00").must("reopen", "2026-03-04T10:00")
    case.must("acknowledge", "2026-03-05T10:00", "support", states=["steps"], until="2026-04-01")
    assert case.items("finish")[0].promised is None


def test_a_promise_made_before_the_duty_arose_counts_all_the_same() -> None:
    later = proef(('holder = "officer"\narises = "file"\nterm = "12 weeks"', 'holder = "officer"\narises = "assign"\nterm = "12 weeks"'))
    case = filed(procedure=later).must("acknowledge", "2026-03-03T10:00", "support", states=["steps"], until="2026-04-01")
    case.must("acknowledge", "2026-03-03T11:00", "support", until="2026-04-02")
    assert case.must("assign", "2026-03-04T10:00", to="h1").due("finish") == "2026-04-01"


# Suspension -----------------------------------------------------------------------------------------------------------------


def test_suspending_twice_is_suspending_once() -> None:
    case = filed().must("suspend", "2026-03-03T10:00").must("suspend", "2026-03-05T10:00").must("resume", "2026-03-10T10:00")
    assert case.due("reply") == "2026-04-19"


def test_resuming_what_was_not_suspended_changes_nothing() -> None:
    assert filed().must("resume", "2026-03-05T10:00").due("reply") == "2026-04-13"


def test_a_clock_stopped_and_started_on_one_day_did_not_stand() -> None:
    case = filed().must("suspend", "2026-03-03T10:00").must("resume", "2026-03-03T11:00")
    assert (case.due("reply"), case.items("reply")[0].suspended) == ("2026-04-13", [])


def test_one_duty_may_be_suspended_and_another_not() -> None:
    case = assigned().must("suspend", "2026-03-04T10:00", duty="progress")
    assert [case.items(duty)[0].state for duty in ("reply", "progress", "finish")] == ["open", "suspended", "open"]


def test_two_suspensions_add_up() -> None:
    case = filed().must("suspend", "2026-03-03T10:00").must("resume", "2026-03-06T10:00")
    assert case.must("suspend", "2026-03-10T10:00").must("resume", "2026-03-12T10:00").due("reply") == "2026-04-16"


# Lapsing and coming back ----------------------------------------------------------------------------------------------------


def test_a_duty_lapses_when_its_ground_falls_away_and_comes_back_with_its_first_start() -> None:
    case = filed().must("classify", "2026-03-03T10:00", kind="signal")
    assert case.duty("reply", "2026-05-01T10:00").status == "lapsed"
    case.must("classify", "2026-03-10T10:00", kind="complaint")
    assert (case.duty("reply", "2026-03-11T10:00").status, case.due("reply")) == ("open", "2026-04-13")


def test_a_duty_that_lapsed_does_not_come_back_in_a_closed_dossier() -> None:
    case = filed().must("classify", "2026-03-03T10:00", kind="signal").must("close", "2026-03-04T10:00")
    case.must("classify", "2026-03-05T10:00", kind="complaint")
    assert case.items("reply")[0].state == "lapsed"


def test_a_duty_lapses_by_the_act_that_takes_it_away() -> None:
    item = decided().items("progress")[0]
    assert (item.state, item.lapsed_by) == ("lapsed", "trigger")


def test_a_duty_whose_occasion_to_lapse_does_not_fit_stays() -> None:
    other = proef(('lapses = ["reply.sent"]', 'lapses = [{ act = "reply.sent", channel = "post" }]'))
    assert decided(procedure=other).items("progress")[0].state == "open"


def test_closing_lets_go_of_what_is_owed_but_not_of_what_survives_or_is_on_its_way() -> None:
    case = filed(kind="signal").must("invite", "2026-03-02T12:00", channel="mail", planned_on="2026-03-20")
    case.must("notify_customers", "2026-03-03T10:00", "support").must("assess", "2026-03-03T11:00", products=["a"])
    case.must("notify_customers", "2026-03-03T12:00", "support", product="a", channel="mail", sent=None).must("close", "2026-03-04T10:00")
    assert {duty: case.items(duty)[0].state for duty in ("finish", "papers", "notify", "evaluate", "consider")} == {
        "finish": "met",
        "papers": "lapsed",
        "notify": "on_its_way",
        "evaluate": "open",
        "consider": "lapsed",
    }
    letter = case.base.by_act["notify_customers"][-1]
    assert case.post("2026-03-05T10:00", of=letter.index).items("notify")[0].state == "met"


def test_the_retention_runs_from_the_last_closing() -> None:
    case = filed(kind="signal").must("close", "2026-03-04T10:00")
    case.must("reopen", "2026-03-05T10:00")
    assert (case.items("destroy")[0].state, case.items("destroy")[0].lapsed_by) == ("lapsed", "reopened")
    assert case.must("close", "2026-04-01T10:00").due("destroy") == "2027-04-01"


def test_the_retention_starts_anew_when_an_objection_closes() -> None:
    case = decided().must("close", "2026-03-17T10:00")
    case.must("object", "2026-03-30T10:00", "complainant", person="p1", dossier="objection 1", grounds=["x"])
    assert case.must("close", "2026-04-20T10:00", dossier="objection 1").due("destroy") == "2027-04-20"


def test_a_retention_from_an_act_of_its_own_waits_for_that_act() -> None:
    own = proef(('from = "at"\narises = ["close", "withdraw"]', 'from = "consult.at"\narises = ["close", "withdraw"]'))
    case = filed(kind="signal", procedure=own).must("consult", "2026-03-03T10:00").must("close", "2026-03-04T10:00")
    assert case.due("destroy") == "2027-03-03"
    assert case.must("consult", "2026-03-10T10:00").due("destroy") == "2027-03-10"
