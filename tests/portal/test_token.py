from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict

from wederhoor.portal.forms import token as tokens

NOW = datetime(2026, 4, 22, 8, tzinfo=UTC)


def post(**fields: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update(fields)
    return query


def test_a_token_comes_back_as_it_went() -> None:
    token = tokens.new_token(NOW)
    assert tokens.read_token(post(formulier=token.signed), NOW + timedelta(hours=3)) == token


@pytest.mark.parametrize("given", ["", "x", "a:b:c", "\x00", "€" * 500])
def test_an_altered_token_is_replaced_and_not_trusted(given: str) -> None:
    token = tokens.read_token(post(formulier=given), NOW)
    assert not token.genuine
    assert len(token.key) == 32


def test_every_form_has_a_key_of_its_own() -> None:
    assert tokens.new_token(NOW).key != tokens.new_token(NOW).key


@pytest.mark.parametrize(
    ("fields", "seconds", "doubtful"),
    [
        ({}, 1, True),
        ({}, 2, False),
        ({"website": "x"}, 60, True),
        ({"website": "x", "mens": "true"}, 60, False),
        ({"website": ""}, 60, False),
    ],
)
def test_haste_and_a_filled_trap_raise_doubt_and_a_tick_takes_it_away(fields: dict[str, str], seconds: int, doubtful: bool) -> None:
    assert tokens.is_doubtful(tokens.new_token(NOW), post(**fields), NOW + timedelta(seconds=seconds)) is doubtful
