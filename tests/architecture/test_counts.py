"""How many queries each page of desk and portal takes: the same with one and with three of all that it lists, and never many."""

from collections.abc import Callable, Mapping
from typing import Final

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from tests.desk.conftest import quick
from tests.factories.counted import LATER, House, a_house
from tests.portal.visitor import page_of
from tests.support.addresses import names
from wederhoor.actions.access import of_customer
from wederhoor.actions.changes import changes
from wederhoor.actions.templates import key_of
from wederhoor.actions.tracking import code_of
from wederhoor.organisations.regulations import load_procedure

__all__ = ["quick"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]
#: No page takes more queries than this.
MOST: Final = 12
Where = Callable[[House], str]


def of(kind: str, rest: str = "") -> Where:
    """An address of the dossier of a kind at the desk."""
    return lambda house: f"/bureau/dossier/{house.dossiers[kind].number}/{rest}"


def at(address: str) -> Where:
    """An address, in which the slug of the organisation may stand."""
    return lambda house: address.format(slug=house.organisation.slug, customer=house.customer.pk, pk=house.mail.pk)


#: Each page by the name of its address, and where one address gives several, by what is shown: who looks, where it is, its queries.
PAGES: Final[Mapping[str, tuple[str, Where, int]]] = {
    "desk:today": ("manager", at("/bureau/"), 9),
    "desk:register": ("manager", at("/bureau/register/"), 7),
    "desk:register late": ("manager", at("/bureau/register/?te-laat=ja"), 5),
    "desk:views": ("manager", at("/bureau/register/weergaven/"), 4),
    "desk:intake": ("manager", at("/bureau/vastleggen/?via=telefoon"), 6),
    "desk:calendar": ("manager", at("/bureau/agenda/"), 8),
    "desk:protocol": ("manager", at("/bureau/hulp/protocol/"), 5),
    "desk:protocol_read": ("manager", at("/bureau/hulp/protocol/gelezen/"), 8),
    "desk:keys": ("manager", at("/bureau/hulp/toetsen/"), 3),
    "desk:identity": ("manager", at("/bureau/instellingen/huisstijl/"), 5),
    "desk:publications": ("manager", at("/bureau/instellingen/documenten/"), 8),
    "desk:addresses": ("manager", at("/bureau/instellingen/adressen/"), 7),
    "desk:conformance": ("manager", at("/bureau/naleving/"), 7),
    "desk:conform": ("manager", of("closed", "naleving/"), 8),
    "desk:years": ("manager", at("/bureau/jaar/"), 6),
    "desk:team": ("manager", at("/bureau/mensen/"), 8),
    "desk:colleague": ("manager", lambda house: f"/bureau/mensen/{house.handler.pk}/", 9),
    "desk:changes": ("manager", at("/bureau/wijzigingen/"), 8),
    "desk:change_new": ("manager", at("/bureau/wijzigingen/nieuw/"), 6),
    "desk:change": ("manager", lambda house: f"/bureau/wijzigingen/{changes(house.organisation)[0].pk}/", 7),
    "desk:customers": ("manager", at("/bureau/afnemers/"), 6),
    "desk:customer": ("manager", at("/bureau/afnemers/{customer}/"), 9),
    "desk:contact_person": (
        "manager",
        lambda house: f"/bureau/afnemers/{house.customer.pk}/contactpersoon/{house.customer.contacts.all()[0].pk}/",
        7,
    ),
    "desk:letters": ("manager", at("/bureau/brieven/"), 5),
    "desk:letter_template": ("manager", lambda house: f"/bureau/brieven/klik-onderwijs/{a_letter(house)}/", 7),
    "desk:post": ("manager", at("/bureau/post/"), 4),
    "desk:inbox": ("manager", at("/bureau/postvak/"), 7),
    "desk:message": ("manager", at("/bureau/postvak/{pk}/"), 10),
    "desk:message_intake": ("manager", at("/bureau/postvak/{pk}/vastleggen/"), 9),
    "desk:before": ("manager", at("/bureau/voorgelegd/"), 4),
    "desk:dossier": ("manager", of("intake"), 10),
    "desk:dossier with mails and links": ("manager", of("linked"), 12),
    "desk:dossier handled": ("manager", of("handled"), 9),
    "desk:dossier handled, who stands in": ("stand-in", of("handled"), 9),
    "desk:dossier closed": ("manager", of("closed"), 9),
    "desk:dossier with its objection": ("manager", of("objected"), 10),
    "desk:dossier that is an objection": ("manager", of("objection"), 10),
    "desk:contact": ("manager", of("intake", "contact/"), 7),
    "desk:institution": ("manager", of("intake", "instelling/"), 8),
    "desk:link": ("manager", of("linked", "link/"), 7),
    "desk:unlink": ("manager", of("linked", "unlink/"), 8),
    "desk:split": ("manager", of("intake", "split/"), 8),
    "desk:letter": (
        "manager",
        lambda house: of("handled", f"brief/{house.dossiers['handled'].letters.order_by('pk')[0].pk}/")(house),
        9,
    ),
    "desk:packets": ("manager", of("closed", "inzage/"), 9),
    "desk:packet": ("manager", lambda house: of("closed", f"inzage/{house.packet.pk}/")(house), 10),
    "desk:piece": ("manager", lambda house: of("closed", f"inzage/{house.packet.pk}/stuk/act-0/")(house), 10),
    **{f"desk:act {act}": ("manager", of("intake", f"{act}/"), 9) for act in ("note", "assign", "acknowledge", "correct")},
    **{f"desk:act {act}": ("manager", of("handled", f"{act}/"), 9) for act in ("hear", "mediate", "consult")},
    "outside:list": ("outside", at("/bij/"), 3),
    "outside:dossier": ("outside", lambda house: house.outsider.address(), 8),
    "outside:act": ("outside", lambda house: house.outsider.address("advise/"), 6),
    "outside:again": ("anyone", at("/bij/nieuwe-link/"), 0),
    "customer:enter": ("anyone", at("/klant/aanmelden/"), 0),
    "customer:list": ("customer", at("/klant/{customer}/"), 10),
    "customer:dossier": ("customer", lambda house: f"/klant/{house.customer.pk}/dossier/{theirs(house)}/", 7),
    "customer:products": ("customer", at("/klant/{customer}/producten/"), 4),
    "customer:team": ("customer", at("/klant/{customer}/contactpersonen/"), 3),
    "customer:data": ("customer", at("/klant/{customer}/gegevens/"), 2),
    "portal:organisations": ("anyone", at("/"), 1),
    "portal:accessibility": ("anyone", at("/toegankelijkheid/"), 1),
    "portal:follow": ("anyone", at("/volgen/"), 0),
    "portal:link_again": ("anyone", at("/volgen/nieuwe-link/"), 0),
    "portal:regulation": ("anyone", at("/{slug}/"), 4),
    "portal:edition": ("anyone", at("/{slug}/versie/1/"), 4),
    "portal:privacy": ("anyone", at("/{slug}/privacy/"), 3),
    "portal:embedded": ("anyone", at("/{slug}/regeling/inbedden/"), 4),
    "portal:embedded by its name": ("anyone", at("/{slug}/regeling/klik-onderwijs/inbedden/"), 4),
    "portal:changes": ("anyone", at("/{slug}/wijzigingen/"), 7),
    "portal:changes_feed": ("anyone", at("/{slug}/wijzigingen/atom.xml"), 5),
    "portal:file": ("anyone", at("/{slug}/klacht/"), 4),
    "portal:file by the name of its regulation": ("anyone", at("/{slug}/regeling/klik-onderwijs/klacht/"), 4),
    "portal:status": ("complainant", at(""), 5),
    "portal:status closed": ("complainant closed", at(""), 5),
    "portal:status with its objection": ("complainant objected", at(""), 6),
    "portal:receipt": ("complainant fresh", at("ontvangst/"), 5),
    "portal:contact": ("complainant", at("gegevens/"), 5),
    "portal:message": ("complainant", at("bericht/"), 5),
    "portal:act": ("complainant", at("0/withdraw/"), 5),
}
#: Addresses that have no page of which the rows are counted, and why.
NONE: Final[Mapping[str, str]] = {
    "health": "an answer for machines",
    "language": "only keeps a choice",
    **{f"desk:{name}": "the form by which one signs in or out" for name in ("signin", "signout", "choose")},
    **{f"desk:{name}": "sends on" for name in ("find", "filters", "set_aside", "make_account")},
    **{f"desk:{name}": "a file" for name in ("document", "original", "attachment", "letter_pdf", "packet_file", "identity_theme")},
    "desk:identity_letter": "a picture",
    "desk:together": "takes what was chosen by a post: counted in test_together",
    "desk:formatted": "one mail as it was made up, and nothing beside it",
    "desk:give_packet": "the form of an act, with what the packet holds: that page is counted",
    "desk:export": "streams: its queries are counted in test_export",
    "desk:feed": "by a secret address: counted in test_calendar",
    **{f"outside:{name}": "sends on" for name in ("link", "leave")},
    **{f"outside:{name}": "a file, or one letter" for name in ("document", "letter")},
    **{f"customer:{name}": "sends on" for name in ("choose", "sign_on", "back", "link", "address", "leave", "file")},
    **{f"customer:{name}": "a file" for name in ("export", "paper", "document")},
    **{f"portal:{name}": "sends on" for name in ("leave", "opened", "opened_within", "linked", "named")},
    **{f"portal:{name}": "a file" for name in ("document", "packet", "edition_pdf", "regulation_pdf", "publication", "theme", "logo")},
    "portal:draft": "opened once, with what was put aside",
}


def a_letter(house: House) -> str:
    """The key of the first letter of the regulation."""
    return key_of(load_procedure(house.organisation.procedures.order_by("pk")[0]).letters[0])


def theirs(house: House) -> str:
    """The number of a complaint of the institution."""
    return of_customer(house.customer).order_by("pk")[0].number


def test_every_address_has_its_count_or_a_reason_why_not() -> None:
    assert names(get_resolver()) == {*NONE, *(page.split()[0] for page in PAGES)}


def test_no_page_takes_many() -> None:
    assert {page: queries for page, (_who, _where, queries) in PAGES.items() if queries > MOST} == {}


@pytest.mark.parametrize("times", [1, 3])
def test_a_page_takes_as_many_queries_however_much_it_shows(quick: time_machine.Traveller, times: int) -> None:
    house = a_house(times)
    quick.move_to(LATER, tick=False)
    found = {page: _counted(house, page) for page in PAGES}
    known = {page: queries for page, (_who, _where, queries) in PAGES.items()}
    if connection.vendor == "sqlite":
        assert found == known
    else:  # some go together in one round
        assert {page: count for page, count in found.items() if isinstance(count, str) or count > known[page]} == {}


def _counted(house: House, page: str) -> int | str:
    """How many queries it takes when it is opened again; what it answers where that is not a page."""
    who, where, _queries = PAGES[page]
    client, address = Client(), where(house)
    if who.startswith("complainant"):
        kind = who.partition(" ")[2] or "intake"
        address = f"{page_of(client, code_of(house.dossiers[kind]))}{address}"
    else:
        client = house.browser(who)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    return len(queries) if answer.status_code == 200 else f"answers {answer.status_code}"
