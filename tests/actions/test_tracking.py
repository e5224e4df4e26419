"""Tracking codes: nobody makes one of a number alone, and a new secret takes nobody's code away."""

import pytest
from pytest_django import Settings

from tests.factories.house import NOW, a_filing, an_organisation
from wederhoor.actions.access import by_code
from wederhoor.actions.tracking import code_of, code_told, digest_of, give_code
from wederhoor.dossiers.models import Dossier, TrackingCode
from wederhoor.organisations.models import Organisation

pytestmark = pytest.mark.django_db


def numbered(organisation: int, number: str) -> Dossier:
    return Dossier(organisation=Organisation(pk=organisation), number=number)


def test_it_follows_from_the_number_only_for_who_has_the_secret(settings: Settings) -> None:
    dossier = numbered(1, "2026-0001")
    settings.SECRET_KEY = "a" * 60
    first = code_of(dossier)
    settings.SECRET_KEY = "b" * 60
    assert code_of(dossier) != first


def test_every_dossier_has_its_own_also_with_the_same_number_elsewhere() -> None:
    one, other, elsewhere = (code_of(numbered(*which)) for which in ((1, "2026-0001"), (1, "2026-0002"), (2, "2026-0001")))
    assert len({one, other, elsewhere}) == 3


def test_the_store_holds_a_digest_of_it_only() -> None:
    filed = a_filing(an_organisation())
    [row] = TrackingCode.objects.all()
    assert row.digest == digest_of(filed.tracking_code)
    assert filed.tracking_code not in str(TrackingCode.objects.values())


def test_typed_otherwise_it_is_the_same() -> None:
    code = code_of(numbered(1, "2026-0001"))
    assert digest_of(code.lower().replace("-", " ")) == digest_of(code)


def test_under_a_new_secret_a_letter_gives_a_code_that_works_beside_the_old_one(settings: Settings) -> None:
    filed = a_filing(an_organisation())
    settings.SECRET_KEY = "another" * 10
    given = TrackingCode.objects.get()
    told = [code_told(given), code_told(given)]
    assert told[0] == told[1] != filed.tracking_code
    assert by_code(told[0]) == by_code(filed.tracking_code) == filed.dossier
    assert TrackingCode.objects.count() == 2


def test_given_twice_it_is_one() -> None:
    filed = a_filing(an_organisation())
    assert give_code(filed.dossier, NOW) == filed.tracking_code
    assert TrackingCode.objects.count() == 1
