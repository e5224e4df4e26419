from datetime import date

import pytest

from tests.factories.house import NOW, a_version, an_organisation, shipped
from wederhoor.actions.regulations import publish_procedure
from wederhoor.core.calendar import DEFAULT
from wederhoor.organisations.models import Organisation, ProcedureVersion
from wederhoor.organisations.regulations import Unreadable, in_force, load_calendar, load_procedure

pytestmark = pytest.mark.django_db


def published(*versions: tuple[int, str]) -> Organisation:
    organisation = an_organisation(text=a_version(shipped("ecm"), *versions[0]))
    for version in versions[1:]:
        publish_procedure(organisation, a_version(shipped("ecm"), *version), NOW)
    return organisation


@pytest.mark.parametrize(
    ("day", "version"),
    [(date(2025, 12, 31), 1), (date(2026, 1, 1), 1), (date(2026, 6, 30), 1), (date(2026, 7, 1), 2), (date(2030, 1, 1), 2)],
)
def test_the_version_of_the_day_of_receipt_holds(day: date, version: int) -> None:
    found = in_force(published((1, "2026-01-01"), (2, "2026-07-01")), day)
    assert found is not None
    assert found.version == version


def test_without_a_regulation_none_holds() -> None:
    assert in_force(Organisation.objects.create(slug="leeg", name="Leeg"), NOW.date()) is None


def test_of_several_regulations_the_default_one_holds_unless_asked() -> None:
    organisation = an_organisation("ecm")
    publish_procedure(organisation, shipped("extrack"), NOW)
    organisation.settings = {"default_procedure": "ecm"}
    assert [version.procedure for name in (None, "extrack") if (version := in_force(organisation, NOW.date(), name))] == ["ecm", "extrack"]


def test_a_text_is_read_once() -> None:
    version = ProcedureVersion.objects.get(organisation=an_organisation("ecm"))
    assert load_procedure(version) is load_procedure(version)


def test_a_text_that_this_program_cannot_read_is_named() -> None:
    organisation = an_organisation("ecm")
    broken = ProcedureVersion.objects.create(
        organisation=organisation, procedure="x", version=1, text="id = 1", digest="d1", in_force_from=NOW.date(), published_at=NOW
    )
    with pytest.raises(Unreadable):
        load_procedure(broken)


def test_without_a_calendar_the_default_one_holds() -> None:
    assert load_calendar(None) is DEFAULT
