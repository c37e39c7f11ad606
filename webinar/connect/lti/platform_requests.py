"""Sends requests to a platform: only to its own addresses, within bounds, without redirects.

The sockets let other tasks run meanwhile, as the mail sockets do. The work cannot go to a real
thread, since the locks and waits that the library uses are patched.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

import requests
from pylti1p3.contrib.flask.service_connector import FlaskServiceConnector
from pylti1p3.exception import LtiException, LtiServiceException
from pylti1p3.registration import Registration

from webinar.connect.lti.addresses import is_among

CONNECT_SECONDS, READ_SECONDS, ALL_SECONDS = 5, 10, 20
MOST_BYTES = 4 * 1024 * 1024
# A token is used no longer than this before its end, so that it does not expire in transit.
TOKEN_SPARE_SECONDS = 30


class NotReached(requests.RequestException):
    """The platform did not answer as it should; `code` says why: `unreachable`, `elsewhere`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class PlatformSession(requests.Session):
    """A session of HTTP requests to `origins` alone. Raises `NotReached`."""

    def __init__(self, origins: Iterable[str], *, insecure: bool) -> None:
        super().__init__()
        self._origins, self._insecure = frozenset(origins), insecure
        self.headers["User-Agent"] = "webinar"

    def request(self, method: str, url: str, *args: Any, **options: Any) -> requests.Response:  # type: ignore[override]
        if not is_among(url, self._origins, insecure=self._insecure):
            raise NotReached("elsewhere")
        # A redirect would bypass the check.
        options |= {
            "timeout": (CONNECT_SECONDS, READ_SECONDS),
            "allow_redirects": False,
            "stream": True,
        }
        try:
            response = super().request(method, url, *args, **options)
            with response:
                response._content = _read_bounded(response)
        except NotReached:
            raise
        except requests.RequestException as error:
            raise NotReached("unreachable") from error
        if 300 <= response.status_code < 400:
            raise NotReached("elsewhere")
        return response


def _read_bounded(response: requests.Response) -> bytes:
    until, content = time.monotonic() + ALL_SECONDS, bytearray()
    for piece in response.iter_content(64 * 1024):
        content += piece
        if len(content) > MOST_BYTES or time.monotonic() > until:
            raise NotReached("unreachable")
    return bytes(content)


class Connector(FlaskServiceConnector):
    """A connector that keeps an issuer's clients' tokens apart, which the library's does not."""

    _tokens: dict[str, tuple[str, float]] = {}

    def _scope_key(self, scopes: Iterable[str]) -> str:
        registration = self._registration
        parts = (
            registration.get_issuer(),
            registration.get_client_id(),
            registration.get_auth_token_url(),
            *sorted(scopes),
        )
        return "\n".join(str(part) for part in parts)

    def _get_cached_access_token(self, scope_key: str) -> str | None:
        token, until = self._tokens.get(scope_key, ("", 0.0))
        return token if time.monotonic() < until else None

    def _cache_access_token(self, scope_key: str, access_token: str, expires_in: float) -> None:
        try:
            lasting_seconds = min(float(expires_in), 3600.0) - TOKEN_SPARE_SECONDS
        except (TypeError, ValueError):
            return
        self._tokens[scope_key] = (access_token, time.monotonic() + lasting_seconds)

    @classmethod
    def forget_tokens(cls) -> None:
        """Forget all tokens, after a platform refused one: it may have been revoked."""
        cls._tokens.clear()


def connector(
    registration: Registration, origins: Iterable[str], *, insecure: bool
) -> FlaskServiceConnector:
    return Connector(registration, PlatformSession(origins, insecure=insecure))


def failure_of(error: Exception) -> str:
    """Return the reason: `unreachable`, `elsewhere`, `refused`, `signed_out` or `known`.

    `known`: the platform holds this score, or a later one (409).
    """
    if isinstance(error, NotReached):
        return error.code
    if isinstance(error, LtiServiceException) and error.response is not None:
        status = error.response.status_code
        if status == 409:
            return "known"
        if status in (401, 403):
            return "signed_out"
        return "unreachable" if status >= 500 or status == 429 else "refused"
    return "refused"


def is_missing(error: Exception, token_url: str) -> bool:
    """Whether the requested address does not exist; a missing address for tokens does not count."""
    response = error.response if isinstance(error, LtiServiceException) else None
    return response is not None and response.status_code in (404, 410) and response.url != token_url


# Errors the library raises when an answer is malformed.
FAILURES = (requests.RequestException, LtiException, ValueError, KeyError, TypeError)
