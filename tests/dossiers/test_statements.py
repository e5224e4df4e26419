import pytest

from tests.factories.house import NOW, a_dossier, an_organisation
from wederhoor.dossiers.models import Dossier, DutyRow, TrackingCode
from wederhoor.dossiers.statements import insert, read, update
from wederhoor.organisations.models import ProcedureVersion

pytestmark = pytest.mark.django_db


def test_a_row_read_is_the_row_that_django_reads() -> None:
    dossier = a_dossier(an_organisation())
    [found] = read(Dossier, "id = %s", [dossier.pk])
    known = Dossier.objects.get(pk=dossier.pk)
    assert {field.attname: getattr(found, field.attname) for field in Dossier._meta.concrete_fields} == {
        field.attname: getattr(known, field.attname) for field in Dossier._meta.concrete_fields
    }


def test_a_large_text_is_fetched_when_it_is_asked_for() -> None:
    organisation = an_organisation("ecm")
    [version] = read(ProcedureVersion, "organisation_id = %s", [organisation.pk])
    assert "text" in version.get_deferred_fields()
    assert version.text.startswith("# Klachtenregeling")


def test_one_row_learns_its_key_and_several_are_all_written() -> None:
    dossier = a_dossier(an_organisation())
    one = TrackingCode(dossier=dossier, digest="a", created_at=NOW)
    insert(TrackingCode, [one])
    insert(TrackingCode, [TrackingCode(dossier=dossier, digest=name, created_at=NOW) for name in "bc"])
    insert(TrackingCode, [])
    assert TrackingCode.objects.get(pk=one.pk).digest == "a"
    assert TrackingCode.objects.filter(digest__in=["a", "b", "c"]).count() == 3


def test_a_row_that_is_there_is_replaced_only_where_told() -> None:
    dossier = a_dossier(an_organisation())
    duty = dossier.duties.first()
    assert duty is not None
    holder, duty.clause, duty.holder = duty.holder, "anders", "niemand"
    insert(DutyRow, [duty], replaces=["clause"], on="dossier_id, position")
    again = DutyRow.objects.get(dossier=dossier, position=duty.position)
    assert (again.clause, again.holder) == ("anders", holder)


def test_values_by_name_are_written_as_a_model_is() -> None:
    dossier = a_dossier(an_organisation())
    insert(TrackingCode, [{"dossier_id": dossier.pk, "digest": "a", "created_at": NOW}])
    assert TrackingCode.objects.get(digest="a").created_at == NOW


def test_only_the_columns_named_change() -> None:
    dossier = a_dossier(an_organisation())
    update(Dossier, dossier.pk, {"outcome": "upheld", "facts": {"a": [1]}})
    update(Dossier, dossier.pk, {})
    again = Dossier.objects.get(pk=dossier.pk)
    assert (again.outcome, again.facts, again.stage) == ("upheld", {"a": [1]}, dossier.stage)
