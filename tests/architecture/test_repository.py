import re
import tomllib
from hashlib import sha256

import pytest

from tests.support import generated, tree

LOCKS = ("requirements.txt", "requirements-dev.txt")
LONGEST_WRITTEN_LINE = 400
FOREIGN = re.compile(
    r"(^|/)(node_modules|vendor|vendored|third_party|bower_components)/|\.min\.(js|css)$|(^|/)(htmx|jquery|alpine|bootstrap)[^/]*\.js$"
)
WORD = re.compile(r"[a-zà-ÿ]{4,}")
NOT_TO_BE_NAMED = {
    "a051e62c16c385ab646c4161",
    "baa58840b43b55b3945ffc8c",
    "c8ada303ef66dc51b3fca50d",
    "210517c8613b08c79ef2ef3a",
    "23635671b14ff3f69e01d9f3",
    "73d525266020fc31bd64617e",
}
"""Digests of family and first names in the regulations that served as examples: a procedure names roles, never persons."""
MACHINE_PATHS = tuple(f"/{folder}/" for folder in ("root", "work", "tmp/plan"))


def test_no_code_of_others_is_copied_in() -> None:
    assert [str(path) for path in tree.project_files() if FOREIGN.search(path.relative_to(tree.ROOT).as_posix())] == []


def test_scripts_and_styles_are_written_not_generated() -> None:
    ours = [path for path in tree.project_files() if path.suffix in {".js", ".css"}]
    assert [str(path) for path in ours if any(len(line) > LONGEST_WRITTEN_LINE for line in tree.text_of(path).splitlines())] == []


@pytest.mark.parametrize("path", ["src/wederhoor/web/static/htmx.js", "vendor/x.py", "src/wederhoor/web/static/a.min.css"])
def test_code_of_others_is_seen(path: str) -> None:
    assert FOREIGN.search(path)


def pins(text: str) -> list[str]:
    """Each requirement of a lock with all of its hashes, on one line."""
    joined = text.replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_pinned_by_hash_and_names_no_address(name: str) -> None:
    text = (tree.ROOT / name).read_text(encoding="utf-8")
    assert pins(text)
    assert [line for line in pins(text) if "==" not in line or "--hash=sha256:" not in line] == []
    assert "://" not in text


def test_the_longer_lock_holds_the_shorter() -> None:
    short, long = ({line.split()[0] for line in pins((tree.ROOT / name).read_text(encoding="utf-8"))} for name in LOCKS)
    assert short <= long


def test_a_requirement_without_hash_is_seen() -> None:
    assert pins("a==1 \\\n    --hash=sha256:0\nb==2\n    # via a\n") == ["a==1      --hash=sha256:0", "b==2"]


def named(text: str) -> set[str]:
    return {word for word in set(WORD.findall(text.lower())) if sha256(word.encode()).hexdigest()[:24] in NOT_TO_BE_NAMED}


def test_nobody_from_the_examples_is_named() -> None:
    found = {str(path.relative_to(tree.ROOT)): named(tree.text_of(path)) for path in tree.project_files() if path.name not in LOCKS}
    assert {path: len(words) for path, words in found.items() if words} == {}


def test_a_name_is_seen_by_its_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "NOT_TO_BE_NAMED", {sha256(b"jansen").hexdigest()[:24]})
    assert named("Mevrouw JANSEN uit Goes") == {"jansen"}


def test_no_path_of_a_machine_stands_in_the_project() -> None:
    assert [str(path) for path in tree.project_files() if any(place in tree.text_of(path) for place in MACHINE_PATHS)] == []


def test_records_of_registries_stay_out() -> None:
    kept = {path.name for path in tree.project_files()}
    assert kept.isdisjoint({"uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock"})


@pytest.mark.parametrize("one", generated.ALL, ids=lambda one: one.path)
def test_a_generated_file_is_what_its_generator_makes_now(one: generated.Generated) -> None:
    assert (tree.ROOT / one.path).read_text(encoding="utf-8") == one.make(), "run: .venv/bin/python -m tests.support.generated"


def test_each_exception_to_the_rules_of_style_gives_its_reason() -> None:
    text = (tree.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    ignored = tomllib.loads(text)["tool"]["ruff"]["lint"]["ignore"]
    assert [code for code in ignored if not re.search(rf'"{code}",\s+# \w+', text)] == []
