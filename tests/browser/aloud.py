"""A page as it is read aloud: the accessibility tree of Chromium, in its order, and what is the matter with it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from playwright.sync_api import Page

from tests.browser.measures import TELEPHONE, WIDE, measured

CONTROLS: Final = frozenset(
    {
        "button",
        "link",
        "textbox",
        "searchbox",
        "combobox",
        "listbox",
        "checkbox",
        "radio",
        "spinbutton",
        "slider",
        "switch",
        "Date",
        "DateTime",
    }
)
LANDMARKS: Final = ("banner", "main", "contentinfo")
NAMED: Final = frozenset(
    {"group", "radiogroup", "image", "img", "region", "navigation", "search", "form", "dialog", "progressbar", "figure"}
)
#: Of these one may stand without a name: a form and a figure hold what is named itself, a search where it is the only one.
_UNNAMED_TOO: Final = frozenset({"form", "figure", "group", "search"})

_TYPED: Final = frozenset({"textbox", "searchbox", "combobox", "spinbutton", "Date", "DateTime", "ListMarker"})
_NUMBER: Final = re.compile(r"\d*\.?")
#: Words as short as these may well come twice in a row.
_SHORT: Final = 3


@dataclass(frozen=True)
class Said:
    """One thing that is read: what it is, its name, what describes it, its states, and between which others it stands."""

    role: str
    name: str
    description: str
    states: Mapping[str, Any]
    within: tuple[str, ...]


def read_aloud(page: Page) -> list[Said]:
    """All of a page, in the order in which it is read."""
    session = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    session.detach()
    [root] = [node for node in nodes.values() if "parentId" not in node]
    return list(_in_order(root, nodes, ()))


def faults_aloud(page: Page, landmarks: Sequence[str] = LANDMARKS) -> list[str]:
    """What whoever listens would miss or hear wrong; `landmarks`: the parts of the page that must be there, once."""
    said = read_aloud(page)
    found = [*_landmarks(said, landmarks), *_headings(said), *_names(said), *_twice(said), *_states(said), *measured(page, "loose")]
    heard = "".join("".join(one.name.split()) for one in said if _is_text(one))
    seen = measured(page, "words")
    return found if heard == seen else [*found, _difference(heard, seen)]


def jumps(page: Page) -> list[str]:
    """Words of which the place on the screen goes against the order of reading, wide and narrow."""
    found: list[str] = []
    for size in (WIDE, TELEPHONE):
        page.set_viewport_size(size)
        found += measured(page, "jumps", str(size["width"]))
    return found


def _is_text(one: Said) -> bool:
    """Whether it is a text of the page itself; not what someone typed or chose, nor a number alone, as a list puts before an item."""
    return one.role == "StaticText" and "main" in one.within and not _TYPED & set(one.within) and not _NUMBER.fullmatch(one.name.strip())


def _in_order(node: Mapping[str, Any], nodes: Mapping[str, Mapping[str, Any]], within: tuple[str, ...]) -> Iterator[Said]:
    role = node.get("role", {}).get("value", "")
    if not node.get("ignored"):
        states = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
        yield Said(role, node.get("name", {}).get("value", ""), node.get("description", {}).get("value", ""), states, within)
        within = (*within, role)
    for child in node.get("childIds", []):
        if child in nodes:
            yield from _in_order(nodes[child], nodes, within)


def _landmarks(said: list[Said], wanted: Sequence[str]) -> list[str]:
    found = [f"{one}: {n} instead of one" for one in wanted if (n := sum(item.role == one for item in said)) != 1]
    parts = [(item.role, item.name) for item in said if item.role in {"navigation", "search", "region", "complementary"}]
    return [*found, *(f"two parts of the page are both called {one}" for one in set(parts) if parts.count(one) > 1)]


def _headings(said: list[Said]) -> list[str]:
    levels = [int(one.states["level"]) for one in said if one.role == "heading"]
    found = [] if levels.count(1) == 1 and levels[:1] == [1] else [f"headings: {levels}"]
    found += [f"a heading of level {after} after one of {before}" for before, after in pairwise(levels) if after > before + 1]
    return found + ["a heading without words" for one in said if one.role == "heading" and not one.name.strip()]


def _names(said: list[Said]) -> list[str]:
    found = [f"a {one.role} without a name in {one.within}" for one in said if one.role in CONTROLS and not one.name.strip()]
    found += [f"a {one.role} without a name in {one.within}" for one in said if one.role in NAMED - _UNNAMED_TOO and not one.name.strip()]
    found += [f"the radio button {one.name!r} without its question" for one in said if one.role == "radio" and not _asked(one.within)]
    return found


def _asked(within: tuple[str, ...]) -> bool:
    return bool({"group", "radiogroup"} & set(within))


def _twice(said: list[Said]) -> list[str]:
    """The same words one after the other, or in the name and again in what describes it."""
    described = [one for one in said if one.role in CONTROLS | NAMED and one.name and one.description]
    found = [f"{one.name!r} is described by its own name" for one in described if one.description in one.name]
    texts = [one.name.strip() for one in said if one.role == "StaticText" and len(one.name.strip()) > _SHORT]
    return found + [f"twice in a row: {one!r}" for one, other in pairwise(texts) if one == other]


def _states(said: list[Said]) -> list[str]:
    """A control that is not right says what is wrong; one that can be ticked says whether it is."""
    found = [f"{one.name!r} is wrong and does not say why" for one in said if one.states.get("invalid") == "true" and not one.description]
    ticked = {"checkbox", "radio"}
    return found + [f"{one.name!r} does not say whether it is chosen" for one in said if one.role in ticked and "checked" not in one.states]


def _difference(heard: str, seen: str) -> str:
    at = next((n for n, (one, other) in enumerate(zip(heard, seen, strict=False)) if one != other), min(len(heard), len(seen)))
    return f"one hears {heard[max(at - 20, 0) : at + 60]!r} and sees {seen[max(at - 20, 0) : at + 60]!r}"
