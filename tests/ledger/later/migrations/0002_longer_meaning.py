from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("lms_ledger", "0001_ledger")]

    operations = [migrations.AlterField("entry", "meaning", models.CharField(max_length=80))]
