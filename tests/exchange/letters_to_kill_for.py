"""Run as a program beside a worker: `make <count>` fills the outbox, `expire` ends every lease; each prints how the letters stand."""

import json
import sys

from wederhoor.site.cli import prepare_django

prepare_django()

from wederhoor.correspondence.models import Letter  # noqa: E402 - models can be loaded only now
from wederhoor.organisations.models import Organisation  # noqa: E402
from wederhoor.web import clock  # noqa: E402

NOW = clock.now()
"""The worker goes by the real clock, and clears what is a month old."""


def make(count: int) -> None:
    """Letters that wait."""
    organisation = Organisation.objects.create(slug="kort", name="Kort")
    plain = {"organisation": organisation, "channel": "mail", "address": "lid@werk.example", "body": "x", "filled_for": NOW.date()}
    names = [f"<{number}@werk.example>" for number in range(count)]
    Letter.objects.bulk_create(Letter(**plain, subject=name, message_id=name, created_at=NOW, next_attempt=NOW) for name in names)


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(int(sys.argv[2]))
    elif sys.argv[1] == "expire":
        Letter.objects.filter(state="claimed").update(next_attempt=NOW, claimed_until=NOW)
    print(json.dumps(list(Letter.objects.values_list("message_id", "state", "reason"))))
