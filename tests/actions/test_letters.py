import re

import pytest

from tests.factories.house import DAY, HOUR, NOW, PROCEDURES, a_dossier, a_member, an_organisation, took
from tests.factories.lives import MANAGER, begun
from wederhoor.actions.letters import Draft, draft, fresh
from wederhoor.actions.loading import take
from wederhoor.actions.record import Actor, Log, Recorded, Refused, Written, record
from wederhoor.actions.repeating import AGAIN, Repeat, go_on
from wederhoor.core.act import VOCABULARY
from wederhoor.core.dossier import permitted
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act

pytestmark = pytest.mark.django_db
TELL = [name for name, spec in VOCABULARY.items() if spec.letter == "always"]


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_every_letter_that_a_new_dossier_may_get_can_be_filled(procedure: str) -> None:
    organisation = an_organisation(procedure)
    dossier = a_dossier(organisation)
    [shelf] = take([dossier.matter_id])
    roles = {role.id: a_member(organisation, role.id) for role in shelf.procedure.roles if not role.part}
    data = {"channel": "mail", "reasons": "Omdat.", "until": "2026-09-01", "solution": "Zo.", "outcome": "upheld"}
    drafts = 0
    for role, acts in permitted(shelf.replayed(NOW)).items():
        for act in set(acts) & set(TELL) if role in roles else ():
            given = {name: value for name, value in data.items() if name in shelf.procedure.specs[act].fields}
            made = draft(Log(dossier.matter_id), act, by=Actor(role, roles[role]), now=NOW + HOUR, data=given)
            assert not isinstance(made, Draft) or not re.search(r"[{}]", made.subject + made.body)
            drafts += isinstance(made, Draft)
    assert drafts
    assert Act.objects.count() == 1


def test_a_letter_names_its_reader_and_the_number_and_the_last_day() -> None:
    cast = begun()
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, channel="mail")
    letter = Letter.objects.get()
    assert letter.address == "noor@zonland.example"
    assert "Beste Noor de Wit" in letter.body
    assert cast.dossier.number in letter.subject + letter.body
    assert "8 mei 2026" in letter.body


def test_what_the_template_says_meets_the_duty_that_asks_it() -> None:
    cast = begun()
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, channel="mail")
    assert set(Act.objects.get(act="acknowledge").data["states"]) == {"steps", "terms"}


def test_the_writer_has_the_last_word() -> None:
    cast = begun()
    words = Written("Onze bevestiging", "Beste mevrouw De Wit, het is binnen.")
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, letter=words, channel="mail")
    letter = Letter.objects.get()
    assert (letter.subject, letter.body, letter.edited) == (words.subject, words.body, True)


def test_without_an_address_a_mail_is_refused() -> None:
    organisation = an_organisation()
    manager = a_member(organisation, MANAGER)
    dossier = a_dossier(organisation, complainant={"name": "Zonder Mail"})
    by = Actor(MANAGER, manager)
    done = record(Log(dossier.matter_id), "acknowledge", by=by, at=NOW, now=NOW, data={"channel": "mail"})
    assert isinstance(done, Refused)
    assert done.missing == ("channel",)


def test_what_is_told_on_the_page_has_been_told_at_once() -> None:
    cast = begun()
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, channel="portal")
    letter = Letter.objects.get()
    assert (letter.state, letter.next_attempt) == ("sent", None)
    assert cast.dossier.duties.get(duty="acknowledge").status == "met"


def test_a_mail_that_leaves_on_another_day_is_filled_anew() -> None:
    cast = begun()
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, channel="mail")
    letter = Letter.objects.get()
    Letter.objects.update(body="oude woorden")
    letter.refresh_from_db()
    assert fresh(letter, NOW + HOUR)
    assert Letter.objects.get().body == "oude woorden"
    assert fresh(letter, NOW + DAY)
    assert "Beste Noor" in Letter.objects.get().body
    assert Letter.objects.get().filled_for == (NOW + DAY).date()


def test_post_of_another_day_goes_back_to_its_writer_when_its_words_have_moved_on() -> None:
    cast = begun()
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, channel="post")
    took(cast.dossier, "assign", cast.manager, role=MANAGER, at=NOW + HOUR, to=f"m-{cast.handler.pk}", independent=True)
    letter = Letter.objects.get()
    kept = fresh(letter, NOW + DAY)
    assert Letter.objects.get().state == ("waiting" if kept else "failed")
    Letter.objects.update(state="failed", next_attempt=None)
    words = Written("Opnieuw", "Woorden van vandaag")
    go_on(letter, Repeat(AGAIN, words), by=Actor(MANAGER, cast.manager), now=NOW + DAY)
    assert (Letter.objects.get().state, Letter.objects.get().filled_for) == ("waiting", (NOW + DAY).date())


def test_a_draft_of_what_is_refused_says_why() -> None:
    cast = begun()
    made = draft(Log(cast.dossier.matter_id), "reply", by=Actor(MANAGER, cast.manager), now=NOW + HOUR, data={"channel": "mail"})
    assert isinstance(made, Refused)


def test_an_act_that_writes_nothing_has_no_draft() -> None:
    cast = begun()
    assert draft(Log(cast.dossier.matter_id), "note", by=Actor(MANAGER, cast.manager), now=NOW, data={"text": "kort"}) is None
    assert not isinstance(record(Log(0), "note", by=Actor(MANAGER), at=NOW, now=NOW, data={}), Recorded)


def test_a_letter_whose_subject_holds_what_no_database_keeps_is_kept_without_it() -> None:
    cast = begun()
    by = Actor(MANAGER, cast.manager)
    words = Written("Ont\x00vangst\r\nBcc: een@ander.example", "Wij hebben uw klacht\x00.")
    log = Log(cast.dossier.matter_id)
    done = record(log, "acknowledge", by=by, at=NOW + HOUR, now=NOW + HOUR, data={"channel": "mail"}, letter=words)
    assert isinstance(done, Recorded)
    letter = Letter.objects.get(matter_id=done.matter_id)
    assert (letter.subject, letter.body) == ("Ontvangst Bcc: een@ander.example", "Wij hebben uw klacht.")
