"""A wheel holds all that the program needs where it is installed without the scripts of this repository."""

import shutil
import subprocess
import sys
import zipfile
from gettext import GNUTranslations
from pathlib import Path

from tests.support import tree

_LEFT_OUT = shutil.ignore_patterns("*.mo", "__pycache__", "*.egg-info", "build")
_BUILD = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"


def test_a_wheel_built_from_what_the_repository_holds_speaks_english(tmp_path: Path) -> None:
    root = tree.ROOT
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(root / name, tmp_path)
    shutil.copytree(root / "src", tmp_path / "src", ignore=_LEFT_OUT)
    subprocess.run([sys.executable, "-c", _BUILD, str(tmp_path)], cwd=tmp_path, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as whole, whole.open("wederhoor/locale/en/LC_MESSAGES/django.mo") as compiled:
        assert GNUTranslations(compiled).gettext("Postvak") == "Inbox"
        assert {"wederhoor/web/letter.typ", "wederhoor/py.typed"} <= set(whole.namelist())
