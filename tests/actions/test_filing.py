import pytest

from tests.factories.house import NOW, PROCEDURES, a_filing, an_organisation
from wederhoor.actions.access import by_code
from wederhoor.dossiers.models import Act, Dossier, Party, Text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_a_filing_makes_a_dossier_under_each_regulation(procedure: str) -> None:
    filed = a_filing(an_organisation(procedure))
    assert filed.dossier.number == "2026-0001"
    assert filed.dossier.received_at == NOW
    assert filed.dossier.duties.exists()


def test_names_and_texts_stand_apart_from_the_log() -> None:
    filed = a_filing(an_organisation())
    act = Act.objects.get()
    assert act.data["complainant.name"] is True
    assert act.data["description"] is True
    assert Party.objects.get(ref=act.person).name == "Noor de Wit"
    assert Text.objects.get(matter=filed.dossier.matter, field="description").body.startswith("Vraag 7")


def test_the_tracking_code_opens_the_dossier_and_is_not_kept() -> None:
    filed = a_filing(an_organisation())
    typed = filed.tracking_code.lower().replace("-", " ")
    assert by_code(typed) == filed.dossier
    assert filed.tracking_code not in str(list(filed.dossier.codes.values()))


def test_a_repeated_filing_is_the_same_filing() -> None:
    organisation = an_organisation()
    first, second = a_filing(organisation, key="form-1"), a_filing(organisation, key="form-1")
    assert second == first
    assert organisation.dossiers.count() == 1


def test_the_dossier_handed_back_is_as_the_store_has_it() -> None:
    dossier = a_filing(an_organisation()).dossier
    stored = Dossier.objects.get(pk=dossier.pk)
    assert [getattr(dossier, field.attname) for field in Dossier._meta.concrete_fields] == [
        getattr(stored, field.attname) for field in Dossier._meta.concrete_fields
    ]
