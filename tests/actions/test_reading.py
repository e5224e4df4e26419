"""A second reader: the letter waits in no outbox, is approved by another than its writer, or comes back and is written anew."""

import pytest

from tests.factories.house import DAY, HOUR, NOW, a_member, took
from tests.factories.lives import MANAGER, Cast, begun
from tests.factories.readers import acknowledgement_to_read, read_by
from wederhoor.actions.access import visible_to
from wederhoor.actions.outbox import claim
from wederhoor.actions.reading import letters_before, to_read
from wederhoor.actions.record import Actor, Changed, Log, Recorded, Refused, record
from wederhoor.actions.sent import mark_sent
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act
from wederhoor.organisations.models import Member

pytestmark = pytest.mark.django_db
LATER = NOW + 2 * HOUR


def reads(cast: Cast, who: Member, act: str, *, seen: int | None = None, **more: object) -> object:
    by, of = Actor(MANAGER, who), Act.objects.get(act="acknowledge").seq
    return record(Log(cast.dossier.matter_id), act, by=by, at=LATER, now=LATER, data={"of": of, **more}, seen=seen)


def status(cast: Cast) -> str:
    return cast.dossier.duties.get(duty="acknowledge").status


def test_a_letter_that_someone_else_reads_first_leaves_with_no_worker() -> None:
    cast, _ = acknowledgement_to_read()
    letter = Letter.objects.get()
    assert (letter.state, letter.next_attempt, letter.writer, letter.reader) == ("to_approve", None, cast.manager, "staff")
    assert claim(now=NOW + DAY) is None
    assert status(cast) == "on_its_way"


def test_approved_it_goes_to_the_outbox_and_meets_its_duty_when_it_left() -> None:
    cast, reader = acknowledgement_to_read()
    assert isinstance(reads(cast, reader, "approve"), Recorded)
    letter = Letter.objects.get()
    assert (letter.state, letter.next_attempt, status(cast)) == ("waiting", LATER, "on_its_way")
    mark_sent(letter, at=LATER, now=LATER)
    assert status(cast) == "met"


def test_sent_back_it_is_withdrawn_and_written_anew() -> None:
    cast, reader = acknowledgement_to_read()
    assert isinstance(reads(cast, reader, "send_back", reason="Noem de termijn eerst."), Recorded)
    assert (Letter.objects.get().state, status(cast)) == ("withdrawn", "open")
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=LATER + HOUR, channel="mail")
    assert sorted(Letter.objects.values_list("state", flat=True)) == ["to_approve", "withdrawn"]


def test_its_writer_is_refused_with_the_reason_and_the_article() -> None:
    cast, _ = acknowledgement_to_read()
    answer = reads(cast, cast.manager, "approve")
    assert isinstance(answer, Refused)
    assert (answer.reason, answer.clause) == ("U schreef deze brief zelf. Een ander leest hem na.", "KLI-09")
    assert Letter.objects.get().state == "to_approve"


def test_its_writer_takes_it_back_and_writes_it_anew() -> None:
    cast, _ = acknowledgement_to_read()
    assert isinstance(reads(cast, cast.manager, "send_back", reason="Een bedrag klopt niet."), Recorded)
    assert (Letter.objects.get().state, status(cast)) == ("withdrawn", "open")


@pytest.mark.parametrize("role", ["staff", MANAGER])
def test_where_nobody_else_can_read_it_it_leaves_and_the_log_says_that_nobody_did(role: str) -> None:
    cast = begun()
    read_by(cast.dossier.organisation, "acknowledge", by=cast.manager, role=role)
    Member.objects.exclude(pk=cast.manager.pk).update(active=False)
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, channel="mail")
    assert (Letter.objects.get().state, Letter.objects.get().reader) == ("waiting", "")
    data = Act.objects.get(act="acknowledge").data
    assert (data["second_reader_lacks"], "second_reader" in data) == (role, False)


def test_a_colleague_elsewhere_or_with_another_function_reads_nothing_here() -> None:
    cast = begun()
    read_by(cast.dossier.organisation, "acknowledge", by=cast.manager, role=MANAGER)
    a_member(begun().dossier.organisation, MANAGER)
    a_member(cast.dossier.organisation, "medewerker")
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, channel="mail")
    assert Letter.objects.filter(matter=cast.dossier.matter_id).get().state == "waiting"


def test_of_two_readers_at_once_the_second_is_told() -> None:
    cast, reader = acknowledgement_to_read()
    other = a_member(cast.dossier.organisation, MANAGER)
    assert isinstance(reads(cast, reader, "approve", seen=2), Recorded)
    assert isinstance(reads(cast, other, "send_back", seen=2, reason="x"), Changed)
    again = reads(cast, other, "send_back", reason="x")
    assert isinstance(again, Refused)
    assert again.reason == "Deze brief wacht niet meer op een tweede lezer."


def test_the_same_act_is_refused_while_it_waits() -> None:
    cast, _ = acknowledgement_to_read()
    by = Actor(MANAGER, cast.manager)
    answer = record(Log(cast.dossier.matter_id), "acknowledge", by=by, at=LATER, now=LATER, data={"channel": "mail"})
    assert isinstance(answer, Refused)
    assert answer.reason == "De vorige brief hierover wacht nog op een tweede lezer."


def test_on_the_page_of_the_complainant_nothing_appears_unread() -> None:
    cast, reader = acknowledgement_to_read()
    reads(cast, reader, "send_back", reason="x")
    by = Actor(MANAGER, cast.manager)
    answer = record(Log(cast.dossier.matter_id), "acknowledge", by=by, at=LATER, now=LATER, data={"channel": "portal"})
    assert isinstance(answer, Refused)
    assert answer.missing == ("channel",)


def test_what_is_told_by_telephone_nobody_reads_first() -> None:
    cast, reader = acknowledgement_to_read()
    reads(cast, reader, "send_back", reason="x")
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=LATER, channel="phone", states=["steps", "terms"])
    assert status(cast) == "met"


def listed(who: Member, *roles: str) -> list[Letter]:
    return list(to_read(who, roles=roles, among=visible_to(who)))


def test_who_may_read_it_sees_that_it_waits_and_its_writer_does_not() -> None:
    cast, reader = acknowledgement_to_read(MANAGER)
    assert [letter.dossier for letter in listed(reader, MANAGER)] == [cast.dossier]
    assert listed(cast.manager, MANAGER) == []
    assert listed(reader, "medewerker") == listed(reader) == []


def test_another_organisation_sees_nothing_of_it() -> None:
    acknowledgement_to_read()
    other, _ = acknowledgement_to_read()
    stranger = a_member(other.dossier.organisation, MANAGER)
    assert {letter.organisation_id for letter in listed(stranger, MANAGER)} == {other.dossier.organisation_id}


def test_whether_letters_are_before_people_is_asked_with_the_member() -> None:
    cast, reader = acknowledgement_to_read()
    told = Member.objects.annotate(told=letters_before("organisation"))
    assert told.get(pk=reader.pk).told
    reads(cast, reader, "approve")
    assert not told.get(pk=reader.pk).told
