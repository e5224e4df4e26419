"""Records without end, until it is killed: filings, letters, objections of one organisation. Started by test_record_killed.py."""

import sys
from datetime import timedelta
from itertools import count

from tests.factories.house import COMPLAINT, HOUR, NOW
from tests.factories.lives import MANAGER
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.record import Actor, Log, record
from wederhoor.organisations.models import Member


def work(manager: Member, start: int) -> None:
    """One complaint after another, each with a note and an acknowledgement; says `ready` after the first."""
    for number in count(start):
        now = NOW + timedelta(seconds=number)
        filed = file_complaint(manager.organisation, data=COMPLAINT, by=Actor("complainant"), at=now, now=now)
        assert isinstance(filed, Filed)
        log, by = Log(filed.dossier.matter_id), Actor(MANAGER, manager)
        record(log, "note", by=by, at=now, now=now, data={"text": "kort"})
        record(log, "acknowledge", by=by, at=now + HOUR, now=now + HOUR, data={"channel": "mail"})
        if number == start:
            print("ready", flush=True)


def main() -> None:
    """Works until it is killed."""
    chosen = Member.objects.select_related("organisation").get(pk=int(sys.argv[1]))
    work(chosen, int(sys.argv[2]))
