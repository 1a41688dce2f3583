"""Which scenario a page is, as the practice with people names it; read once from the page's name in the course files."""

import re

from django.db import migrations, models

CODE = re.compile(r"-([A-Z]{2}[0-9]{2,})$")


def name_scenarios(apps, schema_editor):
    """On the page, and in its drafts, so that publishing one does not take the name away."""
    scenarios = apps.get_model("lms_assessments", "ScenarioPage")
    revisions = apps.get_model("wagtailcore", "Revision")
    for page in scenarios.objects.only("pk", "slug"):
        if found := CODE.search(page.slug):
            scenarios.objects.filter(pk=page.pk).update(code=found[1])
            mine = revisions.objects.filter(object_id=str(page.pk), base_content_type__model="page")
            for revision in mine.filter(base_content_type__app_label="wagtailcore"):
                revision.content["code"] = found[1]
                revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [("lms_assessments", "0014_one_to_one"), ("wagtailcore", "0098_apitoken")]

    operations = [
        migrations.AddField(
            model_name="scenariopage",
            name="code",
            field=models.CharField(
                blank=True,
                db_index=True,
                help_text=(
                    "As the practice that is played with people names it, such as RP08. It sends people here first."
                ),
                max_length=20,
                verbose_name="scenario",
            ),
        ),
        migrations.RunPython(name_scenarios, migrations.RunPython.noop),
    ]
