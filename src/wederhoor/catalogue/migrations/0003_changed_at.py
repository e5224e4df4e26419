from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="productversion",
            name="changed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
