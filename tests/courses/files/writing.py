"""A small course in a folder, whole as it stands; a test changes one thing and sees what the reader says."""

from pathlib import Path

from courses.files.problems import NotReadable
from courses.files.reader import read_course

COURSE = """\
id: small
title: {en: Small}
introduction: {en: Hello.}
language: en
awards_certificate: false
license: CC BY 4.0
authors: [Porchlight contributors]
attribution: {en: Ours.}
modules: [hello]
"""
MODULE = """\
id: hello
title: {en: One, es: Uno}
introduction: {en: Hello.}
opens_after: []
objectives:
  - {id: hello-O1, text: {en: Look.}}
lessons: [L1, L2, check]
"""
LESSON = """\
---
id: hello-L1
title: Look
kind: lesson
minutes: 1
domains: {mentoring: 1}
objectives: [hello-O1]
required: true
safety_critical: true
---
# Look

Somebody sits there. You, a [[participant]], [[term:van]].

::::safety{claims="SC01"}
:::steps{heading="In this order" emergency}
1. Look at the chest.
2. Call out.
:::
::::

# Do

:::sort{heading="Whose?" groups="Mine | Not mine"}
- Listening -> Mine :: Yes.
- Diagnosing -> Not mine
:::

# Ask

:::check{objective="hello-O1" claim="SC01"}
What do you look at?

- The shoes :: They say little.
- * The chest :: Yes.
:::
"""
SESSION = """\
---
id: hello-L2
title: Together
kind: session
part: live
minutes: 5
domains: {mentoring: 5}
objectives: [hello-O1]
required: true
safety_critical: false
---
# For the learner

We look together.

# Facilitator guide

- 2 min: Hello.
- 3 min: Look.

# Checklist

- Looked
"""
CHECK = """\
id: hello-check
title: Knowledge check
minutes: 1
domains: {mentoring: 1}
deliver: {hello-O1: 1}
cut: 80
cut_method: interim
questions:
  - id: hello-ask1
    objective: hello-O1
    kind: single
    must_know: true
    claim: SC01
    stem: "Where?"
    options:
      - {text: "Chest", right: true, feedback: "Yes."}
      - {text: "Shoes", feedback: "Not there."}
  - id: hello-ask2
    objective: hello-O1
    kind: order
    must_know: true
    claim: SC01
    stem: "In order?"
    items: ["Look", "Call", "Stay"]
    feedback: "Look first."
"""
FILES = {
    "course.yaml": COURSE,
    "glossary.en.yaml": "van: A car with supplies.\n",
    "hello/module.yaml": MODULE,
    "hello/L1.en.md": LESSON,
    "hello/L2.en.md": SESSION,
    "hello/check.en.yaml": CHECK,
}


def write(folder: Path, **changed: str) -> Path:
    """The course in this folder. `L1_en_md="…"` writes that file of the module instead."""
    instead = {f"hello/{name.replace('_', '.')}": text for name, text in changed.items()}
    (folder / "hello").mkdir(parents=True, exist_ok=True)
    for path, text in {**FILES, **instead}.items():
        (folder / path).write_text(text, "utf-8")
    return folder


def said(folder: Path) -> list[str]:
    """What the reader says about the course in this folder, what is wrong and what is worth a look."""
    try:
        return [str(problem) for problem in read_course(folder).doubts]
    except NotReadable as error:
        return [str(problem) for problem in error.problems]


RUBRIC = """\
title: First hello
note: Our own wording, not validated.
cut: 3.0
steps_cut: 75
moments: [Help called, Air in]
criteria:
  - key: G1
    name: Respect and listening
    weight: 2
    anchors: [Interrupts., Asks., Reflects., Adds meaning.]
steps:
  - {key: O1, text: Calls for help, must_do: true}
  - {key: O2, text: Stays}
"""
SCORED = SESSION.replace("part: live\n", "part: practice\nscenario: RP01\nperformances: 1\nobservers: 1\n")


def write_scored(folder: Path, session: str = SCORED, **rubrics: str) -> Path:
    """The same course, whose session is scored. `RP01_es="…"` writes that rubric beside RP01 in English."""
    write(folder, L2_en_md=session)
    (folder / "rubrics").mkdir(exist_ok=True)
    for name, text in {"RP01_en": RUBRIC, **rubrics}.items():
        (folder / "rubrics" / f"{name.replace('_', '.')}.yaml").write_text(text, "utf-8")
    return folder
