import pytest

from tests.factories.house import DAY, NOW, a_dossier, a_version, an_organisation, refreshed, shipped, with_two
from wederhoor.actions.regulations import end, make_default, publish_calendar, publish_procedure
from wederhoor.core.fault import Fault
from wederhoor.organisations.models import CalendarVersion, Organisation, ProcedureVersion
from wederhoor.organisations.regulations import ended

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


def test_one_of_several_has_its_last_day_until_that_is_taken_back_or_it_becomes_the_default_one() -> None:
    organisation, day = with_two("ecm", "extrack"), NOW.date()
    for taken_back in (True, False):
        assert end(organisation, "extrack", day) is None
        assert (ended(organisation, "extrack", day), ended(organisation, "extrack", day + DAY)) == (None, day)
        if taken_back:
            end(organisation, "extrack", None)
        else:
            make_default(organisation, "extrack")
        assert ended(organisation, "extrack", day + DAY) is None
    assert Organisation.objects.get().settings["last_days"] == {}


@pytest.mark.parametrize(("procedure", "said"), [("ecm", "default"), ("elders", "no regulation 'elders'")])
def test_the_default_one_and_one_that_is_not_there_cannot_end(procedure: str, said: str) -> None:
    organisation = with_two("ecm", "extrack")
    assert said in str(end(organisation, procedure, NOW.date()))
    assert "last_days" not in Organisation.objects.get().settings


def test_the_only_regulation_cannot_end() -> None:
    assert "default" in str(end(an_organisation("ecm"), "ecm", NOW.date()))


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
