"""A contact person signs in at his institution's own provider: in for that institution, and for no fault of the protocol otherwise."""

from collections.abc import Iterator
from http.client import IncompleteRead
from pathlib import Path

import pytest
from django.test import Client
from joserfc.jwk import OctKey, RSAKey
from pytest_django import Settings

from tests.factories.house import an_organisation
from tests.portal.institution import an_institution
from tests.portal.provider import Provider, serving
from tests.portal.visitor import words
from wederhoor.correspondence.models import Letter
from wederhoor.organisations.models import Customer
from wederhoor.web import oidc

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider() -> Iterator[Provider]:
    with serving(Provider()) as found:
        yield found


@pytest.fixture
def customer(provider: Provider, settings: Settings, tmp_path: Path) -> Customer:
    customer = an_institution(an_organisation())
    path = tmp_path / "sign-on.toml"
    path.write_text(
        f'[[sign_on]]\nkey = "zonland"\norganisation = "{customer.organisation.slug}"\nissuer = "{provider.issuer}"\n'
        f'client_id = "wederhoor"\nclient_secret = "geheim"\ndomains = {{ "zonland.example" = "{customer.code}" }}\n'
    )
    path.chmod(0o600)
    settings.SIGN_ON_FILE = str(path)
    return customer


def comes_back(provider: Provider, browser: Client, *, more: str = "") -> int:
    """On to the provider, signed in there, and back; the status of the answer: 302 for who is in."""
    query = provider.sign_in(browser.get("/klant/aanmelden/via/zonland/")["Location"])
    return browser.get(f"/klant/aanmelden/terug/?{query}{more}").status_code


def is_in(browser: Client, customer: Customer) -> bool:
    return browser.get(f"/klant/{customer.pk}/").status_code == 200


@pytest.mark.clause("EXA-15")
def test_whoever_signs_in_at_his_institution_is_in(customer: Customer, provider: Provider) -> None:
    browser = Client()
    assert comes_back(provider, browser) == 302
    assert is_in(browser, customer)


def test_an_address_of_such_a_domain_is_shown_the_way_and_may_still_have_a_mail(customer: Customer) -> None:
    del customer
    page = Client().post("/klant/aanmelden/", {"email": "wie-dan-ook@zonland.example"})
    assert "Naar de aanmeldpagina" in words(page)
    Client().post("/klant/aanmelden/", {"email": "noor@zonland.example", "per": "mail"})
    assert Letter.objects.count() == 1


def test_it_vouches_for_one_institution_of_one_organisation_and_no_other(customer: Customer, provider: Provider) -> None:
    next_door = an_institution(customer.organisation, "K002", name="ROC Elders")
    elsewhere = an_institution(an_organisation("ecm"))
    browser = Client()
    comes_back(provider, browser)
    assert [is_in(browser, one) for one in (customer, next_door, elsewhere)] == [True, False, False]


@pytest.mark.parametrize("email", ["baas@zee.example", "onbekend@zonland.example", "", "noor@zonland.example@zee.example", 7])
def test_an_address_of_another_domain_or_of_no_contact_person_is_not_let_in(customer: Customer, provider: Provider, email: object) -> None:
    an_institution(customer.organisation, "Z001", email="baas@zee.example")
    provider.claims = {"email": email}
    browser = Client()
    assert comes_back(provider, browser) == 403
    assert not is_in(browser, customer)


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://elders.example"},
        {"aud": "elders"},
        {"aud": ["wederhoor", "elders"]},
        {"aud": ["wederhoor", "elders"], "azp": "elders"},
        {"exp": 1_000_000_000},
        {"exp": None},
        {"iat": 4_000_000_000},
        {"nonce": "elders"},
        {"nonce": None},
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": None},
    ],
)
def test_a_token_that_is_not_for_this_signing_in_lets_nobody_in(customer: Customer, provider: Provider, claims: dict[str, object]) -> None:
    provider.claims = claims
    browser = Client()
    assert comes_back(provider, browser) == 403
    assert not is_in(browser, customer)


@pytest.mark.parametrize(("said", "status"), [({}, 302), ({"email_verified": True}, 302), ({"email_verified": False}, 403)])
def test_of_a_provider_that_leaves_it_out_an_address_counts_unless_it_is_said_to_be_unproven(
    customer: Customer, provider: Provider, settings: Settings, said: dict[str, object], status: int
) -> None:
    with Path(settings.SIGN_ON_FILE).open("a") as file:
        file.write("leaves_verified_out = true\n")
    provider.verified, provider.claims = {}, said
    browser = Client()
    assert comes_back(provider, browser) == status
    assert is_in(browser, customer) == (status == 302)


def test_silence_of_any_other_provider_lets_nobody_in(customer: Customer, provider: Provider) -> None:
    provider.verified = {}
    browser = Client()
    assert comes_back(provider, browser) == 403
    assert not is_in(browser, customer)


def test_a_token_signed_by_another_key_lets_nobody_in(customer: Customer, provider: Provider) -> None:
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "one"})
    browser = Client()
    assert comes_back(provider, browser) == 403
    assert not is_in(browser, customer)


def test_a_token_in_another_algorithm_than_was_asked_for_lets_nobody_in(customer: Customer, provider: Provider) -> None:
    provider.algorithm, provider.signs_with = "HS256", OctKey.generate_key(256)
    browser = Client()
    assert comes_back(provider, browser) == 403
    assert not is_in(browser, customer)


@pytest.mark.usefixtures("customer")
def test_a_return_works_once_and_only_in_the_browser_that_began(provider: Provider) -> None:
    browser = Client()
    query = provider.sign_in(browser.get("/klant/aanmelden/via/zonland/")["Location"])
    assert Client().get(f"/klant/aanmelden/terug/?{query}").status_code == 403
    assert [browser.get(f"/klant/aanmelden/terug/?{query}").status_code for _ in range(2)] == [302, 403]


@pytest.mark.usefixtures("customer")
@pytest.mark.parametrize("query", ["", "?code=x", "?state=x&code=x", "?error=access_denied&state={state}", "?state=%00&code=é"])
def test_an_altered_or_refused_return_lets_nobody_in(provider: Provider, query: str) -> None:
    browser = Client()
    address = browser.get("/klant/aanmelden/via/zonland/")["Location"]
    state = provider.sign_in(address).rpartition("state=")[2]
    assert browser.get(f"/klant/aanmelden/terug/{query.format(state=state)}").status_code == 403


def test_an_answer_of_another_provider_is_not_taken(customer: Customer, provider: Provider) -> None:
    browser = Client()
    assert comes_back(provider, browser, more="&iss=https://elders.example") == 403
    assert not is_in(browser, customer)


@pytest.mark.usefixtures("customer")
@pytest.mark.parametrize(
    "said", [{"issuer": "https://elders.example"}, {"token_endpoint": "http://elders.example/token"}, {"jwks_uri": None}]
)
def test_a_provider_that_says_it_is_another_or_would_be_read_on_the_way_is_not_used(provider: Provider, said: dict[str, object]) -> None:
    provider.says_of_itself = said
    assert Client().get("/klant/aanmelden/via/zonland/").status_code == 403


@pytest.mark.usefixtures("customer")
def test_a_provider_that_is_away_is_told_and_a_mail_still_offered(provider: Provider) -> None:
    provider.down = True
    page = Client().get("/klant/aanmelden/via/zonland/")
    assert "antwoordt nu niet" in words(page)


@pytest.mark.usefixtures("customer")
def test_a_provider_that_breaks_off_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def half(*_: object) -> None:
        raise IncompleteRead(b"{")

    monkeypatch.setattr(oidc, "build_opener", half)
    page = Client().get("/klant/aanmelden/via/zonland/")
    assert (page.status_code, "antwoordt nu niet" in words(page)) == (403, True)


@pytest.mark.usefixtures("customer")
def test_whoever_begins_very_often_is_not_sent_on_for_a_while(provider: Provider) -> None:
    browser = Client(REMOTE_ADDR="203.0.113.5")
    assert [browser.get("/klant/aanmelden/via/zonland/").status_code for _ in range(61)] == [302] * 60 + [403]
    assert Client(REMOTE_ADDR="203.0.113.6").get("/klant/aanmelden/via/zonland/").status_code == 302
    assert provider.codes == {}


@pytest.mark.usefixtures("customer")
def test_a_sign_on_that_is_not_there_is_not_there() -> None:
    assert Client().get("/klant/aanmelden/via/elders/").status_code == 404
