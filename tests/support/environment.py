"""The environment of a run of tests: safe to start, a database of its own, nothing left behind.

The first process (pytest's controller) prepares it; workers and programs started by tests inherit it.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests.support.cluster import Cluster

SQLITE, POSTGRESQL = "sqlite", "postgresql"


def lane() -> str:
    """Which database this run uses: sqlite unless WEDERHOOR_TEST_DATABASE says postgresql."""
    chosen = os.environ.get("WEDERHOOR_TEST_DATABASE", SQLITE)
    if chosen not in {SQLITE, POSTGRESQL}:
        raise ValueError(f"WEDERHOOR_TEST_DATABASE is {chosen!r}: write sqlite or postgresql.")
    return chosen


def test_folder() -> Path:
    """The folder of this run; removed when its first process ends."""
    return Path(os.environ["WEDERHOOR_TEST_FOLDER"])


def prepare() -> None:
    """Set every variable that the settings read; start the PostgreSQL server where its lane runs."""
    if "WEDERHOOR_TEST_FOLDER" in os.environ:
        _apart()
        return
    for name in [name for name in os.environ if name.startswith("WEDERHOOR_") and not name.startswith("WEDERHOOR_TEST_")]:
        del os.environ[name]
    folder = Path(tempfile.mkdtemp(prefix="wederhoor-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ.update(WEDERHOOR_TEST_FOLDER=str(folder), WEDERHOOR_DEBUG="1", WEDERHOOR_DATA_DIR=str(folder / "data"))
    (folder / "data").mkdir()
    if lane() == POSTGRESQL:
        cluster = Cluster.start()
        atexit.register(cluster.stop)
        os.environ["WEDERHOOR_DATABASE_URL"] = cluster.url
    else:
        os.environ["WEDERHOOR_DATABASE_URL"] = f"sqlite:///{folder / 'wederhoor.sqlite3'}"


def _apart() -> None:
    """A worker has a folder of its own for what is kept beside the database: what one counts or keeps is no business of another."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is not None:
        own = test_folder() / f"data-{worker}"
        own.mkdir(exist_ok=True)
        os.environ["WEDERHOOR_DATA_DIR"] = str(own)
