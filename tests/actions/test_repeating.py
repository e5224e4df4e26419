"""A letter that failed: it leaves once more, by mail or post, or someone says what became of it; each on record."""

import pytest

from tests.factories.house import DAY, HOUR, NOW, took
from tests.factories.lives import MANAGER, Cast, begun
from tests.factories.readers import acknowledgement_to_read
from wederhoor.actions.outbox import claim, doubtful, failed, left
from wederhoor.actions.reading import failed_for
from wederhoor.actions.record import Actor, Log, Recorded, Refused, Written, record
from wederhoor.actions.repeating import AGAIN, ARRIVED, BY_POST, DROPPED, LOST, Repeat, go_on, possible_steps
from wederhoor.actions.sent import HALF_WAY, mark_sent
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act, Dossier, Party

pytestmark = pytest.mark.django_db
LATER = NOW + 2 * HOUR


def mine() -> Letter:
    return Letter.objects.get(matter__isnull=False)


def failing() -> tuple[Cast, Letter]:
    """An acknowledgement that the mail server refused."""
    cast = begun()
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, channel="mail")
    held = claim(now=NOW + HOUR)
    assert held is not None
    failed(held, "De mailserver zei: 550", now=NOW + HOUR, for_good=True)
    return cast, mine()


def in_doubt() -> tuple[Cast, Letter]:
    cast = begun()
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, channel="mail")
    held = claim(now=NOW + HOUR)
    assert held is not None
    doubtful(held, now=NOW + HOUR)
    return cast, mine()


def goes_on(cast: Cast, letter: Letter, step: str, *, written: Written | None = None, email: str = "") -> Refused | None:
    return go_on(letter, Repeat(step, written, email), by=Actor(MANAGER, cast.manager), now=LATER)


def status(cast: Cast) -> str:
    return cast.dossier.duties.get(duty="acknowledge").status


def leave() -> None:
    held = claim(now=LATER)
    while held is not None:
        left(held, now=LATER)
        held = claim(now=LATER)


def test_it_leaves_once_more_and_meets_its_duty() -> None:
    cast, letter = failing()
    assert status(cast) == "open"
    assert goes_on(cast, letter, AGAIN) is None
    leave()
    assert (mine().state, status(cast), mine().repeated_by) == ("sent", "met", cast.manager)
    [mended] = Act.objects.filter(act="correct")
    assert (mended.data["of"], mended.data["field"], mended.by) == (1, AGAIN, MANAGER)


def test_whoever_looks_after_it_is_told_by_mail_and_no_name_stands_in_it() -> None:
    cast, _ = failing()
    told = Letter.objects.filter(matter__isnull=True)
    assert [letter.address for letter in told] == [cast.manager.email]
    assert cast.dossier.number in told[0].subject
    assert "Noor" not in told[0].subject + told[0].body


def test_failed_once_more_it_is_owed_once_more() -> None:
    cast, letter = failing()
    goes_on(cast, letter, AGAIN)
    held = next(one for one in iter(lambda: claim(now=LATER), None) if one.pk == letter.pk)
    failed(held, "weer niet", now=LATER, for_good=True)
    assert (mine().state, status(cast)) == ("failed", "open")
    assert Act.objects.filter(act="bounced").count() == 2


def test_to_another_address_the_address_is_corrected_on_record() -> None:
    cast, letter = failing()
    assert goes_on(cast, letter, AGAIN, email="noor@nieuw.example") is None
    assert (mine().address, Party.objects.get(part="complainant").email) == ("noor@nieuw.example", "noor@nieuw.example")
    assert Act.objects.filter(act="correct").count() == 2
    assert "noor@nieuw" not in str(list(Act.objects.values_list("data", flat=True)))


def test_an_address_that_was_corrected_meanwhile_is_used() -> None:
    cast, letter = failing()
    Party.objects.filter(part="complainant").update(email="noor@nieuw.example")
    assert goes_on(cast, letter, AGAIN, email="noor@nieuw.example") is None
    assert mine().address == "noor@nieuw.example"


@pytest.mark.clause("KLI-09")
def test_by_post_instead_it_is_met_when_it_is_posted() -> None:
    cast, letter = failing()
    assert goes_on(cast, letter, BY_POST) is None
    assert (mine().channel, "Lindelaan 4" in mine().address, claim(now=LATER + DAY) and status(cast)) == ("post", True, "open")
    mark_sent(mine(), at=LATER, now=LATER)
    assert Act.objects.get(act="sent").data["channel"] == "post"
    assert status(cast) == "met"


def test_without_a_postal_address_it_is_not_posted() -> None:
    cast, letter = failing()
    Party.objects.update(address="")
    answer = goes_on(cast, letter, BY_POST)
    assert isinstance(answer, Refused)
    assert (answer.missing, Act.objects.filter(act="correct").count(), mine().state) == (("email",), 0, "failed")


def test_other_words_are_its_writers() -> None:
    cast, letter = failing()
    goes_on(cast, letter, AGAIN, written=Written("Nieuw\nonderwerp", "Nieuwe tekst"))
    assert (mine().subject, mine().body, mine().edited) == ("Nieuw onderwerp", "Nieuwe tekst", True)


def test_words_that_a_second_reader_approved_are_not_changed_afterwards() -> None:
    cast, reader = acknowledgement_to_read()
    approved = record(Log(cast.dossier.matter_id), "approve", by=Actor(MANAGER, reader), at=LATER, now=LATER, data={"of": 1})
    assert isinstance(approved, Recorded)
    Letter.objects.update(state="failed", next_attempt=None)
    assert isinstance(goes_on(cast, mine(), AGAIN, written=Written("Anders", "Anders")), Refused)
    assert goes_on(cast, mine(), AGAIN) is None


def test_once_a_newer_letter_was_written_the_old_one_stays() -> None:
    cast, letter = failing()
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=LATER, channel="mail")
    answer = goes_on(cast, letter, AGAIN)
    assert isinstance(answer, Refused)
    assert answer.reason.startswith("Er is intussen een nieuwe brief geschreven.")


def test_of_two_at_once_the_second_is_told() -> None:
    cast, letter = failing()
    assert goes_on(cast, letter, AGAIN) is None
    assert isinstance(goes_on(cast, letter, BY_POST), Refused)
    assert Act.objects.filter(act="correct").count() == 1


def test_in_doubt_it_is_not_sent_again_before_someone_says_that_it_was_lost() -> None:
    cast, letter = in_doubt()
    assert (letter.reason, possible_steps(letter), status(cast)) == (HALF_WAY, (ARRIVED, LOST), "on_its_way")
    assert isinstance(goes_on(cast, letter, AGAIN), Refused)
    assert goes_on(cast, letter, LOST) is None
    assert (status(cast), possible_steps(mine())) == ("open", (AGAIN, BY_POST, DROPPED))
    assert goes_on(cast, mine(), AGAIN) is None


def test_in_doubt_someone_says_that_it_arrived_and_it_counts_from_when_it_left() -> None:
    cast, letter = in_doubt()
    assert goes_on(cast, letter, ARRIVED) is None
    assert (mine().state, mine().sent_at, status(cast)) == ("sent", NOW + HOUR, "met")
    assert possible_steps(mine()) == ()


def test_let_be_it_is_owed_and_may_be_written_anew() -> None:
    cast, letter = failing()
    assert goes_on(cast, letter, DROPPED) is None
    assert (mine().state, status(cast)) == ("withdrawn", "open")
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=LATER, channel="mail")


def test_it_stands_before_who_looks_after_it_until_it_is_dealt_with() -> None:
    cast, letter = failing()
    everything = Dossier.objects.all()
    assert [one.pk for one in failed_for(cast.manager, among=everything)] == [letter.pk]
    assert list(failed_for(cast.manager, among=everything.none())) == []
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=LATER, channel="mail")
    assert list(failed_for(cast.manager, among=everything)) == []


def test_of_a_letter_in_doubt_whoever_looks_after_it_is_told() -> None:
    cast, letter = in_doubt()
    assert letter.claimed_until == NOW + HOUR
    assert Letter.objects.filter(matter__isnull=True, address=cast.manager.email).count() == 1


def test_a_mail_of_no_act_goes_again_too_and_stands_in_no_log() -> None:
    cast, _ = failing()
    notice = Letter.objects.get(matter__isnull=True)
    Letter.objects.filter(pk=notice.pk).update(state="failed", next_attempt=None)
    assert goes_on(cast, notice, AGAIN) is None
    notice.refresh_from_db()
    assert (notice.state, Act.objects.filter(act="correct").count()) == ("waiting", 0)


def test_an_address_that_is_none_is_refused_and_nothing_is_recorded() -> None:
    cast, letter = failing()
    Party.objects.update(email="")
    Letter.objects.filter(pk=letter.pk).update(address="")
    assert isinstance(goes_on(cast, letter, AGAIN), Refused)
    assert (mine().state, Act.objects.filter(act="correct").count()) == ("failed", 0)
