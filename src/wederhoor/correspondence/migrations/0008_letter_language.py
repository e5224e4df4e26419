from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0007_drafts")]

    operations = [
        migrations.AddField(model_name="letter", name="language", field=models.CharField(blank=True, max_length=2)),
    ]
