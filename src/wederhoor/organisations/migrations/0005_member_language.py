from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_contacts")]

    operations = [
        migrations.AddField(model_name="member", name="language", field=models.CharField(blank=True, max_length=2)),
    ]
