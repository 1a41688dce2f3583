"""What somebody answered: every go at a check with its answers, read and kept by hand, as every click on one asks."""

import json
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.utils import timezone

from assessments.quizzes.bank import BankQuestion
from assessments.quizzes.models import Answer, Question, QuizAttempt
from courses.enrollment.models import Enrollment
from lms import prepared

_GOES = """
SELECT attempt.id, attempt.number, attempt.drawn,
       answer.id, answer.question_id, answer.question_key, answer.given, answer."right"
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
            kept = _answer(go, answer)
            go.given[kept.question_key] = kept
    return list(found.values())


def keep(go: QuizAttempt, question: BankQuestion, *, given: Sequence[int], right: bool) -> Answer | None:
    """Keep an answer. None where nothing was written: this was answered in that go before, or these words of the
    question were never answered by anybody."""
    said = {"id": uuid.uuid4(), "attempt_id": go.pk, "question_key": question.key, "given": list(given), "right": right}
    version = _stored(Question, key=question.key, language=question.language, digest=question.digest)
    with prepared.cursor() as asking:
        asking.execute(_ANSWER, [*_stored(Answer, **said, answered_at=timezone.now()), *version])
        return Answer.from_db(connection.alias, [*said], [*said.values()]) if asking.rowcount else None


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


def _answer(go: QuizAttempt, row: Sequence[Any]) -> Answer:
    pk, question, key, given, right = row
    columns = ["id", "attempt_id", "question_id", "question_key", "given", "right"]
    keys = [prepared.uuid_of(pk), go.pk, prepared.uuid_of(question), prepared.uuid_of(key)]
    return Answer.from_db(connection.alias, columns, [*keys, json.loads(given), right])
