"""A short first course in our own words: how we work, what stays here, words that help. What is clinical stands in
`safety_course`.

`MODULES` is a list of modules; an activity is a lesson (`pages`: lists of blocks) or a session.
Written from facts.md, sections 1.6 and 2, and scenario RP01.
"""

from typing import Any

from lms.starter.safety_course import NEXT_DOSE, NO_ANSWER
from lms.starter.writing import check, steps, text

WELCOME = {
    "title": "Welcome: what happens here, and who sees it",
    "minutes": 10,
    "domains": {"ethics": 10},
    "content_note": "Talks about trust and past bad experiences with services. No scenes, no photos.",
    "pages": [
        (
            "You can stop at any time",
            text(
                "You were hired for what you know. This course adds a few tools and gives you words for things you "
                "may already do well.",
                "Take it in small pieces. Your place is saved on every page, and every answer is kept. Close the tab "
                "on the bus and go on tonight, on another phone if you like.",
                "Nothing here is timed. Nobody ranks you. A wrong answer gets a reply and another try, as often as "
                "you want.",
            ),
        ),
        (
            "Who sees what",
            text(
                "<b>You</b> see everything that is kept about you here.",
                "<b>Your trainer and your supervisor</b> see which parts are done and the hours they count for. They "
                "do not see your answers, your tries, or when you were last here.",
                "<b>A stranger</b> sees a certificate only if you give them its code.",
            ),
            check(
                "You got a question wrong three times before it clicked. Who can see that?",
                (
                    False,
                    "My supervisor, on the team page",
                    "They see that the lesson is done. The tries stay with you.",
                ),
                (True, "Only me", "Yes. Answers are there for you to learn from, not for anybody to judge."),
                (
                    False,
                    "Whoever checks my certificate",
                    "They see what is printed on it: your name, the course, the hours.",
                ),
            ),
        ),
        (
            "If a page is too much today",
            text(
                "Some pages carry a content note. It says what is in there and how it ends, and it leaves the choice "
                "to you.",
                "<b>Leave quickly</b> at the top takes this page off your screen at once. It does not clean up your "
                "browser history; a person with your phone could still find it there.",
                "And there is always a person to ask. Their name stands at the bottom of every page.",
            ),
        ),
    ],
}

ROLE = {
    "title": "What a peer does, and does not do",
    "minutes": 12,
    "domains": {"ethics": 12},
    "pages": [
        (
            "Mine, not mine, ask first",
            text(
                "A peer meets people where they are, brings supplies and information, listens, and walks along to "
                "the next door when somebody asks for that.",
                "A peer does not diagnose, does not promise what another agency decides, does not keep somebody's "
                "money or medicines, and does not carry it all alone.",
                "Between the two lies a wide strip called <b>ask first</b>. Asking is not weakness. It is how a team "
                "stays out of trouble together.",
            ),
        ),
        (
            "A Thursday on the van",
            text(
                "Jo, new on the team, hands out kits. A man she has met twice asks her to hold his phone and forty "
                "dollars until Monday, because he will be inside over the weekend.",
                "He trusts her. That feels good, and it is earned. Still, if the money is gone on Monday, the trust is "
                "gone too, and she has nobody beside her.",
            ),
            check(
                "What could Jo say?",
                (
                    False,
                    "“Sure, I’ll keep it safe for you.”",
                    "Kind, and it leaves her alone with his money. If anything happens, both of them lose.",
                ),
                (
                    True,
                    "“I can’t hold money. Let’s ask my partner who can keep it safe till Monday.”",
                    "A plain no to the task, a clear yes to the person, and a partner beside her.",
                ),
                (
                    False,
                    "“We’re not allowed to do that.”",
                    "True perhaps, but it closes the door. What he needs is a safe place for his things.",
                ),
            ),
        ),
        (
            "Say it in one breath",
            text(
                "Here is a sentence worth trying out loud: <b>“Hi, I’m Jo, I work with the van. I bring supplies "
                "and I listen. Is it all right if I’m here today?”</b>",
                "Name, role, permission. No questions about the other person yet.",
            ),
            steps(
                "First hello",
                "Say your first name and what you do.",
                "Ask whether it is all right that you are here.",
                "Offer something; let them choose.",
                "Thank them. Leave when it is time, and say so.",
            ),
        ),
    ],
}

PRIVACY = {
    "title": "What stays on the van",
    "minutes": 13,
    "domains": {"ethics": 13},
    "content_note": "Talks about what can happen when somebody’s privacy is broken. No scenes.",
    "pages": [
        (
            "Enough to recognize somebody",
            text(
                "On a block where everybody knows everybody, it takes very little. Initials and a corner are enough. "
                "So is a tattoo, a dog, the day somebody came out of jail.",
                "The rule is short: <b>nothing that could tell anyone who a participant is</b>. Not in notes, not in "
                "texts to a colleague, not in photos, not in this course.",
            ),
        ),
        (
            "The same note, made safe",
            text(
                "Before: “Talked with J. behind the laundromat about his warrant.”",
                "After: “One introduction, permission asked. Talked about legal help.”",
                "The second note still lets your supervisor coach you. It counts, it says what you practiced, and "
                "nobody can be found through it.",
            ),
            check(
                "Your log asks what you did this afternoon. Which line can stay?",
                (
                    False,
                    "“Met M. at the bridge, gave two kits.”",
                    "An initial plus a place points at one person. Leave both out.",
                ),
                (
                    True,
                    "“Two kits offered and explained. One question about wound care passed on.”",
                    "What you did, in numbers and topics. Nobody can be recognized.",
                ),
                (
                    False,
                    "Nothing at all, to be safe.",
                    "Safe for them, but then nobody can tell you what you did well.",
                ),
            ),
        ),
        (
            "There are limits, so say them early",
            text(
                "You cannot promise that everything stays between you. Your agency has its own rules about what must "
                "be passed on, and they differ from place to place.",
                "Ask your trainer for those rules before your first shift, and practice one sentence that says them. "
                "People trust a limit they heard in time more than a promise that breaks.",
            ),
        ),
    ],
}

WORDS = {
    "title": "Person-first, accurate, chosen",
    "minutes": 12,
    "domains": {"advocacy": 12},
    "pages": [
        (
            "Three questions for any label",
            text("Before a word for somebody leaves your mouth or your keyboard, three questions help:"),
            steps(
                "Ask of any label",
                "Is it about a person first, or about one thing they do?",
                "Is it true, and do I know it? A diagnosis is not a guess.",
                "Would they choose it for themselves?",
            ),
            text(
                "“Person who uses drugs” fits most days. It does not claim an illness that nobody has found, and it "
                "does not shrink anybody to one act."
            ),
        ),
        (
            "People name themselves",
            text(
                "Somebody may use a hard word for themselves. That is theirs. You do not correct it, and you do not "
                "have to repeat it.",
                "In notes and on posters, stay with neutral words. In talk, follow the person.",
            ),
            check(
                "A participant says, “I’m just an old dope fiend.” You are writing a referral with her. "
                "What goes on paper?",
                (
                    False,
                    "Her own words, because she chose them",
                    "In talk they are hers. On paper they meet people who may treat her worse for them.",
                ),
                (
                    False,
                    "“Person with a substance use disorder”",
                    "That is a diagnosis. Write it only if it was made and she wants it said.",
                ),
                (
                    True,
                    "“Person who uses drugs”, and you read it to her",
                    "Neutral, true, and hers to change. Reading it aloud asks for her yes.",
                ),
            ),
        ),
        (
            "A better word, without a lecture",
            text(
                "A colleague says it the old way. You like him, and he is tired. One sentence is enough: "
                "<b>“I’ve started saying ‘person who uses drugs’. It lands better.”</b>",
                "No speech, no shame. Then go back to what you were doing together.",
            ),
        ),
    ],
}

FIRST_HELLO = {
    "title": "Practice: first hello",
    "minutes": 10,
    "part": "practice",
    "domains": {"mentoring": 10},
    "content_note": "A short scene about mistrust of services. You may pass, or do it one-to-one.",
    "about": (
        "<p>Three people, four minutes, then talk. One is the new peer, one the participant who is wary of new faces, "
        "one watches.</p><p>Nobody plays their own story. Anyone can say “pause”, and the scene stops.</p>"
    ),
    "facilitator_guide": (
        "<h3>Before</h3><p>Agree on “pause”. Offer a one-to-one version, and ask for no reason.</p>"
        "<h3>Play, 4 minutes</h3><p>A colleague who is known on the block introduces the new peer. The participant "
        "looks them up and down and asks, “Are you police? Do you use?”</p>"
        "<h3>Talk, 4 minutes</h3><ul><li>What told you trust was going up or down?</li>"
        "<li>What would you like to do the same way?</li><li>Which detail were you tempted to write down?</li></ul>"
        "<h3>Close</h3><p>Step out of the role: “I am no longer … I am …”. Swap once.</p>"
        "<h3>What to see</h3><p>Name, role and permission in under a minute, and no questions "
        "about who the other person is.</p>"
    ),
}

COURSE = {
    "title": "Starting out",
    "slug": "starting-out",
    "introduction": (
        "<p>What happens here, what a peer does, what stays on the van, words that help, and what to do when somebody "
        "does not answer. A bit more than an hour, in pieces as small as you like.</p>"
    ),
}

MODULES: list[dict[str, Any]] = [
    {"title": "How we work", "slug": "how-we-work", "after": [], "activities": [WELCOME, ROLE, PRIVACY]},
    {
        "title": "Words that help",
        "slug": "words-that-help",
        "after": ["how-we-work"],
        "activities": [WORDS, FIRST_HELLO],
    },
    {
        "title": "When somebody needs you now",
        "slug": "when-somebody-needs-you-now",
        "after": ["how-we-work"],
        "activities": [NO_ANSWER, NEXT_DOSE],
    },
]
