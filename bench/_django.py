"""Django, with an empty database in a folder that goes when the process ends: as an installation has it, fully durable.

Import this before anything that imports a model.
"""

import atexit
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

import django
from django.core.management import call_command

#: Where the database lies; WEDERHOOR_BENCH_DIR chooses the disk.
FOLDER = Path(tempfile.mkdtemp(prefix="wederhoor-bench-", dir=os.environ.get("WEDERHOOR_BENCH_DIR")))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ.update(
    WEDERHOOR_DEBUG="",
    WEDERHOOR_SECRET_KEY=hashlib.sha256(str(FOLDER).encode()).hexdigest(),
    WEDERHOOR_ALLOWED_HOSTS="localhost",
    WEDERHOOR_BASE_URL="http://localhost:8000",
    WEDERHOOR_DATA_DIR=str(FOLDER),
    WEDERHOOR_DATABASE_URL=f"sqlite:////{str(FOLDER).lstrip('/')}/bench.sqlite3",
    DJANGO_SETTINGS_MODULE="wederhoor.site.settings",
)
django.setup()
call_command("migrate", verbosity=0)
