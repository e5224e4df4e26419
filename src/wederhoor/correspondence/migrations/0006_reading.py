import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0005_own_letters"),
        ("organisations", "0002_absences_views_feeds"),
    ]

    operations = [
        migrations.AddField(model_name="message", name="html", field=models.TextField(blank=True)),
        migrations.AddField(model_name="message", name="parser", field=models.PositiveSmallIntegerField(default=0)),
        migrations.AddField(model_name="attachment", name="held", field=models.CharField(blank=True, max_length=20)),
        migrations.AddField(
            model_name="attachment",
            name="released_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="organisations.member"
            ),
        ),
        migrations.AddField(model_name="attachment", name="released_at", field=models.DateTimeField(blank=True, null=True)),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(
                condition=models.Q(("held", "unscanned"), ("released_at__isnull", True)), fields=["held"], name="attachment_unscanned"
            ),
        ),
    ]
