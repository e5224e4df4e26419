import pytest

from tests.factories.house import DAY, NOW, a_dossier, a_version, an_organisation, refreshed, shipped
from wederhoor.actions.regulations import make_default, publish_calendar, publish_procedure
from wederhoor.core.fault import Fault
from wederhoor.organisations.models import CalendarVersion, Organisation, ProcedureVersion

pytestmark = pytest.mark.django_db
CLOSED = 'name = "eigen"\ntime_zone = "Europe/Amsterdam"\nclosed = [2026-04-23, 2026-04-24]\n'


def test_a_text_with_a_fault_is_not_published() -> None:
    organisation = an_organisation()
    faults = publish_procedure(organisation, shipped("ecm").replace('id = "ECM-01"', 'id = "ECM-01x"', 1), NOW)
    assert isinstance(faults, tuple)
    assert faults
    assert organisation.procedures.count() == 1


def test_the_same_text_twice_is_one_version() -> None:
    organisation = an_organisation("ecm")
    again = publish_procedure(organisation, shipped("ecm"), NOW)
    assert isinstance(again, ProcedureVersion)
    assert organisation.procedures.get() == again


def test_another_text_needs_a_higher_number() -> None:
    organisation = an_organisation("ecm")
    changed = a_version(shipped("ecm"), 1, "2026-01-01")
    faults = publish_procedure(organisation, changed, NOW)
    assert isinstance(faults, tuple)
    assert isinstance(faults[0], Fault)
    assert "hoger nummer" in faults[0].message


def test_another_regulation_beside_it_leaves_who_names_none_by_the_one_that_held() -> None:
    organisation = an_organisation("ecm")
    publish_procedure(organisation, a_version(shipped("ecm"), 2, "2026-03-01"), NOW)
    assert "default_procedure" not in organisation.settings
    publish_procedure(organisation, a_version(shipped("extrack"), 1, "2026-04-01"), NOW)
    assert Organisation.objects.get().settings == organisation.settings
    assert organisation.settings["default_procedure"] == "ecm"


def test_a_default_one_that_was_chosen_stays_when_a_third_is_published() -> None:
    organisation = an_organisation("ecm")
    publish_procedure(organisation, shipped("extrack"), NOW)
    make_default(organisation, "extrack")
    publish_procedure(organisation, shipped("klik-onderwijs"), NOW)
    assert Organisation.objects.get().settings["default_procedure"] == "extrack"


def test_a_calendar_holds_for_what_comes_in_after_it() -> None:
    organisation = an_organisation("klik-onderwijs")
    before = a_dossier(organisation)
    assert isinstance(publish_calendar(organisation, CLOSED, NOW), CalendarVersion)
    after = a_dossier(organisation)
    due = [refreshed(dossier).duties.get(duty="acknowledge").due_day for dossier in (before, after)]
    assert [day.isoformat() for day in due if day] == ["2026-04-28", "2026-04-30"]


def test_a_calendar_with_a_fault_is_not_published() -> None:
    organisation = an_organisation()
    assert isinstance(publish_calendar(organisation, 'time_zone = "Maan/Krater"', NOW + DAY), tuple)
    assert not organisation.calendars.exists()
