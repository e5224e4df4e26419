from collections.abc import Sequence

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from tests.support import tree


def rooms_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in tree.FLOOR]


def upward_keys(model: type[models.Model]) -> list[str]:
    """Foreign keys to a room above; Django's own models lie below every room."""
    targets = [(field.name, field.related_model) for field in model._meta.get_fields() if field.concrete and field.is_relation]
    return [
        f"{model._meta.label}.{name}"
        for name, target in targets
        if isinstance(target, type)
        and target._meta.app_label in tree.FLOOR
        and not tree.points_down(model._meta.app_label, target._meta.app_label)
    ]


def test_foreign_keys_point_downward_only() -> None:
    assert [key for model in rooms_models() for key in upward_keys(model)] == []


def test_only_stores_have_models() -> None:
    stores = {"organisations", "catalogue", "dossiers", "correspondence", "reports"}
    assert {model._meta.app_label for model in rooms_models()} <= stores


def one_way_operations(operations: Sequence[Operation]) -> list[Operation]:
    return [operation for operation in operations if isinstance(operation, RunPython | RunSQL) and not operation.reversible]


def test_every_migration_that_runs_code_can_be_undone() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    ours = {key: migration for key, migration in loader.disk_migrations.items() if key[0] in tree.FLOOR}
    assert [key for key, migration in ours.items() if one_way_operations(migration.operations)] == []


def test_a_migration_that_cannot_be_undone_is_seen() -> None:
    there = RunPython(RunPython.noop)
    assert one_way_operations([there, RunPython(RunPython.noop, RunPython.noop)]) == [there]


@pytest.mark.django_db
def test_the_migrations_make_what_the_models_say(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("makemigrations", check=True, dry_run=True)
    assert "No changes detected" in capsys.readouterr().out
