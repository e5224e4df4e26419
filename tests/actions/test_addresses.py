from collections.abc import Mapping

import pytest

from tests.factories.house import NOW, PROCEDURES, an_organisation
from wederhoor.actions.addresses import HOLDER, MAIL, POST, Place, places, save_addresses, told
from wederhoor.actions.public import regulations
from wederhoor.organisations.models import Organisation

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EXT-27")]


def of(organisation: Organisation) -> Mapping[tuple[str, str], Place]:
    found = places(held.procedure for held in regulations(organisation, now=NOW))
    return {(place.group, place.key): place for place in found}


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_all_that_a_regulation_leaves_to_the_settings_is_named_once(procedure: str) -> None:
    organisation = an_organisation(procedure)
    [held] = regulations(organisation, now=NOW)
    wanted = {(MAIL, one.mailbox) for one in held.procedure.addresses} | {(POST, one.post) for one in held.procedure.addresses}
    wanted |= {(HOLDER, one.role) for one in held.procedure.addresses}
    assert set(of(organisation)) == {(group, key) for group, key in wanted if key} | {(MAIL, "privacy")}


def test_one_address_for_several_roles_is_asked_once() -> None:
    place = of(an_organisation("concreet-onderwijsproducten"))[MAIL, "klantenservice"]
    assert [role["nl"] for role in place.roles if not isinstance(role, str)] == ["medewerker", "klachtenfunctionaris"]


def test_what_is_kept_is_told_and_what_is_emptied_goes() -> None:
    organisation = an_organisation("extrack")
    organisation.settings = {"embed_origins": ["https://www.extrack.example"], "post": {"elders": "Postbus 1"}}
    organisation.save()
    mail, post = of(organisation)[MAIL, "geschillencommissie"], of(organisation)[POST, "klachten"]
    save_addresses(organisation, {mail: "commissie@extrack.example", post: " Postbus 12 "})
    save_addresses(organisation, {mail: ""})
    organisation.refresh_from_db()
    assert (told(organisation, mail), told(organisation, post)) == ("", "Postbus 12")
    assert organisation.settings["post"]["elders"] == "Postbus 1"
    assert organisation.settings["embed_origins"] == ["https://www.extrack.example"]
