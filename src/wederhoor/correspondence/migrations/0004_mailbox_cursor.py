import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0003_tray"),
        ("organisations", "0002_absences_views_feeds"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["organisation", "sender", "received_at"], name="message_of_sender"),
        ),
        migrations.CreateModel(
            name="MailboxCursor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mailbox", models.CharField(max_length=40)),
                ("place", models.CharField(max_length=500)),
                ("uid_validity", models.PositiveBigIntegerField(blank=True, null=True)),
                ("last_uid", models.PositiveBigIntegerField(default=0)),
                ("missed", models.JSONField(blank=True, default=list)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("fault", models.CharField(blank=True, max_length=60)),
                ("token", models.CharField(blank=True, max_length=40)),
                ("claimed_until", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mailbox_cursors", to="organisations.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("organisation", "mailbox", "place"), name="mailbox_cursor_once")],
            },
        ),
    ]
