"""The mail that a filing came: with its link and its code once it leaves, to whoever left an address."""

import pytest

from tests.factories.house import COMPLAINT, HOUR, NOW, an_organisation
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.outbox import claim
from wederhoor.actions.record import Actor
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import DutyRow
from wederhoor.organisations.models import Organisation

pytestmark = pytest.mark.django_db


def filed(organisation: Organisation, *, key: str = "a", **more: object) -> Filed:
    by, data = Actor("complainant"), {**COMPLAINT, **more}
    done = file_complaint(organisation, data=data, by=by, at=NOW, now=NOW, key=key, receipt=True)
    assert isinstance(done, Filed), done
    return done


def test_it_leaves_with_the_link_and_the_code_and_is_kept_without() -> None:
    done = filed(an_organisation())
    letter = Letter.objects.get()
    assert (letter.address, letter.seq) == ("noor@zonland.example", None)
    assert done.tracking_code not in letter.body
    left = claim(now=NOW + HOUR)
    assert left is not None
    assert done.tracking_code in left.body
    assert "/volg/" in left.body


def test_filed_twice_one_mail_leaves() -> None:
    organisation = an_organisation()
    assert filed(organisation).dossier == filed(organisation).dossier
    assert Letter.objects.count() == 1


def test_it_meets_no_duty() -> None:
    dossier = filed(an_organisation()).dossier
    assert not DutyRow.objects.filter(dossier=dossier, status="met").exists()


@pytest.mark.parametrize("person", [{"name": "Noor de Wit"}, {}])
def test_who_left_no_address_gets_none(person: dict[str, str]) -> None:
    filed(an_organisation(), complainant=person)
    assert not Letter.objects.exists()
