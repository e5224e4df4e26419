"""A dossier of Klik from receipt to destruction, in the ordinary way: what many tests start from."""

from dataclasses import dataclass
from datetime import datetime

from tests.factories.house import DAY, HOUR, NOW, a_dossier, a_member, an_organisation, refreshed, send_all, took
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Member

MANAGER = "manager-propositie"
#: Texts and names that nobody may find outside their own rows.
SENTINELS = ("Noor de Wit", "Lindelaan", "zonland", "Vraag 7", "Schildpad", "Ooievaar", "Behandelaar Bes", "Manager Mus")


@dataclass(frozen=True)
class Cast:
    """A dossier and those who work on it."""

    dossier: Dossier
    manager: Member
    handler: Member


def begun(at: datetime = NOW) -> Cast:
    """Filed, with a manager and someone who could handle it."""
    organisation = an_organisation("klik-onderwijs")
    manager = a_member(organisation, MANAGER, name="Manager Mus")
    handler = a_member(organisation, "medewerker", name="Behandelaar Bes")
    return Cast(a_dossier(organisation, at=at), manager, handler)


def decided(at: datetime = NOW) -> Cast:
    """Acknowledged, assigned, heard, judged and answered; the answer has left."""
    cast = begun(at)
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=at + HOUR, channel="mail")
    send_all(cast.dossier, at=at + HOUR)
    took(cast.dossier, "assign", cast.manager, role=MANAGER, at=at + 2 * HOUR, to=f"m-{cast.handler.pk}", independent=True)
    took(cast.dossier, "hear", cast.handler, role="handler", at=at + DAY, party="complainant", account="Schildpad")
    took(cast.dossier, "judge", cast.handler, role="handler", at=at + 2 * DAY, outcome="upheld", reasons="Ooievaar", consulted=[MANAGER])
    took(cast.dossier, "reply", cast.handler, role="handler", at=at + 2 * DAY, channel="mail", reasons="Ooievaar")
    send_all(cast.dossier, at=at + 2 * DAY)
    return cast


def closed(at: datetime = NOW) -> Cast:
    """Carried out, its cause found, closed."""
    cast = decided(at)
    took(cast.dossier, "carry_out", cast.handler, role="handler", at=at + 3 * DAY, account="Schildpad")
    took(cast.dossier, "find_cause", cast.handler, role="handler", at=at + 3 * DAY, category="content", cause="Schildpad")
    took(cast.dossier, "close", cast.manager, role=MANAGER, at=at + 60 * DAY)
    return cast


def destroyed(at: datetime = NOW) -> Cast:
    """Destroyed when its retention had passed."""
    cast = closed(at)
    due = cast.dossier.duties.get(duty="destroy").due
    assert due is not None
    took(cast.dossier, "destroy", cast.manager, role=MANAGER, at=due + DAY, reason="Ooievaar")
    return Cast(refreshed(cast.dossier), cast.manager, cast.handler)
