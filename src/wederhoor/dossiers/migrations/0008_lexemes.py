from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# A function that says what it costs, and no query may do it in parts: else PostgreSQL reads the words of every dossier, newest first, to
# find a rare word, where its index would tell at once.
_MADE_OF = "array_to_tsvector(string_to_array(btrim(words), ' '))"
MAKE = (
    f"""CREATE FUNCTION dossiers_lexemes(words text) RETURNS tsvector IMMUTABLE STRICT COST 5000 LANGUAGE plpgsql
       AS $$ BEGIN RETURN {_MADE_OF}; END $$""",
    "DROP INDEX dossiers_words",
    "CREATE INDEX dossiers_words ON dossiers_searchtext USING gin (dossiers_lexemes(words))",
)
UNMAKE = (
    "DROP INDEX dossiers_words",
    f"CREATE INDEX dossiers_words ON dossiers_searchtext USING gin ({_MADE_OF})",
    "DROP FUNCTION dossiers_lexemes(text)",
)


def make(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in MAKE if editor.connection.vendor == "postgresql" else ():
        editor.execute(statement)


def unmake(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNMAKE if editor.connection.vendor == "postgresql" else ():
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0007_undated")]

    operations = [migrations.RunPython(make, unmake)]
