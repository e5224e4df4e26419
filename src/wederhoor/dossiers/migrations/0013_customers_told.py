import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0012_vocabulary"), ("organisations", "0004_contacts")]

    operations = [
        migrations.CreateModel(
            name="CustomerTold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveIntegerField()),
                ("letter", models.CharField(blank=True, max_length=255)),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="told",
                        to="organisations.customer",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="customers_told", to="dossiers.dossier"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("dossier", "seq", "customer", "letter"), name="customer_told_once")],
            },
        ),
    ]
