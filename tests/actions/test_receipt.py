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


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "Klik op https://elders.example/prijs",
            "www.elders.example",
            "Win nu op elders.nl",
            "bel 0900-1234567",
            "schrijf x@elders.example",
        ),
        "Heel veel woorden die geen naam zijn. " * 5,
    ],
)
def test_nobody_has_words_of_his_mailed_to_another_as_a_name(typed: str) -> None:
    filed(an_organisation(), complainant={"name": typed, "email": "noor@zonland.example"})
    letter = Letter.objects.get()
    assert letter.body.startswith("Beste heer, mevrouw,")
    assert typed.strip()[:20] not in f"{letter.name}{letter.subject}{letter.body}"


@pytest.mark.parametrize("name", ["J.P. de Vries", "A.van Dam", "drs.Jansen-Özdemir", "ROC 12 aan Zee", "O'Brien (moeder van Bo)"])
def test_a_name_is_a_name_however_it_is_written(name: str) -> None:
    filed(an_organisation(), complainant={"name": name, "email": "noor@zonland.example"})
    assert Letter.objects.get().body.startswith(f"Beste {name},")


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
