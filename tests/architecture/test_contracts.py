"""The contracts of pyproject.toml, tried on a skeleton of the house with one breach at a time."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import tree

STORES = ("organisations", "catalogue", "dossiers", "correspondence", "reports")
LINTER = Path(sys.executable).parent / "lint-imports"


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    house = tmp_path / "wederhoor"
    files = [f"{room}/__init__.py" for room in (*tree.FLOOR, "procedures")] + [f"{store}/models.py" for store in STORES]
    for name in ["__init__.py", *files, "core/term.py", "core/procedure.py", "core/dossier.py"]:
        (house / name).parent.mkdir(parents=True, exist_ok=True)
        (house / name).touch()
    shutil.copy(tree.ROOT / "pyproject.toml", tmp_path)
    return house


def broken(house: Path) -> list[str]:
    """The names of the contracts that do not hold."""
    command = [str(LINTER), "--no-cache"]
    environment = os.environ | {"PYTHONPATH": str(house.parent)}
    said = subprocess.run(command, cwd=house.parent, env=environment, capture_output=True, text=True, check=False).stdout
    assert "Contracts:" in said, said
    return [line.removesuffix(" BROKEN") for line in said.splitlines() if line.endswith(" BROKEN")]


def test_the_empty_house_holds(skeleton: Path) -> None:
    assert broken(skeleton) == []


@pytest.mark.parametrize(
    ("place", "line", "contract"),
    [
        ("dossiers/rows.py", "import wederhoor.actions", "Imports run downward only"),
        ("portal/pages.py", "import wederhoor.desk", "Imports run downward only"),
        ("web/parts.py", "import wederhoor.organisations", "Imports run downward only"),
        ("letters/__init__.py", "", "Imports run downward only"),
        ("core/term.py", "from django.utils import timezone", "The core knows no framework, file, network, clock or chance"),
        ("core/term.py", "import time", "The core knows no framework, file, network, clock or chance"),
        ("core/term.py", "from os import path", "The core knows no framework, file, network, clock or chance"),
        ("desk/pages.py", "from wederhoor.dossiers.models import X", "Only stores and actions import models"),
        ("site/start.py", "from wederhoor.reports import models", "Only stores and actions import models"),
        ("core/term.py", "from wederhoor.core import dossier", "The core has an order of its own"),
        ("core/procedure.py", "import wederhoor.core.dossier", "The core has an order of its own"),
    ],
)
def test_a_breach_is_caught(skeleton: Path, place: str, line: str, contract: str) -> None:
    (skeleton / place).parent.mkdir(exist_ok=True)
    (skeleton / place).write_text(line + "\n", encoding="utf-8")
    assert broken(skeleton) == [contract]


def test_a_circle_within_a_room_is_caught(skeleton: Path) -> None:
    (skeleton / "desk" / "one.py").write_text("import wederhoor.desk.two\n", encoding="utf-8")
    (skeleton / "desk" / "two.py").write_text("import wederhoor.desk.one\n", encoding="utf-8")
    assert broken(skeleton) == ["No package stands in a circle of imports"]


def test_a_store_and_an_action_may_import_models(skeleton: Path) -> None:
    (skeleton / "actions" / "record.py").write_text("from wederhoor.dossiers import models\n", encoding="utf-8")
    (skeleton / "reports" / "figures.py").write_text("from wederhoor.dossiers import models\n", encoding="utf-8")
    assert broken(skeleton) == []
