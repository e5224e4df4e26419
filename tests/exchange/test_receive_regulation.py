"""By which regulation falls what comes by mail: that of the mailbox where one alone names it, else the default one."""

from datetime import date

import pytest

from tests.exchange.postman import a_mail
from tests.factories.house import DAY, NOW, an_organisation, shipped, with_two
from wederhoor.actions.arrival import Taken
from wederhoor.actions.regulations import end, publish_procedure
from wederhoor.correspondence.models import Message
from wederhoor.dossiers.models import Dossier
from wederhoor.exchange.mail_in.receive import receive
from wederhoor.organisations.models import Organisation

pytestmark = pytest.mark.django_db
ECM, CONCREET = "ecm", "concreet-onderwijsproducten"


def filed(organisation: Organisation, mailbox: str) -> str:
    """The regulation of the dossier that a mail to a mailbox makes."""
    taken = receive(a_mail(), organisation=organisation.slug, mailbox=mailbox, now=NOW)
    assert taken.state == "dossier", Message.objects.get().reason
    return Dossier.objects.get().matter.procedure_version.procedure


@pytest.mark.parametrize(
    ("mailbox", "procedure"), [("klachten", ECM), ("klantenservice", CONCREET), ("support", ECM)], ids=["default", "other", "neither"]
)
def test_a_mailbox_that_one_regulation_alone_names_is_of_that_one(mailbox: str, procedure: str) -> None:
    assert filed(with_two(ECM, CONCREET), mailbox) == procedure


def test_a_mailbox_that_both_name_is_of_the_default_one() -> None:
    assert filed(with_two("klik-onderwijs", ECM), "klachten") == "klik-onderwijs"


def test_what_the_other_has_for_objections_makes_no_dossier_of_the_default_one() -> None:
    organisation = with_two("klik-onderwijs", ECM)
    assert receive(a_mail(), organisation=organisation.slug, mailbox="beroep", now=NOW) == Taken("tray")


def test_a_regulation_that_is_over_has_no_mailbox_any_more() -> None:
    organisation = with_two(ECM, CONCREET)
    assert end(organisation, CONCREET, (NOW - DAY).date()) is None
    assert filed(organisation, "klantenservice") == ECM


def test_a_regulation_that_is_not_yet_in_force_has_no_mailbox_yet() -> None:
    organisation = an_organisation(ECM)
    text = shipped(CONCREET)
    [line] = [line for line in text.splitlines() if line.startswith("in_force_from")]
    publish_procedure(organisation, text.replace(line, f"in_force_from = {date(2027, 1, 1)}"), NOW)
    assert filed(organisation, "klantenservice") == ECM
