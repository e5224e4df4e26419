from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0008_letter_language")]

    operations = [
        migrations.AlterField(
            model_name="message",
            name="state",
            field=models.CharField(
                choices=[
                    ("new", "nieuw"),
                    ("dossier", "nieuw dossier"),
                    ("joined", "bij een dossier gevoegd"),
                    ("tray", "in het postvak"),
                    ("set_aside", "terzijde gelegd"),
                    ("cleared", "opgeruimd"),
                    ("unreadable", "onleesbaar"),
                ],
                default="new",
                max_length=12,
            ),
        ),
    ]
