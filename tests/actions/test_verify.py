import pytest
from django.db.models import QuerySet

from tests.factories.lives import closed
from wederhoor.actions.verify import verify
from wederhoor.dossiers.models import Act, Party, Text

pytestmark = pytest.mark.django_db


def tampered() -> QuerySet[Act]:
    """The acts, past the guard that keeps our own programs from changing them."""
    return QuerySet(Act)


def test_a_log_that_nobody_touched_is_whole() -> None:
    closed()
    assert list(verify()) == []


@pytest.mark.parametrize("changed", [{"data": {"outcome": "rejected"}}, {"by": "iemand"}, {"person": "p-9"}, {"act": "note"}])
def test_a_changed_act_is_where_the_chain_breaks(changed: dict[str, object]) -> None:
    closed()
    tampered().filter(act="judge").update(**changed)
    assert next((item.seq, item.what) for item in verify()) == (Act.objects.get(seq=5).seq, "the act is not as it was recorded")


def test_a_removed_act_is_missed() -> None:
    closed()
    tampered().filter(seq=3).delete()
    assert next(iter(verify())).what == "an act is missing from the log"


def test_a_log_cut_short_is_seen() -> None:
    cast = closed()
    last = Act.objects.filter(matter=cast.dossier.matter).last()
    assert last is not None
    tampered().filter(pk=last.pk).delete()
    assert "should hold" in next(iter(verify())).what


def test_a_changed_text_and_a_changed_name_are_seen() -> None:
    closed()
    Text.objects.filter(field="description").update(body="iets anders")
    Party.objects.filter(ref="p-1").update(name="Iemand Anders")
    assert {item.what for item in verify()} == {"the text 'description' is not as it was recorded", "the person p-1 is not as recorded"}


def test_a_text_that_vanished_is_missed() -> None:
    closed()
    Text.objects.filter(field="description").delete()
    assert [item.what for item in verify()] == ["the text 'description' is missing"]
