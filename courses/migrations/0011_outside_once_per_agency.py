from django.conf import settings
from django.db import migrations, models


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
    ]
