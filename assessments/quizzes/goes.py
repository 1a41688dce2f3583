"""What somebody answered: every go at a check with its answers, read and kept by hand, as every click on one asks."""

import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection
from django.utils import timezone

from assessments.quizzes.bank import BankQuestion
from assessments.quizzes.models import Answer, Question, QuizAttempt
from courses.enrollment.models import Enrollment
from lms import prepared

_GOES = """
SELECT attempt.id, attempt.number, attempt.drawn,
       answer.id, answer.question_key, answer.given, answer."right"
  FROM lms_assessments_quizattempt attempt
  LEFT JOIN lms_assessments_answer answer ON answer.attempt_id = attempt.id
 WHERE attempt.enrollment_id = %s AND attempt.activity_key = %s
 ORDER BY attempt.number, answer.answered_at
"""
_ANSWER = """
INSERT INTO lms_assessments_answer (id, attempt_id, question_id, question_key, given, "right", answered_at)
SELECT %s, %s, question.id, %s, %s, %s, %s
  FROM lms_assessments_question question
 WHERE question.key = %s AND question.language = %s AND question.digest = %s
    ON CONFLICT DO NOTHING
"""


@dataclass
class Given:
    """One answer as it was read or kept. A model's row costs several times as much, and every click reads them all."""

    pk: uuid.UUID
    question_key: uuid.UUID
    said: str
    right: bool

    @property
    def given(self) -> list[int]:
        """What was answered, as `grading` has it."""
        return json.loads(self.said)

    @cached_property
    def question(self) -> Question:
        """The version that was answered."""
        return Question.objects.get(answers=self.pk)


def goes_of(enrollment: Enrollment, check_key: uuid.UUID) -> list[QuizAttempt]:
    """Every go so far, the first one first; `given` of each are its answers by question, in the order they came."""
    found: dict[Any, QuizAttempt] = {}
    with prepared.cursor() as asking:
        asking.execute(_GOES, _stored(QuizAttempt, enrollment_id=enrollment.pk, activity_key=check_key))
        rows = asking.fetchall()
    for pk, number, drawn, *answer in rows:
        go = found.get(pk) or _go(pk, number, drawn)
        found[pk] = go
        if answer[0]:
            answer_pk, key, said, right = answer
            key = prepared.uuid_of(key)
            go.given[key] = Given(prepared.uuid_of(answer_pk), key, said, bool(right))
    return list(found.values())


def keep(go: QuizAttempt, question: BankQuestion, *, given: Sequence[int], right: bool) -> Given | None:
    """Keep an answer. None where nothing was written: this was answered in that go before, or these words of the
    question are not frozen yet."""
    pk = uuid.uuid4()
    said = {"id": pk, "attempt_id": go.pk, "question_key": question.key, "given": list(given), "right": right}
    version = _stored(Question, key=question.key, language=question.language, digest=question.digest)
    with prepared.cursor() as asking:
        asking.execute(_ANSWER, [*_stored(Answer, **said, answered_at=timezone.now()), *version])
        is_kept = asking.rowcount == 1
    return Given(pk, question.key, json.dumps(list(given)), right) if is_kept else None


def freeze(questions: Iterable[BankQuestion]) -> None:
    """Keep these versions of questions for good; those that are kept stay as they are.

    In one order for everybody, so that two who freeze at once wait for each other and never both.
    """
    versions = [
        Question(
            key=one.key,
            language=one.language,
            digest=one.digest,
            kind=one.kind,
            objective=one.objective,
            must_know=one.must_know,
            claim=one.claim,
            content=one.content,
        )
        for one in sorted(questions, key=lambda one: (one.key, one.language, one.digest))
    ]
    Question.objects.bulk_create(versions, ignore_conflicts=True)


def _stored(model: Any, **values: Any) -> list[Any]:
    """These values of a model's columns as the database has them."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return [fields[name].get_db_prep_save(value, connection) for name, value in values.items()]


def _go(pk: uuid.UUID | str, number: int, drawn: str) -> QuizAttempt:
    go = QuizAttempt.from_db(
        connection.alias, ["id", "number", "drawn"], [prepared.uuid_of(pk), number, json.loads(drawn)]
    )
    go.given = {}
    return go
