import uuid
from zoneinfo import ZoneInfo

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F


def publish_what_was_credited(apps, schema_editor):
    """Until now a part counted with its published minutes, on the day it was done."""
    completions = apps.get_model("lms_courses", "Completion").objects
    completions.update(published_minutes=F("minutes"), published_domains=F("domains"), rule={"name": "published"})
    for done in completions.select_related("enrollment__organization").iterator():
        day = done.completed_at.astimezone(ZoneInfo(done.enrollment.organization.time_zone)).date()
        completions.filter(pk=done.pk).update(credit={day.isoformat(): done.minutes})


class Migration(migrations.Migration):
    dependencies = [
        ("lms_courses", "0005_reviews"),
    ]

    operations = [
        migrations.AddField(
            model_name="completion",
            name="published_minutes",
            field=models.PositiveIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="completion",
            name="published_domains",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="completion",
            name="credit",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="completion",
            name="rule",
            field=models.JSONField(default=dict),
        ),
        migrations.RunPython(publish_what_was_credited, migrations.RunPython.noop),
        migrations.CreateModel(
            name="LearningTime",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("activity_key", models.UUIDField()),
                ("engaged_seconds", models.PositiveIntegerField(default=0, verbose_name="seconds worked")),
                ("recent", models.JSONField(default=list, verbose_name="the last minutes of a sitting")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="learning_times",
                        to="lms_courses.enrollment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("enrollment", "activity_key"), name="lms_courses_learning_time_once"
                    )
                ],
            },
        ),
    ]
