import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0006_reading"),
        ("organisations", "0002_absences_views_feeds"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40)),
                ("seed", models.CharField(max_length=40)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("regulation", models.CharField(max_length=80)),
                ("answers", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(db_index=True)),
                (
                    "letter",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="draft",
                        to="correspondence.letter",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to="organisations.organisation"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("organisation", "key"), name="draft_of_form_once")],
            },
        ),
        migrations.CreateModel(
            name="DraftFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=200)),
                ("name", models.CharField(max_length=255)),
                ("size", models.PositiveBigIntegerField()),
                (
                    "draft",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="files", to="correspondence.draft"),
                ),
            ],
        ),
    ]
