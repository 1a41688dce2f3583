"""Sessions are written in blocks. What stood there as text is the one text block of each part, also in drafts."""

import json
import uuid

import wagtail.fields
from django.db import migrations

BLOCKS = [
    ("text", 0),
    ("steps", 5),
    ("callout", 8),
    ("image", 9),
    ("drawing", 14),
    ("local", 16),
    ("ground", 18),
    ("safety", 21),
]
LOOKUP = {
    0: (
        "wagtail.blocks.RichTextBlock",
        (),
        {
            "features": ["bold", "italic", "h2", "h3", "ol", "ul", "link"],
            "group": "Say",
            "icon": "pilcrow",
            "label": "Text",
            "template": "lms_courses/blocks/text.html",
        },
    ),
    1: ("wagtail.blocks.CharBlock", (), {"label": "Heading", "max_length": 120, "required": False}),
    2: ("wagtail.blocks.CharBlock", (), {"label": "Step", "max_length": 300}),
    3: ("wagtail.blocks.ListBlock", (2,), {"label": "Steps", "min_num": 2}),
    4: (
        "wagtail.blocks.BooleanBlock",
        (),
        {"help_text": "Shown large, to be read at arm's length.", "label": "For an emergency", "required": False},
    ),
    5: ("wagtail.blocks.StructBlock", [[("heading", 1), ("steps", 3), ("emergency", 4)]], {}),
    6: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 120}),
    7: ("wagtail.blocks.RichTextBlock", (), {"features": ["bold", "italic", "ol", "ul", "link"], "label": "Text"}),
    8: ("wagtail.blocks.StructBlock", [[("title", 6), ("body", 7)]], {}),
    9: ("wagtail.images.blocks.ImageBlock", [], {}),
    10: (
        "wagtail.blocks.TextBlock",
        (),
        {"help_text": "Lines and shapes alone, at most 20 kB.", "label": "SVG", "rows": 6, "search_index": False},
    ),
    11: ("wagtail.blocks.CharBlock", (), {"label": "Description", "max_length": 300, "required": False}),
    12: ("wagtail.blocks.BooleanBlock", (), {"label": "It only decorates", "required": False}),
    13: ("wagtail.blocks.CharBlock", (), {"label": "Caption", "max_length": 200, "required": False}),
    14: ("wagtail.blocks.StructBlock", [[("svg", 10), ("alt", 11), ("decorative", 12), ("caption", 13)]], {}),
    15: (
        "wagtail.blocks.ChoiceBlock",
        [],
        {
            "choices": [
                ("overdose_protocol", "Overdose protocol"),
                ("overdose_devices", "Overdose devices we carry"),
                ("good_samaritan", "Good Samaritan law here"),
                ("confidentiality", "Limits of confidentiality"),
                ("phone_hours", "Phone hours"),
                ("night_line", "Night line"),
                ("legal_contact", "Legal contact"),
                ("incident_report", "Incident report"),
                ("leave", "Leave"),
                ("therapy", "Therapy"),
                ("assistance", "Employee assistance program"),
                ("grief", "Time to grieve"),
                ("directory", "Service directory"),
            ],
            "label": "Line of the sheet",
        },
    ),
    16: ("wagtail.blocks.StructBlock", [[("topic", 15)]], {}),
    17: (
        "wagtail.blocks.ChoiceBlock",
        [],
        {
            "choices": [("exhale", "A slow breath out"), ("senses", "Five senses"), ("feet", "Feet on the floor")],
            "label": "Kind",
        },
    ),
    18: ("wagtail.blocks.StructBlock", [[("kind", 17)]], {}),
    19: ("wagtail.blocks.MultipleChoiceBlock", [], {"choices": []}),
    20: (
        "wagtail.blocks.StreamBlock",
        [[("text", 0), ("steps", 5), ("callout", 8), ("image", 9), ("drawing", 14), ("local", 16), ("ground", 18)]],
        {"label": "Blocks", "min_num": 1},
    ),
    21: ("wagtail.blocks.StructBlock", [[("claims", 19), ("body", 20)]], {}),
}
PARTS = ("about", "facilitator_guide")


def as_blocks(html):
    return [{"type": "text", "value": html, "id": str(uuid.uuid4())}] if html else []


def as_text(blocks):
    return "".join(block["value"] for block in blocks if block["type"] == "text")


def drafts(apps):
    """Every revision of a session."""
    kinds = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="lms_courses", model="sessionpage")
    return apps.get_model("wagtailcore", "Revision").objects.filter(content_type__in=kinds)


def into_blocks(apps, schema_editor):
    for session in apps.get_model("lms_courses", "SessionPage").objects.all():
        for part in PARTS:
            setattr(session, part, as_blocks(getattr(session, f"{part}_text")))
        session.save(update_fields=PARTS)
    for draft in drafts(apps).iterator():
        draft.content |= {part: json.dumps(as_blocks(draft.content.get(part, ""))) for part in PARTS}
        draft.save(update_fields=["content"])


def into_text(apps, schema_editor):
    for session in apps.get_model("lms_courses", "SessionPage").objects.all():
        for part in PARTS:
            setattr(session, f"{part}_text", as_text(getattr(session, part).raw_data))
        session.save(update_fields=[f"{part}_text" for part in PARTS])
    for draft in drafts(apps).iterator():
        draft.content |= {part: as_text(json.loads(draft.content.get(part) or "[]")) for part in PARTS}
        draft.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("lms_courses", "0015_loaded_courses"),
    ]

    operations = [
        migrations.RenameField("sessionpage", "about", "about_text"),
        migrations.RenameField("sessionpage", "facilitator_guide", "facilitator_guide_text"),
        migrations.AlterField("sessionpage", "about_text", wagtail.fields.RichTextField(default="")),
        migrations.AlterField("sessionpage", "facilitator_guide_text", wagtail.fields.RichTextField(default="")),
        migrations.AddField(
            "sessionpage",
            "about",
            wagtail.fields.StreamField(BLOCKS, block_lookup=LOOKUP, default=list, verbose_name="for the learner"),
            preserve_default=False,
        ),
        migrations.AddField(
            "sessionpage",
            "facilitator_guide",
            wagtail.fields.StreamField(
                BLOCKS,
                block_lookup=LOOKUP,
                help_text="Learners never see this.",
                default=list,
                verbose_name="facilitator guide",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "sessionpage",
            "checklist",
            wagtail.fields.StreamField(
                BLOCKS,
                blank=True,
                block_lookup=LOOKUP,
                help_text="What whoever watches marks, to print. It stands with the guide.",
                verbose_name="checklist",
            ),
        ),
        migrations.RunPython(into_blocks, into_text),
        migrations.RemoveField("sessionpage", "about_text"),
        migrations.RemoveField("sessionpage", "facilitator_guide_text"),
    ]
