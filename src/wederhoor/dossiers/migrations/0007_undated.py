from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0006_search"),
        ("organisations", "0002_absences_views_feeds"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("next_due__isnull", True), models.Q(("stage__in", ["closed", "destroyed"]), _negated=True)),
                fields=["organisation", "pressing", "received_at", "id"],
                name="dossier_undated",
            ),
        ),
    ]
