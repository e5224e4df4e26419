"""Complaints at a point of their way, for whoever looks at them from outside."""

from datetime import datetime

from tests.factories.house import DAY, HOUR, NOW, a_filing, a_member, an_organisation, took
from wederhoor.actions.filing import Filed
from wederhoor.actions.sent import mark_sent
from wederhoor.correspondence.models import Letter

MANAGER = "manager-propositie"


def deliver(at: datetime) -> None:
    """Every letter that waits leaves."""
    for letter in Letter.objects.exclude(state="sent"):
        mark_sent(letter, at=at, now=at)


def decided() -> Filed:
    """A complaint under Klik's regulation of which the reply left two days after it came in."""
    filed = a_filing(an_organisation())
    manager = a_member(filed.dossier.organisation, MANAGER)
    handler = a_member(filed.dossier.organisation, MANAGER)
    dossier, at = filed.dossier, NOW + HOUR
    took(dossier, "acknowledge", manager, role=MANAGER, at=at, channel="mail")
    deliver(at)
    took(dossier, "assign", manager, role=MANAGER, at=at, to=f"m-{handler.pk}", independent=True, outside=True)
    took(dossier, "consult", manager, role=MANAGER, at=at, of=[MANAGER])
    took(dossier, "judge", handler, role="handler", at=at, outcome="upheld", reasons="Geheim oordeel")
    took(dossier, "reply", handler, role="handler", at=NOW + 2 * DAY, channel="mail", reasons="De vraag klopt niet.")
    deliver(NOW + 2 * DAY)
    return filed


def proposed() -> Filed:
    """A complaint under Concreet's regulation to which a solution was proposed."""
    filed = a_filing(an_organisation("concreet-onderwijsproducten"), tried_talk="discussed")
    officer = a_member(filed.dossier.organisation, "klachtenfunctionaris", "medewerker")
    at = NOW + HOUR
    took(filed.dossier, "propose", officer, role="klachtenfunctionaris", at=at, channel="mail", solution="Een nieuw boek.")
    deliver(at)
    return filed
