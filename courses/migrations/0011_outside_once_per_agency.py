from django.conf import settings
from django.db import migrations, models
from django.db.migrations.exceptions import IrreversibleError


def refuse_where_two_agencies_have_one(apps, schema_editor):
    """Going back, a training may stand once a person. Where it stands in two agencies nobody but people can choose."""
    training = apps.get_model("lms_courses", "OutsideTraining")
    alike = training.objects.values("learner", "title", "provider", "taken_on")
    twice = alike.annotate(times=models.Count("pk")).filter(times__gt=1).order_by().count()
    if twice:
        raise IrreversibleError(
            f"{twice} trainings from elsewhere stand in two agencies at once, which the version before this one cannot"
            " hold. Nothing was undone. Have one of each two deleted from the record first, or restore a backup from"
            " before the update."
        )


class Migration(migrations.Migration):
    dependencies = [
        ("lms_courses", "0010_boards"),
        ("lms_people", "0010_noticed_at"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="outsidetraining", name="lms_courses_outside_once"),
        migrations.AddConstraint(
            model_name="outsidetraining",
            constraint=models.UniqueConstraint(
                fields=("learner", "organization", "title", "provider", "taken_on"),
                name="lms_courses_outside_once",
                violation_error_message="This training of that day is already in your record.",
            ),
        ),
        # Last, so that going back begins with it.
        migrations.RunPython(migrations.RunPython.noop, refuse_where_two_agencies_have_one),
    ]
