"""What the editor's chooser shows of each block: an example as a learner would see it. Nothing of it is taught."""

from types import SimpleNamespace
from typing import Any, cast

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from courses.pages.vocabulary.grounding import Grounding
from lms.people.local.models import Overlay, Topic

_DOOR = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" fill="none" stroke="currentColor" stroke-width="3">'
    '<path d="M10 90H190M70 90V25H130V90"/><circle cx="120" cy="60" r="3"/>'
    '<path d="M145 45H165L160 30H150ZM155 30V20M150 52L146 60M160 52L164 60"/></svg>'
)
# Nothing is fetched before somebody presses play, and here nobody can.
_FILE = SimpleNamespace(url="data:,")


def _text(words: Any) -> Any:
    return format_lazy("<p>{}</p>", words)


_MINE, _THEIRS = _("My job"), _("Somebody else’s job")
_RECORDING = {
    "file": _FILE,
    "megabytes": "4.5",
    "captions": None,
    "transcript": _text(_("“Here is the water. Take what you need.”")),
}
_STEPS = {
    "heading": _("Before you go out"),
    "steps": [_("Say where you are going."), _("Look into the bag."), _("Take your phone.")],
    "emergency": False,
}

# By the name that the block has on a page.
_SAMPLES: dict[str, Any] = {
    "text": _text(_("Say your name, and wait. People open the door when they are ready.")),
    "steps": _STEPS,
    "callout": {"title": _("To take along"), "body": _text(_("You may always leave and come back another day."))},
    "story": {
        "title": _("The first evening"),
        "body": _text(_("She stood at the van and did not know what to say. “Hello” was enough.")),
    },
    "quote": {"text": _("Somebody’s own words stand here."), "source": _("Who said it, and where")},
    "image": None,
    "drawing": {
        "svg": _DOOR,
        "alt": _("A door with a lamp beside it."),
        "decorative": False,
        "caption": _("The light is on."),
    },
    "video": {"title": _("A walk through the van"), **_RECORDING},
    "audio": {"title": _("Two people at the van"), **_RECORDING},
    "download": {"title": _("What is in the bag"), "document": _FILE},
    "local": {"topic": Topic.PHONE_HOURS.value},
    "overlay": {
        "key": Overlay.POLICY.value,
        "body": _text(_("Here this is paid with other money. Your coordinator knows which.")),
    },
    "flip": {
        "heading": _("What could it mean?"),
        "cards": [
            {"front": _("“Not today.”"), "back": _("It may be a bad day. Say when you are there again.")},
            {"front": _("No answer"), "back": _("Perhaps nobody is home. Perhaps that is the answer.")},
        ],
    },
    "sort": {
        "heading": _("Whose job is it?"),
        "groups": [_MINE, _THEIRS],
        "cards": [
            {"text": _("Bring water"), "group": _MINE, "why": _("It is in the bag.")},
            {"text": _("Repair the heater"), "group": _THEIRS, "why": _("You may know whom to call.")},
        ],
    },
    "order": {
        "heading": _("Coming to a door"),
        "items": [
            {"text": _("Knock"), "why": ""},
            {"text": _("Say your name"), "why": _("So that they know who it is.")},
            {"text": _("Wait"), "why": ""},
        ],
    },
    "rewrite": {
        "prompt": _("Say it in a kinder way"),
        "sentence": _("You are late again."),
        "ways": [_("Good that you are here.")],
    },
    "finish": {
        "prompt": _("When somebody does not want to talk, I …"),
        "examples": [_("… say that I am here on Thursday, too.")],
    },
    "say": {
        "prompt": _("What would you say?"),
        "situation": _text(_("A neighbor asks what is in your bag.")),
        "options": [
            {"text": _("“Water and socks. Would you like some?”"), "reply": _("She laughs."), "best": True},
            {"text": _("“That is private.”"), "reply": _("She shuts the door."), "best": False},
        ],
    },
    "reflection": {"prompt": _("Who helped you when you were new?")},
    "ground": {"kind": Grounding.SENSES.value},
    "check": {
        "question": _("What do you do first at a door?"),
        "options": [
            {"text": _("Say your name"), "right": True, "feedback": _("Yes. So they know who it is.")},
            {"text": _("Go in"), "right": False, "feedback": _("It is their door.")},
        ],
        "objective": "",
    },
    "safety": {"claims": [], "body": [("steps", _STEPS)]},
}


def sample(name: str) -> Any:
    """The example of the block that has this name on a page, in the language that is spoken now."""
    return _spoken(_SAMPLES[name])


def _spoken(value: Any) -> Any:
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, dict):
        return {key: _spoken(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(_spoken, value))
    return value


class Sampled:
    """A block of which the chooser shows the example. Its description stands in its Meta."""

    def get_preview_value(self) -> Any:
        block = cast("Any", self)
        return block.normalize(sample(block.name))

    def get_preview_template(self, *_args: Any) -> str:
        return "lms_courses/block_preview.html"
