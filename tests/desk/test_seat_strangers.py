"""Everyone who may not look, over every address of the site: nothing of a dossier not theirs, and lists are as they were without it."""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.desk.test_outside_addresses import EVERY
from tests.factories.house import NOW
from tests.factories.vault import SENTINELS, World, a_vault, a_world
from wederhoor.actions.sweep import sweep
from wederhoor.correspondence.models import Letter, Message
from wederhoor.dossiers.models import AccessLog, Act, Dossier, Party, Reminder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]
STRANGERS = (
    *("elsewhere", "without a role", "narrow member", "handler next door", "handler before", "stood in until yesterday"),
    *("moved", "inactive", "guest next door", "nobody"),
)
#: Addresses in which something of the dossier itself is named.
OF_IT = ("<str:number>", "<int:pk>", "<int:party>")
#: What is new in each answer.
NEW = r'(name="(csrfmiddlewaretoken|key|zoek)" value="|nonce-|zoek=|sessionid=|csrftoken=|expires=)[^"&;\']*'
#: What forms would send about it.
SENT = {"note": {"text": "Erbij.", "step": "record"}, "samen": {"handeling": "note", "text": "Erbij.", "step": "record", "key": "k"}}
LISTS = (
    *("", "?groep=late", "register/", "register/?toon=alles", "register/filters/", "register/uitvoer.csv", "register/uitvoer.xlsx"),
    *("register/weergaven/", "agenda/", "voorgelegd/", "jaar/", "postvak/", "mensen/", "vastleggen/"),
)
#: Words that stand in the vault: in what was filed, in a name, a note, a question for advice, a letter, a mail; and part of its number.
SOUGHT = ("Doorwrochte", "Zwaan", "Gemompel", "Fluistering", "EX-777", "Mailtekst", "2026-0002", "2026-00")


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def vault(world: World) -> Dossier:
    return a_vault(world)


def addresses(vault: Dossier) -> Iterator[tuple[str, str]]:
    """Every address, as it is written and with what the vault has put in it: its number, files, letters, mails and persons."""
    stranger = Party.objects.get(matter_id=vault.matter_id, name="Uil Onbekend").pk
    mail = Message.objects.get(dossier=vault)
    parts = {"number": vault.number, "ref": "d-1", "name": "note", "slug": vault.organisation.slug, "party": stranger, "token": "x"}
    parts |= {"code": "ABCD", "place": 0, "act": "withdraw", "version": 1, "kind": "csv", "person": 1, "customer": 1, "stage": "intake"}
    parts |= {"procedure": "klik-onderwijs", "key": "reply", "rest": "ontvangst/"}
    for written, _permission in sorted(EVERY, key=lambda one: "afmelden" in one[0]):
        keys = {"brief": vault.letters.first(), "postvak": mail}
        pk = next((row.pk for word, row in keys.items() if word in written and row), vault.pk)
        filled = written.replace("bijlage/<int:number>", f"bijlage/{mail.attachments.get().pk}")
        for name, value in {**parts, "pk": pk}.items():
            filled = re.sub(rf"<(str|slug|int|path):{name}>", str(value), filled)
        yield written, filled


def said(answer: Any) -> str:  # noqa: ANN401 - as the test client has it
    """Everything that comes back, headers too."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{content.decode(errors='replace')}\n{answer.headers}"


@pytest.mark.clause("EXT-16", "KLI-08", "EXA-15")
@pytest.mark.parametrize("who", STRANGERS)
def test_no_address_gives_a_stranger_anything(world: World, vault: Dossier, who: str) -> None:
    acts = Act.objects.filter(matter=vault.matter_id).count()
    AccessLog.objects.all().delete()
    client = world.strangers[who]()
    for method, (written, address) in product(("get", "post"), list(addresses(vault))):
        if method == "get" and "afmelden" in written:
            continue
        answer = getattr(client, method)(address, sent(vault, address) if method == "post" else {"to": vault.number, "q": "Zwaan"})
        assert "<" not in address
        assert answer.status_code < 500, address
        assert not [word for word in SENTINELS if word in said(answer)], (address, answer.status_code)
        if any(part in written for part in OF_IT) and "mensen" not in written:
            assert answer.status_code in {302, 403, 404, 405}, (address, answer.status_code)
    assert (Act.objects.filter(matter=vault.matter_id).count(), AccessLog.objects.filter(dossier=vault).count()) == (acts, 0)


def sent(vault: Dossier, address: str) -> dict[str, str]:
    """What a form of this address would send about the vault."""
    data = {"nummer": vault.number, "to": vault.number, "dossier": vault.number, "q": "Zwaan"}
    return data | next((more for word, more in SENT.items() if word in address), {})


# Lists, counts, searches -----------------------------------------------------------------------------------------------------


def lists(client: Client) -> dict[str, str]:
    """Every list, count, search and export as it stands now, without what is new in each answer."""
    pages = {address: said(client.get(f"/bureau/{address}")) for address in LISTS}
    pages |= {word: said(client.post("/bureau/zoeken/", {"zoek": word}, follow=True)) for word in SOUGHT}
    return {address: re.sub(NEW, "", page) for address, page in pages.items()}


@pytest.mark.clause("EXT-16", "KLI-08")
@pytest.mark.parametrize("who", [name for name in STRANGERS if name not in {"handler before", "guest next door"}])
def test_a_dossier_that_is_not_his_changes_no_list_count_search_or_export_of_a_stranger(world: World, who: str) -> None:
    before = lists(world.strangers[who]())
    a_vault(world)
    after = lists(world.strangers[who]())
    assert {address for address, page in before.items() if after[address] != page} == set()


def test_who_may_look_sees_those_lists_change(world: World) -> None:
    client = Client()
    client.force_login(world.manager.user)
    before = lists(client)
    a_vault(world)
    after = lists(client)
    changed = {address for address, page in before.items() if after[address] != page}
    assert changed >= {"", "register/", "register/uitvoer.csv", "register/uitvoer.xlsx", *SOUGHT}


@pytest.mark.clause("EXT-16")
def test_from_the_neighbour_it_is_linked_with_one_learns_no_more_than_that_there_is_a_link(world: World, vault: Dossier) -> None:
    page = said(world.strangers["handler next door"]().get(f"/bureau/dossier/{world.neighbour.number}/"))
    assert "verwant" in page
    assert [word for word in (*SENTINELS, vault.number) if word in page] == []


@pytest.mark.parametrize("who", ["narrow member", "guest next door"])
def test_whoever_sees_little_of_the_neighbour_sees_nothing_of_the_link(world: World, vault: Dossier, who: str) -> None:
    client = world.strangers[who]()
    place = "/bij/" if who == "guest next door" else f"/bureau/dossier/{world.neighbour.number}/"
    page = said(client.get(place, follow=True))
    assert world.neighbour.number in page
    assert [word for word in (*SENTINELS, vault.number, "erwant") if word in page] == []


def test_a_link_to_what_one_may_not_see_is_refused_like_one_to_what_is_not_there(world: World, vault: Dossier) -> None:
    client = world.strangers["handler next door"]()
    answers = [
        client.post(f"/bureau/dossier/{world.neighbour.number}/link/", {"to": number, "relation": "related", "step": "record"})
        for number in (vault.number, "2026-9999")
    ]
    pages = {re.sub(rf'{vault.number}|2026-9999|(name="(csrfmiddlewaretoken|key)" value=)"[^"]*"', "", said(one)) for one in answers}
    assert (len(pages), {one.status_code for one in answers}) == (1, {answers[0].status_code})


def test_reminders_and_invitations_go_to_nobody_who_may_not_look_and_name_nobody(world: World, vault: Dossier) -> None:
    sweep(NOW + timedelta(days=20))
    letters = Letter.objects.filter(dossier=vault, matter__isnull=True)
    assert Reminder.objects.filter(dossier=vault).exists()
    assert {letter.address for letter in letters} == {world.manager.email, "uil@geheim.example", "ree@geheim.example"}
    told = [word for letter in letters for word in SENTINELS if word in f"{letter.subject} {letter.body}"]
    assert set(told) <= {"Uil Onbekend"}


def test_the_feed_of_who_works_here_no_more_and_of_who_may_not_look_is_empty(world: World, vault: Dossier) -> None:
    for who in ("without a role", "handler before", "moved", "stood in until yesterday"):
        client = world.strangers[who]()
        client.post("/bureau/agenda/")
        address = re.search(r"agenda\.ics\?sleutel=([\w]+)", client.get("/bureau/agenda/").content.decode())
        assert address, who
        assert vault.number not in said(Client().get(f"/bureau/agenda.ics?sleutel={address[1]}")), who


def test_who_stands_in_reads_it_until_the_day_after(world: World, vault: Dossier, quick: time_machine.Traveller) -> None:
    quick.move_to(NOW - timedelta(days=1), tick=False)
    assert world.strangers["stood in until yesterday"]().get(f"/bureau/dossier/{vault.number}/").status_code == 200
    quick.move_to(NOW, tick=False)
    assert world.strangers["stood in until yesterday"]().get(f"/bureau/dossier/{vault.number}/").status_code == 404
