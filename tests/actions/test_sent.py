import pytest

from tests.factories.house import DAY, HOUR, NOW, took
from tests.factories.lives import MANAGER, Cast, begun
from wederhoor.actions.sent import HALF_WAY, mark_bounced, mark_failed, mark_sent
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act

pytestmark = pytest.mark.django_db


def acknowledged() -> tuple[Cast, Letter]:
    cast = begun()
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, channel="mail")
    return cast, Letter.objects.get()


def status(cast: Cast) -> str:
    return cast.dossier.duties.get(duty="acknowledge").status


def test_a_letter_that_left_meets_its_duty_once() -> None:
    cast, letter = acknowledged()
    for _ in range(2):
        mark_sent(letter, at=NOW + 2 * HOUR, now=NOW + 2 * HOUR)
    assert status(cast) == "met"
    assert Act.objects.filter(act="sent").count() == 1
    assert Letter.objects.get().sent_at == NOW + 2 * HOUR


def test_a_letter_that_came_back_opens_the_duty_again() -> None:
    cast, letter = acknowledged()
    mark_sent(letter, at=NOW + 2 * HOUR, now=NOW + 2 * HOUR)
    mark_bounced(letter, at=NOW + DAY, now=NOW + DAY, reason="onbekend adres")
    assert status(cast) == "open"
    assert Letter.objects.get().state == "failed"


def test_a_letter_that_could_not_be_sent_opens_the_duty_again() -> None:
    cast, letter = acknowledged()
    mark_failed(letter, reason="geen verbinding", now=NOW + 2 * HOUR)
    assert status(cast) == "open"
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + 3 * HOUR, channel="mail")
    assert status(cast) == "on_its_way"


def test_a_letter_whose_worker_went_silent_waits_for_a_person() -> None:
    cast, letter = acknowledged()
    Letter.objects.update(state="claimed", claimed_until=NOW + 2 * HOUR)
    mark_failed(letter, reason=HALF_WAY, now=NOW + 3 * HOUR)
    assert status(cast) == "on_its_way"
    mark_sent(letter, at=NOW + 2 * HOUR, now=NOW + 4 * HOUR)
    assert status(cast) == "met"


def test_copies_to_several_have_left_when_the_last_has() -> None:
    cast, letter = acknowledged()
    other = Letter.objects.get()
    other.pk, other.message_id, other.token = None, "<tweede@werk.example>", "t2"
    other.save()
    mark_sent(letter, at=NOW + 2 * HOUR, now=NOW + 2 * HOUR)
    assert status(cast) == "on_its_way"
    mark_sent(other, at=NOW + 3 * HOUR, now=NOW + 3 * HOUR)
    assert status(cast) == "met"


def test_of_a_letter_that_failed_a_report_tells_why_and_what_it_met_is_owed_once() -> None:
    cast, letter = acknowledged()
    mark_failed(letter, reason="geen verbinding", now=NOW + 2 * HOUR)
    assert [mark_bounced(letter, at=NOW + DAY, now=NOW + DAY, reason="onbestelbaar") for _ in range(2)] == [True, False]
    assert (Letter.objects.get().state, Letter.objects.get().reason, status(cast)) == ("failed", "onbestelbaar", "open")
    assert Act.objects.filter(act="bounced").count() == 1
