import pytest

from tests.factories.house import a_dossier, an_organisation
from wederhoor.dossiers.models import Dossier
from wederhoor.dossiers.selects import Asked, read, read_each
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


def test_several_models_are_read_at_once_each_by_its_condition() -> None:
    organisation, dossier = an_organisation(), a_dossier(an_organisation())
    versions, found, none, numbers = read_each(
        Asked(ProcedureVersion, "organisation_id = %s", [organisation.pk]),
        Asked(Dossier, "id = %s ORDER BY id", [dossier.pk]),
        Asked(Dossier, "id = %s", [0]),
        Asked(Dossier, "id = %s", [dossier.pk], "number, id"),
    )
    assert [(version.organisation_id, version.pk > 0) for version in versions] == [(organisation.pk, True)]
    assert ([row.number for row in found], none, numbers) == ([dossier.number], [], [(dossier.number, dossier.pk)])
