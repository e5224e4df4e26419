import pytest

from tests.factories.house import an_organisation
from wederhoor.actions.addresses import MAIL, PRIVACY, Place, save_addresses, told
from wederhoor.actions.envelope import envelope_of

pytestmark = pytest.mark.django_db


def test_letters_are_never_answered_to_the_address_for_questions_about_data() -> None:
    organisation = an_organisation("concreet-onderwijsproducten")
    organisation.settings = {}
    organisation.save()
    save_addresses(organisation, {PRIVACY: "privacy@concreet.example", Place(MAIL, "klantenservice", ()): "hulp@concreet.example"})
    assert told(organisation, PRIVACY) == "privacy@concreet.example"
    assert envelope_of(organisation, "k").reply_to == "hulp+k@concreet.example"
