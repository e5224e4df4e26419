import pytest
from django.db import connection
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext

from tests.factories.house import NOW, a_dossier, an_organisation
from wederhoor.dossiers.models import Dossier, DutyRow, TrackingCode
from wederhoor.dossiers.statements import insert, insert_one, together, update

pytestmark = pytest.mark.django_db


def test_one_row_learns_its_key_and_several_are_all_written() -> None:
    dossier = a_dossier(an_organisation())
    one = TrackingCode(dossier=dossier, digest="a", created_at=NOW)
    insert_one(one)
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


def codes(dossier: Dossier, *names: str) -> None:
    for name in names:
        insert(TrackingCode, [{"dossier_id": dossier.pk, "digest": name, "created_at": NOW}])


def test_what_is_written_together_goes_in_one_round_where_a_database_is_elsewhere() -> None:
    dossier = a_dossier(an_organisation())
    with CaptureQueriesContext(connection) as rounds, together():
        codes(dossier, "a", "b%s'; --")
        update(Dossier, dossier.pk, {"outcome": "upheld"})
    written = [query["sql"] for query in rounds.captured_queries if "INSERT" in query["sql"]]
    assert len(written) == (2 if connection.vendor == "sqlite" else 1)
    assert TrackingCode.objects.filter(digest__in=["a", "b%s'; --"]).count() == 2
    assert Dossier.objects.get(pk=dossier.pk).outcome == "upheld"


def test_who_asks_in_between_sees_what_waited() -> None:
    dossier = a_dossier(an_organisation())
    with together():
        codes(dossier, "a")
        assert TrackingCode.objects.filter(digest="a").exists()
        one = TrackingCode(dossier=dossier, digest="b", created_at=NOW)
        codes(dossier, "c")
        insert_one(one)
        assert TrackingCode.objects.get(pk=one.pk).digest == "b"


def test_one_that_cannot_be_written_undoes_all_and_leaves_nothing_waiting() -> None:
    dossier = a_dossier(an_organisation())
    with pytest.raises(IntegrityError), together():
        codes(dossier, "a", "a")
    codes(dossier, "d")
    assert set(TrackingCode.objects.filter(digest__in=["a", "d"]).values_list("digest", flat=True)) == {"d"}


def broken_off(dossier: Dossier) -> None:
    with together():
        codes(dossier, "b")
        raise LookupError


def test_what_was_broken_off_is_not_written_later() -> None:
    dossier = a_dossier(an_organisation())
    with pytest.raises(LookupError):
        broken_off(dossier)
    codes(dossier, "d")
    assert not TrackingCode.objects.filter(digest="b").exists()


def begun() -> bool:
    """Whether a transaction is on its way."""
    return connection.in_atomic_block


@pytest.mark.django_db(transaction=True)
def test_the_transaction_begins_only_when_something_must_go() -> None:
    dossier = a_dossier(an_organisation())
    with together():
        codes(dossier, "a", "b")
        assert not begun()
        assert TrackingCode.objects.filter(digest="b").exists()
        assert begun()
    with together():
        pass
    assert not begun()
    assert TrackingCode.objects.filter(digest__in=["a", "b"]).count() == 2


@pytest.mark.django_db(transaction=True)
def test_one_that_cannot_be_written_takes_the_others_with_it() -> None:
    dossier = a_dossier(an_organisation())
    with pytest.raises(IntegrityError), together():
        codes(dossier, "c", "a", "a")
    assert not begun()
    assert not TrackingCode.objects.filter(digest="c").exists()
