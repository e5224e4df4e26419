import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0010_packets")]

    operations = [
        migrations.RemoveIndex(model_name="reader", name="reader_role"),
        migrations.AddIndex(model_name="reader", index=models.Index(fields=["role", "dossier"], name="reader_role")),
        migrations.AlterField(
            model_name="reader",
            name="member",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reads",
                to="organisations.member",
            ),
        ),
        migrations.AddIndex(
            model_name="reader",
            index=models.Index(condition=models.Q(("member__isnull", False)), fields=["member", "dossier"], name="reader_member"),
        ),
        migrations.AlterField(
            model_name="reader",
            name="customer",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reads",
                to="organisations.customer",
            ),
        ),
        migrations.AddIndex(
            model_name="reader",
            index=models.Index(condition=models.Q(("customer__isnull", False)), fields=["customer", "dossier"], name="reader_customer"),
        ),
    ]
