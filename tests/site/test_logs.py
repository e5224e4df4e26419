import json
import logging
import logging.config

import pytest
import structlog

from wederhoor.site import logs


def blotted(text: str) -> str:
    return str(logs.without_persons(None, "info", {"event": text})["event"])


def test_a_field_not_known_to_be_impersonal_is_dropped() -> None:
    assert logs.without_persons(None, "info", {"event": "recorded", "act": "file", "name": "Jansen"}) == {
        "event": "recorded",
        "act": "file",
    }


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("bounced: j.jansen@example.nl", "bounced: …@…"),
        ("Not Found: /volgen/KLI-7Q2M", "Not Found: /volgen/…"),
        ("Not Found: /gezond", "Not Found: /gezond"),
        ("took 1/2 of it", "took 1/2 of it"),
    ],
)
def test_addresses_are_blotted_out(said: str, written: str) -> None:
    assert blotted(said) == written


def test_an_error_is_logged_by_kind_and_place_without_what_was_typed() -> None:
    with pytest.raises(LookupError) as caught:
        fail("Jansen uit Goes")
    line = written(("wederhoor.test", "failed"), caught.value)
    assert "Jansen" not in json.dumps(line)
    assert line["exception"].endswith(" fail")
    assert line["exception"].startswith("LookupError at test_logs.py:")


def test_what_the_program_held_is_not_logged_for_trying_out_either() -> None:
    with pytest.raises(LookupError) as caught:
        fail("Jansen uit Goes")
    described = logs.logging_for(debug=True)["formatters"]["lines"]
    formatter = structlog.stdlib.ProcessorFormatter(processors=described["processors"], foreign_pre_chain=described["foreign_pre_chain"])
    held = (LookupError, LookupError("x").with_traceback(caught.value.__traceback__), caught.value.__traceback__)
    line = formatter.format(logging.LogRecord("wederhoor.test", logging.ERROR, __file__, 1, "failed", (), held))
    assert "in fail" in line
    assert "Jansen" not in line.replace('fail("Jansen uit Goes")', "")


def fail(text: str) -> None:
    raise LookupError(text)


def written(said: tuple[str, str], error: Exception) -> dict[str, str]:
    described = logs.logging_for(debug=False)["formatters"]["lines"]
    formatter = structlog.stdlib.ProcessorFormatter(processors=described["processors"], foreign_pre_chain=described["foreign_pre_chain"])
    name, text = said
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, text, (), (type(error), error, error.__traceback__))
    line: dict[str, str] = json.loads(formatter.format(record))
    return line
