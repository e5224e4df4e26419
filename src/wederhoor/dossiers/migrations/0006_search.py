import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = (
    """CREATE VIRTUAL TABLE dossiers_words USING fts5(words, content='dossiers_searchtext', content_rowid='dossier_id',
       detail='none', columnsize=0, tokenize="ascii tokenchars '=!#'")""",
    """CREATE TRIGGER dossiers_words_new AFTER INSERT ON dossiers_searchtext BEGIN
       INSERT INTO dossiers_words(rowid, words) VALUES (new.dossier_id, new.words); END""",
    """CREATE TRIGGER dossiers_words_gone AFTER DELETE ON dossiers_searchtext BEGIN
       INSERT INTO dossiers_words(dossiers_words, rowid, words) VALUES ('delete', old.dossier_id, old.words); END""",
    # Words are only ever added behind those that are there, so only those are new to the index.
    """CREATE TRIGGER dossiers_words_more AFTER UPDATE OF words ON dossiers_searchtext BEGIN
       INSERT INTO dossiers_words(rowid, words) VALUES (new.dossier_id, substr(new.words, length(old.words) + 1)); END""",
)
POSTGRESQL = ("CREATE INDEX dossiers_words ON dossiers_searchtext USING gin (array_to_tsvector(string_to_array(btrim(words), ' ')))",)


def make(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement)


def unmake(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        for name in ("new", "gone", "more"):
            editor.execute(f"DROP TRIGGER dossiers_words_{name}")
        editor.execute("DROP TABLE dossiers_words")
    else:
        editor.execute("DROP INDEX dossiers_words")


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0005_readers_documents_entries"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search",
                        serialize=False,
                        to="dossiers.dossier",
                    ),
                ),
                ("words", models.TextField()),
                ("shape", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.RunPython(make, unmake),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["organisation", "stage", "-received_at", "-id"], name="dossier_stage"),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["organisation", "product", "-received_at", "-id"], name="dossier_product"),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(
                condition=models.Q(("organisation_name", ""), _negated=True),
                fields=["organisation_name", "matter"],
                name="party_institution",
            ),
        ),
    ]
