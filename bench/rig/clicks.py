"""One request of one signed-in person: as bytes for the load, and through Django's test client for the queries."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode


@dataclass(frozen=True)
class Click:
    """A GET, or a POST where there is a `body`. `headers` carry the cookie and whatever a browser would send."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None

    def wire(self) -> bytes:
        """The whole request, ready to be sent."""
        method = "GET" if self.body is None else "POST"
        lines = [f"{method} {self.path} HTTP/1.1", "Host: 127.0.0.1", "Connection: keep-alive"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        if self.body is not None:
            lines.append(f"Content-Length: {len(self.body)}")
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + (self.body or b"")

    def as_json(self) -> dict[str, Any]:
        """For another process."""
        return {"path": self.path, "headers": self.headers, "body": self.body and self.body.decode()}

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> "Click":
        return cls(found["path"], found["headers"], found["body"] and found["body"].encode())


@dataclass(frozen=True)
class Visitor:
    """Somebody signed in, with the session and the CSRF secret that their forms carry."""

    session: str
    csrf: str
    cookie: str

    @classmethod
    def signed_in(cls, user: Any, *, plainly: bool = False) -> "Visitor":
        """`plainly` as Django's own sign-in would leave it."""
        from django.conf import settings
        from django.middleware.csrf import _get_new_csrf_string
        from django.test import Client

        client, csrf = Client(), _get_new_csrf_string()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend" if plainly else None)
        session = client.session
        session["_csrftoken"] = csrf
        session.save()
        cookies = {settings.SESSION_COOKIE_NAME: session.session_key, settings.CSRF_COOKIE_NAME: csrf}
        return cls(session.session_key, csrf, "; ".join(f"{name}={value}" for name, value in cookies.items()))

    @property
    def headers(self) -> dict[str, str]:
        return {
            "Cookie": self.cookie,
            "X-Forwarded-Proto": "https",
            "Accept": "text/html",
            "Accept-Language": "en-US,en;q=0.9",
            "User-Agent": "bench",
        }

    def looks(self, path: str) -> Click:
        return Click(path, self.headers)

    def sends(self, path: str, **form: str) -> Click:
        body = urlencode({"csrfmiddlewaretoken": self.csrf, **form}).encode()
        extra = {"Origin": "https://127.0.0.1", "Content-Type": "application/x-www-form-urlencoded"}
        return Click(path, {**self.headers, **extra}, body)
