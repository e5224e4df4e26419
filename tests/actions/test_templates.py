"""Own words for a letter of the regulation: checked when they are saved, kept in versions, and used from then on."""

import pytest

from tests.factories.house import DAY, HOUR, NOW, PROCEDURES, a_dossier, a_member, an_organisation, shipped, took
from tests.factories.lives import MANAGER, begun
from tests.factories.readers import norm, regulation
from wederhoor.actions.letters import fresh
from wederhoor.actions.templates import (
    Saving,
    key_of,
    languages_of,
    own_letters,
    reader_changes,
    reading_roles,
    save_template,
    set_reader,
    versions_of,
)
from wederhoor.core.fault import Fault
from wederhoor.core.phrase import spoken
from wederhoor.correspondence.models import Letter, LetterTemplate
from wederhoor.organisations.models import Member, Organisation

pytestmark = pytest.mark.django_db
OWN = "Geachte {name},\n\nUw klacht kreeg nummer {number}.\n\n{steps}\n\n{terms}\n\nHoogachtend,\n{organisation}"


def save(organisation: Organisation, by: Member, body: str = OWN, subject: str = "Ontvangen: {number}", seen: int = 0) -> tuple[Fault, ...]:
    saving = Saving(regulation(organisation), norm(organisation, "acknowledge"), "nl", subject, body, seen)
    return save_template(organisation, saving, by=by, now=NOW)


def test_a_letter_leaves_in_the_own_words_of_the_organisation() -> None:
    cast = begun()
    assert save(cast.dossier.organisation, cast.manager) == ()
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, channel="mail")
    letter = Letter.objects.get()
    assert letter.body.startswith(f"Geachte Noor de Wit,\n\nUw klacht kreeg nummer {cast.dossier.number}.")
    assert (letter.subject, letter.edited) == (f"Ontvangen: {cast.dossier.number}", False)


@pytest.mark.clause("KLI-09")
def test_what_the_letter_must_state_does_not_disappear() -> None:
    cast = begun()
    faults = save(cast.dossier.organisation, cast.manager, OWN.replace("{terms}", ""))
    assert [(fault.key, fault.message) for fault in faults] == [
        ("terms", "{terms} ontbreekt: de regeling vraagt dat deze brief dit zegt (KLI-09).")
    ]
    assert not LetterTemplate.objects.exists()


def test_a_placeholder_that_nobody_knows_is_told_with_its_line_and_the_nearest() -> None:
    cast = begun()
    [fault] = save(cast.dossier.organisation, cast.manager, OWN.replace("{organisation}", "{organisatie}"))
    assert (fault.line, fault.message) == (10, 'in de brief staat {organisatie}; dat is niet bekend. Bedoelt u "organisation"?')


def test_every_saving_is_kept_with_who_and_when_and_the_same_words_are_none() -> None:
    cast = begun()
    organisation = cast.dossier.organisation
    save(organisation, cast.manager)
    first = LetterTemplate.objects.get()
    save(organisation, cast.handler, OWN + "\nTot ziens", seen=first.pk)
    newest = LetterTemplate.objects.latest("pk")
    save(organisation, cast.handler, OWN + "\nTot ziens", seen=newest.pk)
    kept = versions_of(organisation, regulation(organisation), norm(organisation, "acknowledge"), "nl")
    assert [(one.saved_by, one.saved_at) for one in kept] == [(cast.handler, NOW), (cast.manager, NOW)]


def test_of_two_who_save_at_once_the_second_is_told_and_nothing_is_lost() -> None:
    cast = begun()
    save(cast.dossier.organisation, cast.manager)
    [fault] = save(cast.dossier.organisation, cast.handler, OWN + "\nAnders")
    assert fault.message.startswith("Een collega veranderde deze brief")
    assert LetterTemplate.objects.count() == 1


def test_back_to_the_words_of_the_regulation() -> None:
    cast = begun()
    organisation = cast.dossier.organisation
    save(organisation, cast.manager)
    assert save(organisation, cast.manager, "", "", seen=LetterTemplate.objects.get().pk) == ()
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, channel="mail")
    assert "Beste Noor de Wit" in Letter.objects.get().body


def test_another_organisation_keeps_its_own() -> None:
    cast, other = begun(), begun()
    save(cast.dossier.organisation, cast.manager)
    took(other.dossier, "acknowledge", other.manager, role=MANAGER, at=NOW + HOUR, channel="mail")
    assert "Beste Noor de Wit" in Letter.objects.get().body


def test_a_letter_that_leaves_another_day_leaves_in_the_words_of_that_day() -> None:
    cast = begun()
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, channel="mail")
    save(cast.dossier.organisation, cast.manager)
    waiting = Letter.objects.get()
    Letter.objects.update(body="oud")
    assert fresh(waiting, NOW + DAY)
    assert Letter.objects.get().body.startswith("Geachte Noor")


def test_where_the_condition_of_a_letter_changes_it_is_another_letter() -> None:
    organisation = an_organisation()
    letter = norm(organisation, "acknowledge")
    assert key_of(letter) == key_of(letter.model_copy(update={"body": "anders"}))
    assert key_of(letter) != key_of(letter.model_copy(update={"states": ("steps",)}))


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_the_words_of_every_shipped_letter_could_be_saved_as_own(procedure: str) -> None:
    organisation = an_organisation(procedure)
    by, rules = a_member(organisation), regulation(organisation)
    for letter in rules.letters:
        saving = Saving(rules, letter, "nl", spoken(letter.subject), spoken(letter.body), 0)
        assert save_template(organisation, saving, by=by, now=NOW) == ()
    assert len(own_letters(organisation).words) == len({key_of(letter) for letter in rules.letters}) == len(rules.letters)


def test_without_a_saving_nothing_is_asked_of_the_store(django_assert_num_queries: pytest.FixtureRequest) -> None:
    cast = begun()
    save(cast.dossier.organisation, cast.manager)
    own_letters(cast.dossier.organisation)
    with django_assert_num_queries(0):  # type: ignore[operator]
        own_letters(cast.dossier.organisation)


# Language ------------------------------------------------------------------------------------------------------------------


def in_two_languages() -> str:
    """Klik's regulation, which asks in which language one wants to be written to."""
    text = shipped("klik-onderwijs")
    field = '[[field]]\nid = "language"\nacts = ["file"]\nkind = "code"\noptions = ["nl", "en"]\nlabel = "Taal"\n\n[[act]]'
    return text.replace("[[act]]", field, 1)


def test_who_asked_for_english_is_written_to_in_the_own_english_words() -> None:
    organisation = an_organisation(text=in_two_languages())
    manager = a_member(organisation, MANAGER)
    english = "Dear {name},\n\nReceived on {received_on}. {steps}\n\n{terms}"
    saving = Saving(regulation(organisation), norm(organisation, "acknowledge"), "en", "Received ({number})", english, 0)
    assert save_template(organisation, saving, by=manager, now=NOW) == ()
    for asked in ("en", "nl"):
        took(a_dossier(organisation, language=asked), "acknowledge", manager, role=MANAGER, at=NOW + HOUR, channel="mail")
    first, second = Letter.objects.order_by("pk")
    assert "Dear Noor de Wit,\n\nReceived on Wednesday 22 April 2026." in first.body
    assert "no later than" in first.body
    assert second.body.startswith("Beste Noor")


def test_a_language_without_words_is_that_of_the_regulation() -> None:
    organisation = an_organisation(text=in_two_languages())
    letter = norm(organisation, "acknowledge")
    assert languages_of(regulation(organisation), letter) == ("nl",)
    assert own_letters(organisation).worded(regulation(organisation), letter, "en") == (letter, "nl")


# Second readers ------------------------------------------------------------------------------------------------------------


def test_who_reads_first_is_kept_with_who_decided_that() -> None:
    cast = begun()
    organisation, letter = cast.dossier.organisation, norm(cast.dossier.organisation, "acknowledge")
    rules = regulation(organisation)
    for role in ("staff", "staff", MANAGER, ""):
        assert set_reader(organisation, rules, letter, role=role, by=cast.manager, now=NOW)
    assert [change.role for change in reader_changes(organisation, rules, letter)] == ["", MANAGER, "staff"]
    assert own_letters(organisation).reader(rules, "acknowledge", "dossier") == ""


def test_a_part_in_a_dossier_reads_nothing_first() -> None:
    cast = begun()
    rules, letter = regulation(cast.dossier.organisation), norm(cast.dossier.organisation, "acknowledge")
    assert "complainant" not in reading_roles(rules)
    assert not set_reader(cast.dossier.organisation, rules, letter, role="complainant", by=cast.manager, now=NOW)
