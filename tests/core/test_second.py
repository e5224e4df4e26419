"""The second reader: a letter waits until someone other than its writer approved it or sent it back."""

import pytest

from tests.core.engine import Case, assigned, proef
from wederhoor.core.log import SYSTEM

WAITS = "De vorige brief hierover wacht nog op een tweede lezer."
NO_MORE = "Deze brief wacht niet meer op een tweede lezer."
ASKED = {"channel": "mail", "person": "h1", "second_reader": "staff", "sent": None}


def written(**more: object) -> Case:
    return assigned().must("reply", "2026-03-16T10:00", "handler", **{**ASKED, **more})


def place(case: Case) -> int:
    return case.base.by_act["reply"][0].index


def test_what_waits_for_a_second_reader_is_on_its_way_and_not_taken_again() -> None:
    case = written()
    assert case.duty("reply", "2026-03-16T11:00").status == "on_its_way"
    assert case.why("reply", "2026-03-16T11:00", "handler", person="h1") == (WAITS, "P-03")


def test_approved_it_leaves_and_meets_its_duty() -> None:
    case = written()
    case.must("approve", "2026-03-16T12:00", "support", person="s1", of=place(case))
    assert case.duty("reply", "2026-03-16T12:00").status == "on_its_way"
    case.post("2026-03-16T13:00", of=place(case))
    assert (case.duty("reply", "2026-03-16T13:00").status, case.stage()) == ("met", "decided")


def test_sent_back_it_is_owed_again_and_may_be_written_again() -> None:
    case = written()
    case.must("send_back", "2026-03-16T12:00", "support", person="s1", of=place(case), reason="De toon is te scherp.")
    assert case.duty("reply", "2026-03-16T12:00").status == "open"
    case.must("reply", "2026-03-16T14:00", "handler", person="h1", channel="mail")
    assert case.duty("reply", "2026-03-16T14:00").status == "met"
    assert len(case.again("2026-03-16T14:00").where) == len(case.matter.where)


def test_sending_back_needs_a_reason() -> None:
    case = written()
    assert case.why("send_back", "2026-03-16T12:00", "support", person="s1", of=place(case)) == ("Ontbreekt: reason.", "P-03")


def test_nobody_approves_his_own_letter() -> None:
    case = written()
    why = case.why("approve", "2026-03-16T12:00", "officer", person="h1", of=place(case))
    assert why == ("U schreef deze brief zelf. Een ander leest hem na.", "P-03")


def test_its_writer_takes_it_back_whoever_was_to_read_it() -> None:
    case = written(second_reader="support")
    case.must("send_back", "2026-03-16T12:00", "officer", person="h1", of=place(case), reason="Een bedrag klopt niet.")
    assert case.duty("reply", "2026-03-16T12:00").status == "open"


def test_who_wrote_it_down_for_another_does_not_read_it_either() -> None:
    case = written(written_by="m1")
    assert case.why("approve", "2026-03-16T12:00", "officer", person="m1", of=place(case))[0].startswith("U schreef deze brief zelf.")


def test_of_two_readers_the_second_is_told_that_it_waits_no_more() -> None:
    case = written()
    case.must("approve", "2026-03-16T12:00", "support", person="s1", of=place(case))
    assert case.why("send_back", "2026-03-16T12:00", "officer", person="o1", of=place(case), reason="x") == (NO_MORE, "P-03")


def test_the_role_that_was_asked_reads_it_and_no_other() -> None:
    case = written(second_reader="officer")
    why = case.why("approve", "2026-03-16T12:00", "support", person="s1", of=place(case))[0]
    assert why.startswith("Deze brief wordt nagelezen door de rol '")
    case.must("approve", "2026-03-16T12:00", "officer", person="o1", of=place(case))


def test_a_role_that_is_no_more_is_named_by_its_code() -> None:
    case = written(second_reader="vorige")
    assert case.why("approve", "2026-03-16T12:00", "support", of=place(case))[0] == "Deze brief wordt nagelezen door de rol 'vorige'."


@pytest.mark.parametrize("of", [0, 99, None])
def test_of_anything_else_one_says_what_one_thinks(of: int | None) -> None:
    case = written()
    case.must("approve", "2026-03-16T12:00", "support", person="s1", **({"of": of} if of is not None else {}))
    assert case.base.by_act["reply"][0].to_approve


def test_a_letter_without_a_second_reader_leaves_though_someone_thinks_otherwise() -> None:
    case = assigned().must("reply", "2026-03-16T10:00", "handler", person="h1", channel="mail", sent=None)
    case.must("send_back", "2026-03-16T12:00", "support", person="s1", of=place(case), reason="Te kort.")
    assert case.duty("reply", "2026-03-16T12:00").status == "on_its_way"


def test_a_letter_that_is_said_to_have_left_is_not_taken_back_by_a_replay() -> None:
    case = written().post("2026-03-16T11:00")
    case.log.append(case.entry("send_back", "2026-03-16T12:00", "support", person="s1", of=place(case), reason="x"))
    assert case.again("2026-03-16T13:00").dossiers["dossier"].by_act["reply"][0].sent is not None


def test_a_letter_that_left_by_another_way_counts_by_that_way() -> None:
    by_mail = proef(('met_by = "reply"\n', 'met_by = { act = "reply", channel = "mail" }\n'))
    case = assigned(procedure=by_mail).must("reply", "2026-03-16T10:00", "handler", person="h1", channel="mail", sent=None)
    case.post("2026-03-16T11:00", "bounced")
    assert case.do("sent", "2026-03-17T10:00", SYSTEM, of=case.last.index, channel="post") is None
    assert (case.last.data["channel"], case.duty("reply", "2026-03-17T10:00").status) == ("post", "open")
