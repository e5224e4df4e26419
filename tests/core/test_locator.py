import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wederhoor.core.locator import Path, line_of, lines

CASES: list[tuple[str, Path, int]] = [
    ("a = 1\nb = 2\n", ("b",), 2),
    ("# [x]\n\na = 1", ("a",), 3),
    ("[t]\na = 1\n[t.u]\nb = 2", ("t", "u", "b"), 4),
    ("[t]\na = 1\n[t.u]\nb = 2", ("t", "u"), 3),
    ("[[d]]\nid = 1\n[[d]]\nid = 2", ("d", 1, "id"), 4),
    ("[[d]]\nid = 1\n[[d]]\nid = 2", ("d", 1), 3),
    ("[[d]]\nid = 1\n[[d]]\nid = 2", ("d",), 1),
    ("[[d]]\n[[d.n]]\na = 1\n[[d]]\n[[d.n]]\n[[d.n]]\na = 1", ("d", 1, "n", 1, "a"), 7),
    ("[[d]]\n[d.t]\na = 1\n[[d]]\n[d.t]\na = 1", ("d", 1, "t", "a"), 6),
    ("[ t . 'u v' ]\na = 1", ("t", "u v", "a"), 2),
    ("a.b.c = 1\na.b.d = 2", ("a", "b", "d"), 2),
    ("a.b.c = 1\na.b.d = 2", ("a", "b"), 1),
    ("\"a.b\" = 1\n'c d' = 2", ("c d",), 2),
    ("a = [\n 1,\n # [ } \n 2,\n]\nb = 1", ("a", 1), 4),
    ("a = [\n 1,\n # [ } \n 2,\n]\nb = 1", ("b",), 6),
    ("a = {x = 1, y = [\n2,\n3]}\nb = 1", ("a", "y", 1), 3),
    ("a = {x = 1, y.z = 2}\nb = 1", ("a", "y", "z"), 1),
    ("a = [{x = 1},\n{x = {y = 2}}]\n", ("a", 1, "x", "y"), 2),
    ('a = """\n[b]\nc = 1\n"""\nb = 2', ("b",), 5),
    ("a = '''\n[b]\nc = 1\n'''\nb = 2", ("b",), 5),
    ('a = """x\\"""y\n""""\nb = 2', ("b",), 3),
    ('a = "x # y ] }" # z\nb = 2', ("b",), 2),
    ("a = 2026-01-01 10:00:00\nb = 2", ("b",), 2),
    ("a = [1, 2]\r\nb = 2\r\n", ("b",), 2),
    ("a = []\nb = {}\nc = [[], [\n1]]", ("c", 1, 0), 4),
]


@pytest.mark.parametrize(("text", "path", "line"), CASES)
def test_a_path_is_found_on_its_line(text: str, path: Path, line: int) -> None:
    tomllib.loads(text)
    assert lines(text)[path] == line


def test_what_has_no_line_stands_on_the_line_of_what_is_around_it() -> None:
    where = lines("a = 1\n[[d]]\nid = 1\n")
    assert line_of(("d", 0, "term"), where) == 2
    assert line_of(("nowhere",), where) == 1


def test_a_key_with_an_escape_is_placed_with_its_table() -> None:
    assert line_of(("t", "é"), lines('a = 1\n[t]\n"\\u00e9" = 1')) == 2


@pytest.mark.parametrize("text", ["[", "a", "a = [", "= 1", "a = {b", '"', "[[x", "]", "a = [1\n", "\\", "a = ''' x"])
def test_text_that_is_no_toml_breaks_nothing(text: str) -> None:
    assert isinstance(lines(text), dict)


def paths(value: object, path: Path = ()) -> Iterator[Path]:
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from paths(inner, (*path, key))


WORDS = st.sampled_from(["a", "b", "c-d", "e_1"])
VALUES = st.recursive(
    st.sampled_from(["1", "true", '"x # ["', "'y ]'", "2026-01-01", '"""\n[z]\n"""', "1.5"]),
    lambda inner: st.lists(inner, max_size=3).map(lambda items: "[ # c ]\n" + ",\n".join(items) + "\n]"),
    max_leaves=6,
)
BLOCKS = st.lists(st.tuples(st.dictionaries(WORDS, VALUES, max_size=3)), max_size=5)


@given(BLOCKS)
def test_everything_that_the_reader_finds_has_a_line(blocks: list[tuple[dict[str, str]]]) -> None:
    text = "".join("[[t]]\n" + "".join(f"{key} = {value}\n" for key, value in block.items()) for (block,) in blocks)
    assert set(paths(tomllib.loads(text))) <= set(lines(text))
