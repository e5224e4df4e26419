from collections.abc import Mapping

import pytest
from django.db import IntegrityError, transaction

from tests.factories.house import NOW, an_organisation
from wederhoor.correspondence.models import Letter, Message

pytestmark = pytest.mark.django_db


def a_letter(**more: object) -> Letter:
    known: Mapping[str, object] = {"channel": "mail", "subject": "a", "body": "b", "filled_for": NOW.date(), "created_at": NOW}
    return Letter(organisation=an_organisation(), **{**known, "message_id": "<1@werk.example>", **more})


@pytest.mark.parametrize("fault", [{"state": "sent"}, {"state": "claimed"}, {"act": "reply"}, {"seq": 3}])
def test_a_letter_says_when_it_left_who_claimed_it_and_of_which_act_it_is(fault: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        a_letter(**fault).save()


def test_a_reminder_is_a_letter_of_no_act() -> None:
    a_letter().save()
    assert Letter.objects.get().state == "waiting"


@pytest.mark.parametrize("fault", [{"message_id": "<m>"}, {"content_digest": "d1"}, {"content_digest": "d2", "state": "joined"}])
def test_a_message_stands_once_and_knows_where_it_was_joined(fault: dict[str, object]) -> None:
    organisation = an_organisation()
    Message.objects.create(organisation=organisation, message_id="<m>", content_digest="d1", received_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(organisation=organisation, received_at=NOW, **{"content_digest": "d3", **fault})


def test_messages_without_an_identifier_do_not_stand_in_each_others_way() -> None:
    organisation = an_organisation()
    for digest in "ab":
        Message.objects.create(organisation=organisation, content_digest=digest, received_at=NOW)
    assert Message.objects.count() == 2
