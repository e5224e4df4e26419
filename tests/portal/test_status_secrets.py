"""What is internal never shows on the page of whoever complains, whatever happened: random walks with a secret in every text of staff."""

import pytest
import time_machine
from django.test import Client

from tests.factories.house import NOW, PROCEDURES, an_organisation
from tests.factories.walks import Walk
from tests.portal.visitor import page_of, words
from wederhoor.actions.tracking import code_of
from wederhoor.core.act import Field
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act, Dossier, Party, Text

pytestmark = pytest.mark.django_db
STEPS = 24


class Gossip(Walk):
    """A walk in which every text is a secret of its own."""

    def _value(self, name: str, field: Field, choice: int) -> object:
        secret = f"Geheim {name} {choice}"
        return ([secret] if field.many else secret) if field.kind == "text" else super()._value(name, field, choice)


def told_to_him(dossier: Dossier) -> list[str]:
    """What was written to him: it is his."""
    letters = Letter.objects.filter(matter=dossier.matter, party="p-1", state="sent")
    return [" ".join(text.split()) for letter in letters for text in (letter.subject, letter.body)]


def inside(dossier: Dossier) -> list[str]:
    """What staff wrote, and the names of whoever else is in the matter."""
    own = set(Act.objects.filter(matter=dossier.matter, by__in=("complainant", "customer")).values_list("seq", flat=True))
    shown = set(Act.objects.filter(matter=dossier.matter, act="disclose").values_list("seq", flat=True))
    texts = Text.objects.filter(matter=dossier.matter).exclude(seq__in=own)
    people = Party.objects.filter(matter=dossier.matter).exclude(ref="p-1").exclude(name="")
    return [] if shown else [*texts.values_list("body", flat=True), *people.values_list("name", flat=True)]


@pytest.mark.parametrize("seed", [5, 11])
@pytest.mark.parametrize("procedure", PROCEDURES)
def test_nothing_that_staff_wrote_or_who_they_are_is_on_the_page(client: Client, procedure: str, seed: int) -> None:
    walk = Gossip(an_organisation(procedure), NOW)
    for number in range(STEPS):
        walk.step(seed * 7919 + number * 104729)
    dossier = Dossier.objects.get(matter_id=walk.matter_id, name="dossier")
    with time_machine.travel(walk.now, tick=False):
        page = words(client.get(page_of(client, code_of(dossier))))
    for letter in told_to_him(dossier):
        page = page.replace(letter, "")
    secrets = inside(dossier)
    assert secrets
    assert [one for one in secrets if one in page] == []
    assert len(Act.objects.filter(matter=dossier.matter)) > 3
