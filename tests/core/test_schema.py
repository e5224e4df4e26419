import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.support import tree
from tests.support.small import TEXT, changed
from wederhoor.core.schema import schema, text

PROCEDURES = tree.SRC / "procedures"
VALIDATOR = Draft202012Validator(schema())


def faults(written: str) -> list[str]:
    """What an editor would say of a file: dates are strings to it."""
    data = json.loads(json.dumps(tomllib.loads(written), default=str))
    return [error.json_path for error in VALIDATOR.iter_errors(data)]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


def test_the_schema_that_is_shipped_is_fresh() -> None:
    shipped = (PROCEDURES / "procedure.schema.json").read_text(encoding="utf-8")
    assert shipped == text(), "write it anew: wederhoor procedure schema > src/wederhoor/procedures/procedure.schema.json"


@pytest.mark.parametrize("path", sorted(PROCEDURES.glob("*/*.toml")), ids=lambda path: path.parent.name)
def test_every_regulation_that_is_shipped_keeps_to_it(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


def test_every_shape_of_a_phrase_keeps_to_it() -> None:
    assert faults(TEXT) == []


WRONG = [
    ('id = "small"', 'idd = "small"', "$"),
    ("version = 1", 'version = "een"', "$.version"),
    ('holder = "archivist"', "holder = 3", "$.retention.holder"),
    ('entered_by = "reply.sent"', "entered_by = {outcome = 'x'}", "$.stage[2].entered_by"),
    ('while = {kind = "complaint"', "while = {kind = {a = 1}", "$.duty[1].while.kind"),
    ('resume_day = "runs"', 'resume_day = "run"', "$.suspension.resume_day"),
    ('from = "end of reply"', "from = {sooner_of = ['at', 'sent']}", "$.right[0].from"),
    ('requires = ["reasons", {field', 'requires = ["reasons", {felt', "$.act[4].requires[1]"),
    ('term = "4 weeks"', 'term = "weken"', "$.duty[1].term"),
]


@pytest.mark.parametrize(("old", "new", "path"), WRONG)
def test_a_slip_is_seen_while_one_writes(old: str, new: str, path: str) -> None:
    assert path in faults(changed(old, new))


def test_what_a_key_means_is_told_where_one_writes_it() -> None:
    duty = schema()["$defs"]["Duty"]["properties"]
    assert "the acts that bring it about" in duty["arises"]["description"]
    assert duty["from"]["default"] == "at"
