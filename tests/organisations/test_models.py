import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tests.factories.house import a_dossier, a_member, an_organisation
from wederhoor.dossiers.models import Act
from wederhoor.organisations.models import Member, ProcedureVersion, roles_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [ProcedureVersion, Act])
def test_what_is_written_once_is_never_changed_or_deleted(model: type[ProcedureVersion | Act]) -> None:
    a_dossier(an_organisation())
    row = model.objects.get()
    for change in (row.save, row.delete, model.objects.all().delete, lambda: model.objects.update(digest="0")):
        with pytest.raises(PermissionDenied):
            change()
    assert model.objects.get().digest == row.digest


def test_a_user_is_a_member_of_an_organisation_once() -> None:
    member = a_member(an_organisation())
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.create(organisation=member.organisation, user=member.user, name="Nog eens")


def test_a_member_holds_the_roles_given() -> None:
    assert roles_of(a_member(an_organisation(), "support", "leiding")) == {"support", "leiding"}
