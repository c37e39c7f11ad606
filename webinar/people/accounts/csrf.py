"""Every form proves that it came from one of our pages, before its view runs.

There are two proofs, and both are needed where the browser gives both: the browser's own word on
where the request came from (Sec-Fetch-Site, Origin), and a token in the form that only a page sent
to this browser can hold. The token is an HMAC of the session cookie's secret.

Flask-WTF does not fit: its tokens carry a signed time stamp, so a clock that steps back would
refuse every open form, and it keeps tokens in a stored session, which nobody has before joining.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Collection
from typing import ParamSpec, TypeVar

from flask import Flask, current_app, render_template, request
from itsdangerous import want_bytes

from webinar.people.accounts.sessions import current_session

P = ParamSpec("P")
R = TypeVar("R")

_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_OWN_SITES = frozenset({"same-origin", "none"})


def csrf_token() -> str:
    """Return the token that this browser's forms send.

    It is in a field `csrf_token` or a header `X-CSRF-Token`.
    """
    key = current_app.secret_key
    if not key:
        raise RuntimeError("without a secret key anybody could make CSRF tokens")
    return _token(key)


def exempt(view: Callable[P, R]) -> Callable[P, R]:
    """Mark an API's view that uses no cookies, so that a forged request would gain nothing."""
    view.is_csrf_exempt = True  # type: ignore[attr-defined]
    return view


def init_csrf(app: Flask, origins: Collection[str]) -> None:
    """Guard every unsafe request of the app; `origins` are the exact ones of our own pages."""

    @app.before_request
    def guard() -> tuple[str, int] | None:
        if request.method not in _UNSAFE or request.endpoint is None:
            return None
        if getattr(app.view_functions.get(request.endpoint), "is_csrf_exempt", False):
            return None
        if _is_from_here(origins) and _has_token():
            return None
        return render_template("people/accounts/reload.html"), 403

    app.jinja_env.globals["csrf_token"] = csrf_token


def _is_from_here(origins: Collection[str]) -> bool:
    """Whether the browser names one of our pages, or no page: then the token alone decides."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in _OWN_SITES:
        return False
    # Under our Referrer-Policy browsers call the origin of our own forms "null".
    return request.headers.get("Origin", "null") in ("null", *origins)


def _has_token() -> bool:
    token = request.form.get("csrf_token") or request.headers.get("X-CSRF-Token", "")
    # A page that was loaded before a change of the key holds a token of the former key.
    former_tokens = map(_token, current_app.config["SECRET_KEY_FALLBACKS"] or ())
    return any(
        [
            hmac.compare_digest(token.encode(), accepted.encode())
            for accepted in (csrf_token(), *former_tokens)
        ]
    )


def _token(key: str | bytes) -> str:
    message = b"csrf:" + current_session().cookie_token().encode()
    return hmac.new(want_bytes(key), message, hashlib.sha256).hexdigest()
