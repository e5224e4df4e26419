"""What someone writes from his own page: in which dossier it lies, how it is found, and that it goes when the dossier does."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.factories.house import DAY, HOUR, NOW, a_filing, a_member, an_organisation, send_all, took
from wederhoor.actions.access import visible_to
from wederhoor.actions.filing import Filed
from wederhoor.actions.messages import write
from wederhoor.actions.public import followed
from wederhoor.actions.search import search, wanted_by
from wederhoor.actions.settling import make_dossier, take_out
from wederhoor.actions.uploads import clear_lost
from wederhoor.actions.values import Refused, Upload
from wederhoor.correspondence.models import Message
from wederhoor.dossiers.models import Dossier

pytestmark = pytest.mark.django_db
OFFICER = "klachtenfunctionaris"


def wrote(filed: Filed, text: str = "Sterrenkijker gezocht.", *files: Upload, key: str = "a") -> Message:
    done = write(followed(filed.dossier, NOW + 2 * DAY), text, files, now=NOW + 2 * DAY, key=key)
    assert isinstance(done, Message), done
    return done


def _files() -> list[Path]:
    return [path for path in (Path(settings.DATA_DIR) / "messages").rglob("*") if path.is_file()]


def test_while_an_objection_runs_it_lies_there() -> None:
    filed = a_filing(an_organisation("extrack"))
    officer = a_member(filed.dossier.organisation, OFFICER)
    assert wrote(filed).dossier == filed.dossier
    took(filed.dossier, "reply", officer, role=OFFICER, at=NOW + HOUR, channel="mail", reasons="Nee.")
    send_all(filed.dossier, at=NOW + HOUR)
    made = took(filed.dossier, "object", officer, role=OFFICER, at=NOW + DAY, channel="mail", in_writing=True, grounds=["Nee."])
    assert wrote(filed, "En nog iets.").dossier == made.row


def test_the_dossier_is_found_by_its_words_and_the_names_of_its_files() -> None:
    filed = a_filing(an_organisation())
    member = a_member(filed.dossier.organisation, "manager-propositie")
    wrote(filed, "Sterrenkijker gezocht.", Upload("maanlicht.txt", b"inhoud"))
    for word in ("sterrenkijker", "maanlicht"):
        hits = search(visible_to(member), wanted_by(member, ["manager-propositie"], word), limit=5)
        assert [hit.dossier for hit in hits] == [filed.dossier.pk]


def test_in_a_dossier_that_was_destroyed_it_is_refused_and_nothing_stays_behind() -> None:
    filed = a_filing(an_organisation())
    before, there = followed(filed.dossier, NOW), set(_files())
    Dossier.objects.filter(pk=filed.dossier.pk).update(stage="destroyed")
    answer = write(before, "Nog iets.", [Upload("a.txt", b"inhoud")], now=NOW, key="a")
    assert (isinstance(answer, Refused), Message.objects.count()) == (True, 0)
    assert set(_files()) <= there


def test_a_file_whose_message_was_never_kept_is_swept_and_others_stay() -> None:
    kept = wrote(a_filing(an_organisation()), "Zie bijlage.", Upload("a.txt", b"inhoud"))
    path = Path(settings.DATA_DIR) / kept.attachments.get().path
    lost = path.parent / "verloren"
    lost.write_bytes(b"half")
    clear_lost(NOW + 5 * DAY)
    assert (lost.exists(), path.is_file()) == (False, True)


def test_what_turns_out_to_be_another_complaint_becomes_one() -> None:
    filed = a_filing(an_organisation())
    member = a_member(filed.dossier.organisation, "manager-propositie")
    message = wrote(filed, "Ook het examen Engels klopt niet.")
    assert take_out(message.pk, by=member, now=NOW + 3 * DAY) is None
    data = {"kind": "complaint", "filed_on": "2026-04-24", "complainant": {"name": "Noor de Wit"}, "description": message.body}
    made = make_dossier(message.pk, by=member, data=data, now=NOW + 3 * DAY)
    assert isinstance(made, Filed), made
    assert Dossier.objects.count() == 2
