"""By which words a dossier is found: whatever brings words adds them, and destroying takes them away."""

from pathlib import Path

import pytest
from django.db import connection

from tests.factories.house import DAY, HOUR, NOW, a_dossier, a_member, an_organisation, took
from tests.factories.lives import MANAGER, begun, closed, decided, destroyed
from wederhoor.actions.attached import documents_of_message
from wederhoor.actions.recompute import recompute
from wederhoor.actions.record import Actor, Log, Recorded, record
from wederhoor.actions.values import Upload
from wederhoor.catalogue.models import Product
from wederhoor.correspondence.models import Attachment, Message
from wederhoor.dossiers.models import Dossier, SearchText
from wederhoor.dossiers.search import kept
from wederhoor.dossiers.words import words_of

pytestmark = pytest.mark.django_db


def has(dossier: Dossier, text: str) -> bool:
    return words_of([text]) <= kept(dossier.pk)


@pytest.mark.parametrize(
    "text", ["Noor de Wit", "ROC Zonland", "noor@zonland.example", "Utrecht", "EX-101", "nieuwe beoordeling", "De vraag is onduidelijk"]
)
def test_what_was_filed_is_found(text: str) -> None:
    assert has(begun().dossier, text)


def test_a_letter_and_whoever_wrote_it_are_found() -> None:
    cast = begun()
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, channel="mail")
    [letter] = cast.dossier.letters.all()
    assert has(cast.dossier, letter.body)
    assert has(cast.dossier, "Manager Mus")


def test_a_product_is_found_by_its_name() -> None:
    organisation = an_organisation()
    Product.objects.create(organisation=organisation, code="EX-101", name="Verzorgende IG")
    assert has(a_dossier(organisation), "verzorgende")


def test_a_message_that_joined_and_what_came_with_it_are_found() -> None:
    dossier = begun().dossier
    message = Message.objects.create(
        organisation=dossier.organisation,
        dossier=dossier,
        content_digest="a",
        received_at=NOW,
        sender="p@q.example",
        subject="Kievit",
        body="Grutto",
        state="joined",
    )
    Attachment.objects.create(message=message, name="wulp.pdf", content_type="application/pdf", size=1, path="weg")
    documents_of_message(message, now=NOW)
    assert has(dossier, "kievit grutto wulp")
    assert list(recompute()) == []


def test_a_document_is_found_by_its_name() -> None:
    cast = begun()
    by, files = Actor(MANAGER, cast.manager), [Upload("Toetsmatrijs leeuwerik.txt", b"inhoud")]
    record(Log(cast.dossier.matter_id), "note", by=by, at=NOW, now=NOW, data={"text": "Bijlage"}, files=files)
    assert has(cast.dossier, "leeuwerik")
    assert list(recompute()) == []


def test_a_new_name_of_the_complainant_is_found() -> None:
    cast = begun()
    took(
        cast.dossier,
        "correct",
        cast.manager,
        role=MANAGER,
        at=NOW + HOUR,
        reason="Getrouwd",
        contact={"name": "Noor Pluvier"},
        person="p-1",
    )
    assert has(cast.dossier, "pluvier")


@pytest.mark.clause("CON-07")
def test_advice_is_kept_apart_where_the_regulation_restricts_it() -> None:
    organisation = an_organisation("concreet-onderwijsproducten")
    officer = a_member(organisation, "klachtenfunctionaris")
    dossier = a_dossier(organisation)
    took(dossier, "advise", officer, role="klachtenfunctionaris", at=NOW + HOUR, advice="Roerdomp")
    assert {"!roerdomp"} <= kept(dossier.pk)
    assert not has(dossier, "roerdomp")
    assert list(recompute()) == []


def test_words_that_lack_or_are_of_another_shape_are_made_anew() -> None:
    cast = closed()
    before = kept(cast.dossier.pk)
    SearchText.objects.update(shape=0)
    [found] = recompute()
    assert (found.field, found.stored) == ("search", 0)
    SearchText.objects.all().delete()
    assert len(list(recompute(write=True))) == 1
    assert kept(cast.dossier.pk) == before
    assert list(recompute()) == []


def test_an_objection_is_found_by_who_complained_and_by_its_own_words() -> None:
    dossier, at = decided().dossier, NOW + 3 * DAY
    grounds = {"channel": "letter", "grounds": ["Tureluur"], "name": "Noor", "address": "Pad 1", "city": "Ede", "against": "Besluit"}
    done = record(Log(dossier.matter_id), "object", by=Actor("complainant", party="p-1"), at=at, now=at, data=grounds)
    assert isinstance(done, Recorded), done
    assert has(Dossier.objects.get(pk=done.dossier_id), "tureluur zonland")
    assert not has(dossier, "tureluur")


def test_destroying_leaves_no_words() -> None:
    destroyed()
    assert not SearchText.objects.exists()
    assert list(recompute()) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="about the files of SQLite")
def test_no_byte_of_a_destroyed_word_stays_in_the_index() -> None:
    assert connection.vendor == "sqlite"
    begun()
    destroyed()
    file = Path(str(connection.settings_dict["NAME"]))
    held = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    assert [word for word in ("schildpad", "ooievaar", "=ooievar") if word.encode() in held] == []
    assert b"onduidelijk" in held
