from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The words that the index of SQLite has, in order: it keeps nothing of its own."""
    if editor.connection.vendor == "sqlite":
        editor.execute("CREATE VIRTUAL TABLE dossiers_vocabulary USING fts5vocab('dossiers_words', 'row')")


def unmake(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TABLE dossiers_vocabulary")


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0011_readers_by_member")]

    operations = [
        migrations.RunPython(make, unmake),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("stage__in", ["closed", "destroyed"]), _negated=True),
                fields=["organisation", "-received_at", "-id"],
                name="dossier_open_register",
            ),
        ),
    ]
