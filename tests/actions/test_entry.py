"""The mailed link of someone from outside: to whom it goes, that no store holds it, and that it opens once."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils.translation import override

from tests.factories.house import DAY, HOUR, NOW, a_dossier, a_member, an_organisation, took
from tests.factories.lives import MANAGER, Cast, begun
from tests.support import catalogue
from wederhoor.actions.entry import enter, invite_again, opens
from wederhoor.actions.outbox import claim, left
from wederhoor.actions.values import NewParty
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import EntryLink, Party

pytestmark = pytest.mark.django_db
EXPERT = NewParty(name="Deskundige Das", organisation_name="Bureau Elders", email="das@elders.example")
LINK = re.compile(r"/bij/link/([\w-]+)/")


def assigned(to: NewParty = EXPERT) -> Cast:
    """A complaint that someone of another organisation handles."""
    cast = begun()
    took(cast.dossier, "assign", cast.manager, role=MANAGER, at=NOW + HOUR, to=to, outside=True)
    return cast


def mailed(at: datetime = NOW + HOUR) -> list[str]:
    """The bodies of the letters that leave now."""
    found = []
    while (letter := claim(now=at)) is not None:
        left(letter, now=at)
        found.append(letter.body)
    return found


def token() -> str:
    [body] = mailed()
    found = LINK.search(body)
    assert found, body
    return found[1]


@pytest.mark.clause("KLI-10")
def test_whoever_gets_a_part_from_outside_gets_a_letter_with_a_link() -> None:
    cast = assigned()
    letter = Letter.objects.get(dossier=cast.dossier, address="das@elders.example")
    assert cast.dossier.number in letter.subject
    assert "Das" not in letter.subject
    [body] = mailed()
    assert "manager Propositie" in body
    assert "Uw rol daarin: onafhankelijke persoon" in body
    assert LINK.search(body)


def test_the_letter_says_what_is_asked_by_when_and_by_which_article() -> None:
    assigned()
    [body] = mailed()
    assert re.search(r"Wij vragen u: .+, uiterlijk \w+ \d+ \w+ 2026 \(artikel KLI-12\)\.", body), body


def test_no_store_holds_the_link() -> None:
    assigned()
    assert not LINK.search(Letter.objects.get().body)
    found = token()
    assert not LINK.search(Letter.objects.get().body)
    assert found not in "".join(EntryLink.objects.values_list("digest", flat=True))


def test_a_link_has_the_chance_of_256_bits() -> None:
    assigned()
    assert len(token()) == 43


def test_a_link_opens_once() -> None:
    assigned()
    found = token()
    assert opens(found, now=NOW + DAY)
    assert enter(found, now=NOW + DAY) == Party.objects.get(name="Deskundige Das")
    assert (opens(found, now=NOW + DAY), enter(found, now=NOW + DAY)) == (False, None)


def test_a_link_that_is_too_old_or_altered_opens_nothing() -> None:
    assigned()
    found = token()
    assert enter(found, now=NOW + HOUR + timedelta(days=7)) is None
    assert enter(found[:-1] + ("A" if found[-1] != "A" else "B"), now=NOW + DAY) is None
    assert enter("\ud800", now=NOW + DAY) is None
    assert enter(found, now=NOW + HOUR + timedelta(days=7) - timedelta(seconds=1)) is not None


def test_a_link_of_someone_who_has_come_to_work_here_opens_nothing() -> None:
    cast = assigned()
    found = token()
    Party.objects.filter(name="Deskundige Das").update(member=cast.handler)
    assert enter(found, now=NOW + DAY) is None


def test_without_a_mail_address_nobody_is_written_to() -> None:
    assigned(to=NewParty(name="Zonder Adres"))
    assert not Letter.objects.exists()


def test_a_colleague_gets_no_link() -> None:
    cast = begun()
    took(cast.dossier, "assign", cast.manager, role=MANAGER, at=NOW + HOUR, to=f"m-{cast.handler.pk}")
    assert not Letter.objects.exists()


def test_whoever_acts_himself_or_is_only_named_gets_no_link_again() -> None:
    cast = assigned()
    mailed()
    ref = Party.objects.get(name="Deskundige Das").ref
    took(cast.dossier, "hear", cast.manager, role=MANAGER, at=NOW + 2 * HOUR, party="complainant", person=ref)
    assert mailed(NOW + 3 * HOUR) == []


@pytest.mark.clause("EXA-06")
def test_each_time_that_something_is_put_before_him_a_new_link_goes_out() -> None:
    organisation = an_organisation("exa-men")
    support = a_member(organisation, "support")
    dossier = a_dossier(organisation)
    took(dossier, "consult", support, role="support", at=NOW + HOUR, of=[EXPERT], question="Klopt vraag 7?")
    first = mailed()
    ref = Party.objects.get(name="Deskundige Das").ref
    took(dossier, "consult", support, role="support", at=NOW + 2 * HOUR, of=[ref], question="En vraag 8?")
    assert (len(first), len(mailed(NOW + 2 * HOUR))) == (1, 1)


def test_asked_for_again_a_link_goes_to_every_dossier_of_that_address() -> None:
    organisation = an_organisation("klik-onderwijs")
    manager = a_member(organisation, MANAGER)
    for _ in range(2):
        took(a_dossier(organisation), "assign", manager, role=MANAGER, at=NOW + HOUR, to=EXPERT)
    mailed()
    assert invite_again("DAS@elders.example", now=NOW + DAY) == 2
    assert len({LINK.search(body)[1] for body in mailed(NOW + DAY)}) == 2  # type: ignore[index]
    assert invite_again("niemand@elders.example", now=NOW + DAY) == 0


def test_a_complainant_who_asks_for_a_link_gets_none_since_he_has_a_code() -> None:
    a_dossier(an_organisation("klik-onderwijs"))
    assert invite_again("noor@zonland.example", now=NOW + DAY) == 0


def test_a_letter_to_someone_from_outside_is_not_in_the_language_of_whoever_took_the_act() -> None:
    catalogue.compiled()
    with override("en"):
        assigned()
    [body] = mailed()
    assert body.startswith("Beste Deskundige Das,")
    assert re.search(r"tot \w+dag \d+ \w+ 2026, \d\d\.\d\d uur:", body)


def test_who_asks_for_a_new_link_on_an_english_page_gets_an_english_letter() -> None:
    catalogue.compiled()
    assigned()
    mailed()
    with override("en"):
        assert invite_again("das@elders.example", now=NOW + DAY) == 1
    [body] = mailed(NOW + DAY)
    assert body.startswith("Dear Deskundige Das,")
    assert re.search(r"It works once, until \w+day \d+ \w+ 2026, \d\d:\d\d:", body)
    assert Letter.objects.latest("pk").language == "en"
