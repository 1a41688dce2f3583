"""Two lessons that a life may depend on. Every sentence about what to do is one of the registry's claims, in plain
words, and carries its id; times are parameters. Nobody has reviewed them: each agency's own reviewers do, or not yet.

Written from facts.md, sections 3.1 and 3.3.
"""

from typing import Any

from lms.starter.writing import check, points, safety, steps, text

NO_ANSWER: dict[str, Any] = {
    "title": "Somebody does not answer",
    "minutes": 15,
    "domains": {"harm_reduction": 15},
    "safety_critical": True,
    "content_note": "An overdose, told in words, without photos. Your own memories may come up; take a break when you want.",
    "pages": [
        (
            "Look at the breathing",
            text(
                "You may be the first one there. This lesson gives you words and an order to hold on to. "
                "Your hands practice in a session with a trainer.",
            ),
            safety(
                "SC01",
                text("Treat it as an overdose when you see these signs:"),
                points("slow, absent or gurgling breathing", "blue or gray lips", "tiny pupils", "no response"),
                check(
                    "Somebody sits behind the van. No response. Slow, gurgling breaths, gray lips, tiny pupils. "
                    "What do you make of it?",
                    (
                        False,
                        "They are asleep",
                        "Not asleep: look at the breathing, the lips, the pupils. Treat it as an overdose.",
                    ),
                    (True, "I treat it as an overdose", "Yes. These are its signs."),
                    (
                        False,
                        "Some people just look like that",
                        "Whoever it is: these are the signs. Treat it as an overdose.",
                    ),
                ),
            ),
        ),
        (
            "Call 911",
            safety(
                "SC02",
                steps(
                    "The call",
                    "Call 911, with the phone on speaker.",
                    "Say that somebody is not breathing, or will not wake.",
                    "Say where you are. Follow the dispatcher.",
                ),
                text("You do not need to name drugs to get help."),
                check(
                    "What do you say on the phone?",
                    (
                        False,
                        "What they took",
                        "You do not need to name drugs to get help. Say what you see, and where.",
                    ),
                    (True, "“Somebody will not wake”, and where we are", "Yes. That gets help."),
                    (False, "Who they are", "Nobody needs a name for that. Say what you see, and where."),
                ),
            ),
        ),
        (
            "Give naloxone",
            safety(
                "SC03",
                text(
                    "Give naloxone whenever opioids may be involved.",
                    "It does not harm somebody who has no opioids in them.",
                ),
                check(
                    "You do not know what they took. There is naloxone in your kit.",
                    (True, "I give it", "Yes. Opioids may be involved, and it does not harm somebody without them."),
                    (
                        False,
                        "I wait until I know",
                        "Give it whenever opioids may be involved. It does not harm somebody without them.",
                    ),
                    (False, "I ask around first", "Give it whenever opioids may be involved. Asking can come later."),
                ),
            ),
        ),
        (
            "Breathing, not waking",
            safety(
                "SC06",
                text("Aim for breathing, not waking."),
                check(
                    "After naloxone they breathe well again. They are still asleep. How is it going?",
                    (False, "Badly: they are not awake", "Aim for breathing, not waking."),
                    (True, "Well: they breathe", "Yes. Aim for breathing, not waking."),
                ),
            ),
            safety("SC07", text("Recovery position: only when the breathing is adequate. Keep watching.")),
        ),
        (
            "What not to do",
            safety(
                "SC14",
                text("These do harm:"),
                points(
                    "a bath or a shower",
                    "making somebody vomit",
                    "leaving them alone",
                    "hard slapping",
                    "injecting anything else",
                ),
                check(
                    "A friend wants to put them under a cold shower.",
                    (
                        True,
                        "“No shower. Stay here with me.”",
                        "Yes. A shower does harm, and so does leaving somebody alone.",
                    ),
                    (
                        False,
                        "“Good idea, I take the feet.”",
                        "A bath or a shower does harm. Stay where you are, with them.",
                    ),
                ),
            ),
            safety("SC02 SC03 SC06 SC14", text("In one breath: <b>look at the breathing, call, naloxone, stay.</b>")),
        ),
    ],
}

NEXT_DOSE: dict[str, Any] = {
    "title": "Air, and the next dose",
    "minutes": 8,
    "domains": {"harm_reduction": 8},
    "required": False,
    "safety_critical": True,
    "content_note": "More about an overdose, in words. You can leave it for another day.",
    "pages": [
        (
            "Oxygen matters most",
            safety(
                "SC05",
                text(
                    "Oxygen matters most. Give breaths at the rate your agency approved, or CPR as you were trained or as "
                    "the dispatcher directs.",
                    "One breath every: [[param:rescue_breath_interval_s]].",
                ),
            ),
            text("What else holds at your agency: [[local:overdose_protocol]]"),
        ),
        (
            "Look again before another dose",
            safety(
                "SC04",
                text("Look again before you give another dose. How long to wait: [[param:naloxone_reassess_min]]."),
                check(
                    "How long do you wait before another dose?",
                    (True, "[[param:naloxone_reassess_min]]", "Yes. Then look again."),
                    (False, "Until they wake", "Wait the time your agency teaches, then look again."),
                    (False, "Not at all", "Wait the time your agency teaches, then look again."),
                ),
            ),
            safety(
                "SC08",
                text(
                    "Stay. Signs of an overdose can come back when naloxone wears off. "
                    "How long it lasts: [[param:naloxone_duration_min]].",
                ),
            ),
        ),
    ],
}
