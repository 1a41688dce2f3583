"""The least that a view with the same duties could do. Never part of the product.

They are measured on Django's own sessions and sign-in (`ground.plain`), and once more on ours, which ask less.
"""

import uuid

from django.contrib.auth.decorators import login_required
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

UPSERT = """
    INSERT INTO lms_courses_place (id, enrollment_id, activity_key, page, furthest, answers, language, wording,
                                   updated_at)
    VALUES (%s, %s, %s, 1, 1, '{}', '', '', now())
    ON CONFLICT (enrollment_id, activity_key) DO UPDATE SET page = lms_courses_place.page %% 100 + 1, updated_at = now()
"""


@login_required
@require_GET
def read(request: HttpRequest) -> HttpResponse:
    """A personal page: who is this? Two queries (session and user)."""
    return HttpResponse(f"<!doctype html><title>Ceiling</title><p>{request.user.pk}</p>")


@require_POST
def save(request: HttpRequest, enrollment: uuid.UUID, activity: uuid.UUID) -> HttpResponse:
    """Something kept: session, CSRF, one UPSERT in a transaction, and a redirect. It does not even load the user."""
    if "_auth_user_id" not in request.session:
        raise Http404
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(UPSERT, [uuid.uuid4(), enrollment, activity])
    return redirect("bench_read")
