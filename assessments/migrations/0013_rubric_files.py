from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("lms_assessments", "0012_observed")]

    operations = [
        migrations.AddField(
            model_name="rubric",
            name="loaded_from",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="rubric",
            name="note",
            field=models.CharField(
                blank=True,
                help_text="Whose words these are, and whether anybody validated them. It stands on the sheet.",
                max_length=400,
                verbose_name="where it comes from",
            ),
        ),
    ]
