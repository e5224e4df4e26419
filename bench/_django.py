"""Django, with an empty database in a folder that goes when the process ends: as an installation has it, fully durable.

SQLite, or with WEDERHOOR_BENCH_DATABASE=postgresql a PostgreSQL server of its own. Import this before anything that imports a model.
"""

import atexit
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

import django
from django.core.management import call_command

from tests.support.cluster import Cluster

#: Where the database lies; WEDERHOOR_BENCH_DIR chooses the disk.
FOLDER = Path(tempfile.mkdtemp(prefix="wederhoor-bench-", dir=os.environ.get("WEDERHOOR_BENCH_DIR")))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)


def _database() -> str:
    if os.environ.get("WEDERHOOR_BENCH_DATABASE") != "postgresql":
        return f"sqlite:////{str(FOLDER).lstrip('/')}/bench.sqlite3"
    cluster = Cluster.start(durable=True)
    atexit.register(cluster.stop)
    return cluster.url


os.environ.update(
    WEDERHOOR_DEBUG="",
    WEDERHOOR_SECRET_KEY=hashlib.sha256(str(FOLDER).encode()).hexdigest(),
    WEDERHOOR_ALLOWED_HOSTS="localhost",
    WEDERHOOR_BASE_URL="http://localhost:8000",
    WEDERHOOR_DATA_DIR=str(FOLDER),
    WEDERHOOR_DATABASE_URL=_database(),
    DJANGO_SETTINGS_MODULE="wederhoor.site.settings",
)
django.setup()
call_command("migrate", verbosity=0)
