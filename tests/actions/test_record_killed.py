import os
import random
import signal
import subprocess
import sys

import pytest
from django.db import connection

from tests.factories.house import a_member, an_organisation
from tests.factories.lives import MANAGER
from tests.support import tree
from wederhoor.actions.recompute import recompute
from wederhoor.actions.verify import verify
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act, Dossier, Matter
from wederhoor.organisations.models import Member

pytestmark = [pytest.mark.kill, pytest.mark.django_db(transaction=True)]
KILLS = 8


def database_url() -> str:
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    return f"postgresql://{known['USER']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


def kill_while_recording(manager: Member, start: int, after: float) -> None:
    """Lets a process record for a moment (seconds) and then kills it where it stands."""
    house = {"PYTHONPATH": f"{tree.SRC.parent}{os.pathsep}{tree.ROOT}", "DJANGO_SETTINGS_MODULE": "wederhoor.site.settings"}
    program = "import django; django.setup(); from tests.actions.recorder import main; main()"
    command = [sys.executable, "-c", program, str(manager.pk), str(start)]
    environment = {**os.environ, **house, "WEDERHOOR_DATABASE_URL": database_url()}
    with subprocess.Popen(command, env=environment, cwd=tree.ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=after)
        process.send_signal(signal.SIGKILL)


def test_a_crash_in_the_middle_of_recording_leaves_all_of_it_or_none() -> None:
    manager = a_member(an_organisation("klik-onderwijs"), MANAGER)
    chance = random.Random(20261120)  # noqa: S311 - when to kill is no secret
    for kill in range(KILLS):
        kill_while_recording(manager, kill * 1000, chance.uniform(0.001, 0.2))
        assert list(verify()) == []
        assert list(recompute()) == []
        assert Letter.objects.count() == Act.objects.filter(act="acknowledge").count()
        assert Dossier.objects.count() == Matter.objects.count() == Act.objects.filter(act="file").count()
    assert Act.objects.count() > KILLS
