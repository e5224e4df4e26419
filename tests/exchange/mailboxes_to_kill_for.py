"""Run as a program beside a reader of mailboxes: `make` an organisation, `expire` every claim; each prints how the mails stand."""

import json
import sys

from wederhoor.site.cli import prepare_django

prepare_django()

from tests.factories.house import an_organisation  # noqa: E402 - models can be loaded only now
from wederhoor.correspondence.models import MailboxCursor, Message  # noqa: E402
from wederhoor.dossiers.models import Dossier  # noqa: E402

if __name__ == "__main__":
    if sys.argv[1] == "make":
        an_organisation(slug="kort")
    elif sys.argv[1] == "expire":
        MailboxCursor.objects.update(claimed_until=None)
        Message.objects.filter(state="new").update(received_at="2026-01-01T00:00:00Z")
    states = list(Message.objects.values_list("message_id", "state"))
    print(json.dumps({"states": states, "dossiers": Dossier.objects.count()}))
