from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0002_settled")]

    operations = [
        migrations.RemoveIndex(model_name="message", name="message_tray"),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["organisation", "direction", "state", "received_at"], name="message_tray"),
        ),
    ]
