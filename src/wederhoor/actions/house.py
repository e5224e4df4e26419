"""What placing mail asks of an organisation: its regulations, its own addresses and people, and who filed how much today."""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cached_property

from django.conf import settings

from wederhoor.actions.mailboxes import mailbox_of, version_for
from wederhoor.core.calendar import Calendar
from wederhoor.core.procedure import Procedure
from wederhoor.core.words import Language
from wederhoor.correspondence.models import Message
from wederhoor.organisations.models import Member, Organisation, ProcedureVersion
from wederhoor.organisations.regulations import OWN, load_calendar, load_procedure, newest_calendars


class House:
    """What placing asks of an organisation, read once for mails that come together."""

    def __init__(self, organisation: Organisation, senders: Collection[str], since: datetime) -> None:
        self._organisation = organisation
        self._senders = senders
        self._since = since

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar that holds now."""
        return load_calendar(newest_calendars(self._organisation).get(OWN))

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The mail addresses that are its own."""
        boxes = self._organisation.settings.get("mailboxes", {})
        return frozenset(str(address).lower() for address in (*boxes.values(), settings.DEFAULT_FROM_EMAIL))

    def procedure_of(self, message: Message) -> Procedure | None:
        """The regulation under which falls what is received then, in that mailbox."""
        day = self.calendar.local_day(message.received_at)
        version = version_for(mailbox_of(message), self._organisation, self._versions, day)
        return load_procedure(version) if version else None

    def language_of(self, message: Message) -> Language:
        """The language of that regulation."""
        procedure = self.procedure_of(message)
        return "en" if procedure is not None and procedure.language == "en" else "nl"

    def made_by(self, message: Message) -> int:
        """How many dossiers its sender made in the day before it."""
        day = timedelta(days=1)
        return sum(message.received_at - day < moment for moment in self._made.get(message.sender, ()))

    def count(self, message: Message) -> None:
        """A message was placed now: it counts for the next of its sender."""
        if message.state == "dossier":
            self._made.setdefault(message.sender, []).append(message.received_at)

    @cached_property
    def colleagues(self) -> frozenset[str]:
        """The mail addresses of those who work there."""
        works = Member.objects.filter(organisation=self._organisation, active=True).exclude(email="")
        return frozenset(address.lower() for address in works.values_list("email", flat=True))

    @cached_property
    def _made(self) -> dict[str, list[datetime]]:
        """When each sender's dossiers came, as far back as is counted; one query."""
        found: dict[str, list[datetime]] = {}
        rows = Message.objects.filter(organisation=self._organisation, state="dossier", sender__in=self._senders)
        for sender, moment in rows.filter(received_at__gt=self._since).values_list("sender", "received_at"):
            found.setdefault(sender, []).append(moment)
        return found

    @cached_property
    def _versions(self) -> list[ProcedureVersion]:
        return list(self._organisation.procedures.defer("text"))
