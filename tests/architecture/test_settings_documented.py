import re

from tests.support import tree

SETTING = re.compile(r"\bWEDERHOOR_(?!TEST_)[A-Z_]+[A-Z]\b")
HEADING = re.compile(r"^### `(WEDERHOOR_[A-Z_]+)`$", re.MULTILINE)


def settings_read() -> set[str]:
    return {name for path in tree.sources() for name in SETTING.findall(path.read_text(encoding="utf-8"))}


def settings_documented() -> list[str]:
    return HEADING.findall((tree.ROOT / "docs" / "settings.md").read_text(encoding="utf-8"))


def test_every_setting_is_documented_once_and_no_other() -> None:
    assert sorted(settings_documented()) == sorted(settings_read())


def test_the_settings_are_found_at_all() -> None:
    assert {"WEDERHOOR_SECRET_KEY", "WEDERHOOR_DATABASE_URL"} <= settings_read()
