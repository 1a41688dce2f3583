"""Where sessions are kept, for every click."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from lms import prepared


class SessionStore(DatabaseStore):
    """Django's, in the database, which reads a session by a query whose plan PostgreSQL keeps."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        found = prepared.rows(Session, "WHERE mine.session_key = %(key)s", key=self.session_key)
        if found and found[0].expire_date > timezone.now():
            return found[0]
        self._session_key = None
        return None
