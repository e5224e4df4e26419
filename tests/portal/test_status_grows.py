"""The page of a complaint costs as many questions to the store however much happened in it."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories.house import DAY, HOUR, NOW, a_filing, a_member, an_organisation, took
from tests.portal.matters import deliver
from tests.portal.visitor import page_of, words
from wederhoor.actions.filing import Filed
from wederhoor.actions.messages import write
from wederhoor.actions.public import followed
from wederhoor.actions.record import Actor, Log, Recorded, record
from wederhoor.actions.values import Upload
from wederhoor.correspondence.models import Message

pytestmark = pytest.mark.django_db
OFFICER = "klachtenfunctionaris"


def lived(times: int) -> Filed:
    """A complaint under ExTrack's regulation with so many letters, documents, messages of his own, and rulings asked."""
    filed = a_filing(an_organisation("extrack"))
    officer, log = a_member(filed.dossier.organisation, OFFICER), Log(filed.dossier.matter_id)
    for number in range(times):
        at = NOW + HOUR + number * timedelta(minutes=10)
        files = [Upload(f"bijlage-{number}.txt", b"inhoud")]
        for act, by, data in (
            ("report_progress", Actor(OFFICER, officer), {"channel": "mail", "reasons": "Wij zijn bezig."}),
            ("complete", Actor("complainant", party="p-1"), {"description": f"Aanvulling {number}."}),
            ("disclose", Actor(OFFICER, officer), {"party": "complainant"}),
        ):
            done = record(log, act, by=by, at=at, now=at, data=data, files=files)
            assert isinstance(done, Recorded), done
        deliver(at)
        kept = write(followed(filed.dossier, at), f"Bericht {number}.", files, now=at, key=f"bericht-{number}")
        assert isinstance(kept, Message), kept
    took(filed.dossier, "reply", officer, role=OFFICER, at=NOW + DAY, channel="mail", reasons="Nee.")
    deliver(NOW + DAY)
    said = {"channel": "portal", "in_writing": True, "grounds": ["Niet eens."]}
    done = record(log, "object", by=Actor("complainant", party="p-1"), at=NOW + DAY, now=NOW + DAY, data=said)
    assert isinstance(done, Recorded), done
    return filed


@pytest.mark.parametrize("times", [1, 3])
def test_it_takes_as_many_queries_for_one_of_everything_as_for_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, times: int
) -> None:
    page = page_of(client, lived(times).tracking_code)
    with time_machine.travel(NOW + 2 * DAY, tick=False):
        shown = words(client.get(page))
        with django_assert_num_queries(8):
            client.get(page)
    assert [f"Bericht {number}." in shown for number in range(times)] == [True] * times
    assert [f"bijlage-{number}.txt" in shown for number in range(times)] == [True] * times
