"""Letters by post: only what a person says that was posted was sent; what the post brings back is owed again."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.factories.house import DAY, HOUR, NOW, a_dossier, a_member, an_organisation, send_all, took
from tests.factories.lives import MANAGER, Cast, begun
from wederhoor.actions.access import visible_to
from wederhoor.actions.letters import fresh
from wederhoor.actions.outbox import claim
from wederhoor.actions.posting import MOST, POSTED, RETURNED, TOO_OLD, came_back, can_come_back, made_ready, post_waits, posted, to_post
from wederhoor.actions.record import Actor, Refused
from wederhoor.actions.repeating import AGAIN, Repeat, go_on
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act
from wederhoor.organisations.models import Member

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
TOMORROW = TODAY + DAY


def written() -> tuple[Cast, Letter]:
    """An acknowledgement that waits to be posted."""
    cast = begun()
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, channel="post")
    return cast, Letter.objects.get()


def answered() -> tuple[Cast, Letter]:
    """An answer by post: the last day to object, which stands in it, runs from the day on which it is posted."""
    cast, _ = written()
    send_all(cast.dossier, at=NOW + HOUR)
    took(cast.dossier, "assign", cast.manager, role=MANAGER, at=NOW + HOUR, to=f"m-{cast.handler.pk}", independent=True)
    took(cast.dossier, "hear", cast.handler, role="handler", at=NOW + HOUR, party="complainant", account="Schildpad")
    took(cast.dossier, "judge", cast.handler, role="handler", at=NOW + HOUR, outcome="upheld", reasons="Ooievaar", consulted=[MANAGER])
    took(cast.dossier, "reply", cast.handler, role="handler", at=NOW + HOUR, channel="post", reasons="Ooievaar")
    return cast, Letter.objects.get(act="reply")


def posts(cast: Cast, letter: Letter, day: date, *, days: int = 0, hours: int = 2) -> Refused | None:
    now = NOW + days * DAY + hours * HOUR
    return posted(letter, day, by=Actor(MANAGER, cast.manager), now=now)


def brings_back(cast: Cast, letter: Letter) -> Refused | None:
    return came_back(letter, by=Actor(MANAGER, cast.manager), now=NOW + 3 * DAY)


def status(cast: Cast, duty: str = "acknowledge") -> str:
    return cast.dossier.duties.get(duty=duty).status


@pytest.mark.clause("EXT-13")
@pytest.mark.clause("KLI-09")
def test_it_is_sent_when_a_person_says_so_and_only_then_is_its_duty_met() -> None:
    cast, letter = written()
    assert status(cast) == "on_its_way"
    assert posts(cast, letter, TODAY) is None
    letter.refresh_from_db()
    assert (letter.state, letter.sent_at, status(cast)) == ("sent", NOW + 2 * HOUR, "met")
    acts = list(Act.objects.order_by("seq").values_list("act", "by"))[-2:]
    assert acts == [("correct", MANAGER), ("sent", "system")]
    assert Act.objects.get(act="correct").data["field"] == POSTED


def test_the_worker_that_sends_mail_never_takes_it() -> None:
    written()
    assert claim(now=NOW + DAY) is None


def test_posted_yesterday_counts_from_yesterday() -> None:
    cast, letter = written()
    assert posts(cast, letter, TODAY, days=1) is None
    letter.refresh_from_db()
    assert letter.sent_at is not None
    assert letter.sent_at.date() == TODAY


@pytest.mark.parametrize("day", [TODAY - DAY, TOMORROW])
def test_it_was_not_posted_before_the_day_that_it_bears_nor_after_today(day: date) -> None:
    cast, letter = written()
    refused = posts(cast, letter, day)
    assert isinstance(refused, Refused)
    assert (Letter.objects.get().state, Act.objects.filter(act="correct").exists()) == ("waiting", False)


@pytest.mark.parametrize("make", [written, answered])
def test_posted_on_another_day_than_it_bears_it_goes_back_to_its_writer_and_is_owed_again(make: Callable[[], tuple[Cast, Letter]]) -> None:
    cast, letter = make()
    assert isinstance(posts(cast, letter, TOMORROW, days=1), Refused)
    letter.refresh_from_db()
    assert (letter.state, "voor een andere dag" in letter.reason) == ("failed", True)
    assert status(cast, letter.act) == "open"
    assert Act.objects.filter(act="correct").latest("pk").data["field"] == TOO_OLD


def test_sent_back_for_its_day_it_is_printed_anew_and_posted() -> None:
    cast, letter = answered()
    posts(cast, letter, TOMORROW, days=1)
    assert go_on(letter, Repeat(AGAIN), by=Actor(MANAGER, cast.manager), now=NOW + DAY + 2 * HOUR) is None
    assert posts(cast, letter, TOMORROW, days=1, hours=3) is None
    assert status(cast, "reply") == "met"


def test_printed_anew_the_next_morning_it_bears_that_day_and_counts_from_it() -> None:
    cast, letter = written()
    assert made_ready(letter, now=NOW + DAY)
    assert posts(cast, letter, TOMORROW, days=1) is None
    letter.refresh_from_db()
    assert (letter.filled_for, letter.sent_at and letter.sent_at.date()) == (TOMORROW, TOMORROW)


def test_who_may_not_act_in_the_dossier_sends_none_back_either() -> None:
    cast, letter = written()
    assert isinstance(posted(letter, TOMORROW, by=Actor("", cast.manager), now=NOW + DAY), Refused)
    assert (Letter.objects.get().state, status(cast)) == ("waiting", "on_its_way")


def test_the_day_on_which_it_was_posted_sets_the_clock_that_it_starts() -> None:
    cast, letter = answered()
    posts(cast, letter, TODAY, days=2)
    opening = cast.dossier.rights.get(right="object")
    took(cast.dossier, "note", cast.manager, role=MANAGER, at=NOW + 2 * DAY, text="later")
    assert opening.closes is not None
    assert (opening.closes - NOW).days <= 7 * 7


def test_of_two_who_say_so_at_once_the_second_is_told() -> None:
    cast, letter = written()
    assert posts(cast, letter, TODAY) is None
    assert isinstance(posts(cast, letter, TODAY), Refused)
    assert Act.objects.filter(act="sent").count() == 1


def test_who_may_not_act_in_the_dossier_cannot_say_so() -> None:
    cast, letter = written()
    stranger = a_member(an_organisation(), MANAGER)
    assert isinstance(posted(letter, TODAY, by=Actor(MANAGER, stranger), now=NOW + 2 * HOUR), Refused)
    assert isinstance(posted(letter, TODAY, by=Actor("", cast.manager), now=NOW + 2 * HOUR), Refused)
    assert (Letter.objects.get().state, status(cast)) == ("waiting", "on_its_way")


def test_a_mail_is_not_posted() -> None:
    cast = begun()
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, channel="mail")
    assert isinstance(posts(cast, Letter.objects.get(), TODAY), Refused)


@pytest.mark.clause("EXT-13")
def test_what_the_post_brings_back_is_owed_again_and_leaves_once_more() -> None:
    cast, letter = written()
    posts(cast, letter, TODAY)
    letter.refresh_from_db()
    assert can_come_back(letter)
    assert brings_back(cast, letter) is None
    assert (Letter.objects.get().state, status(cast)) == ("failed", "open")
    assert Act.objects.filter(act="correct").order_by("seq").last().data["field"] == RETURNED  # type: ignore[union-attr]
    assert go_on(Letter.objects.get(), Repeat(AGAIN), by=Actor(MANAGER, cast.manager), now=NOW + 7 * DAY) is None
    assert posts(cast, letter, TODAY + 7 * DAY, days=7) is None
    duty = cast.dossier.duties.get(duty="acknowledge")
    assert (duty.status, duty.met_at and duty.met_at.date()) == ("met", TODAY + 7 * DAY)


def test_what_was_not_sent_cannot_come_back() -> None:
    cast, letter = written()
    assert isinstance(brings_back(cast, letter), Refused)
    posts(cast, letter, TODAY)
    assert isinstance(came_back(letter, by=Actor("", cast.manager), now=NOW + DAY), Refused)
    assert Letter.objects.get().state == "sent"


def test_made_ready_it_bears_today_or_goes_back_to_its_writer() -> None:
    _, letter = answered()
    assert fresh(letter, NOW + 2 * HOUR)
    assert not made_ready(letter, now=NOW + DAY)
    assert Letter.objects.get(act="reply").state == "failed"


def test_what_waits_is_listed_for_who_reads_it() -> None:
    cast, letter = written()
    other = a_member(an_organisation(), MANAGER)
    assert to_post(cast.manager, among=visible_to(cast.manager)) == [letter]
    assert to_post(cast.manager, among=visible_to(other)) == []
    assert to_post(other, among=visible_to(other)) == []
    waits = dict(Member.objects.annotate(waits=post_waits("organisation")).values_list("pk", "waits"))
    assert (waits[cast.manager.pk], waits[other.pk]) == (True, False)
    posts(cast, letter, TODAY)
    assert to_post(cast.manager, among=visible_to(cast.manager)) == []


def test_of_very_many_the_oldest_are_listed() -> None:
    cast, letter = written()
    fields = {one.attname: getattr(letter, one.attname) for one in Letter._meta.concrete_fields if one.name not in {"id", "message_id"}}
    Letter.objects.bulk_create([Letter(**fields, message_id=f"<{number}@x>") for number in range(MOST + 5)])
    assert len(to_post(cast.manager, among=visible_to(cast.manager))) == MOST + 1


def test_a_letter_that_waits_is_found_by_the_index_of_what_waits() -> None:
    cast, _ = written()
    a_dossier(cast.dossier.organisation)
    plan = Member.objects.annotate(waits=post_waits("organisation")).explain()
    assert "correspondence_letter_organisation_id" not in plan
