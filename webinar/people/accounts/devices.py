"""Counts tries at an account's password apart in browsers where the account signed in before.

An attacker who knows an e-mail address can use up the account's tries from many addresses, but must
not lock the owner out. So a browser gets a cookie when an account has signed in there, and its
failures are counted apart. (OWASP, "Slow Down Online Guessing Attacks with Device Cookies".) The
cookie opens nothing: its thief may guess a few times a minute.
"""

from __future__ import annotations

import hmac
import re
import secrets

from flask import request
from werkzeug.wrappers import Response

from webinar.kit.tokens import derived_token
from webinar.kit.web.services import services

_COOKIE_SECONDS = 180 * 24 * 3600
# Several people sign in at a shared computer; the account that signed in longest ago is dropped.
_ACCOUNTS = 5
_MARK_LENGTH = 22
# A random name of this browser, then a mark for each account that was signed in.
_COOKIE = re.compile(rf"[\w-]{{16}}(\.[\w-]{{{_MARK_LENGTH}}}){{1,{_ACCOUNTS}}}", re.ASCII)


def known_device(account: str) -> str:
    """Return this browser's name if the account signed in here before; else an empty string.

    `account` is the account's address.
    """
    name, marks = _read()
    own_marks = _marks(name, account)
    return (
        name if any([hmac.compare_digest(own, mark) for own in own_marks for mark in marks]) else ""
    )


def remember_device(response: Response, account: str) -> None:
    """Remember in a cookie that the account has signed in with this browser."""
    name, marks = _read()
    own_marks = _marks(name, account)
    kept_marks = [own_marks[0], *(mark for mark in marks if mark not in own_marks)][:_ACCOUNTS]
    is_https = services().settings.is_https
    response.set_cookie(
        _name(),
        ".".join((name, *kept_marks)),
        max_age=_COOKIE_SECONDS,
        path="/",
        secure=is_https,
        httponly=True,
        samesite="Lax",
    )


def _name() -> str:
    return "__Host-device" if services().settings.is_https else "device"


def _read() -> tuple[str, list[str]]:
    """Return the name of this browser, a new one if it has none, and its marks."""
    cookie = request.cookies.get(_name(), "")
    if not _COOKIE.fullmatch(cookie):
        return secrets.token_urlsafe(12), []
    name, *marks = cookie.split(".")
    return name, marks


def _marks(name: str, account: str) -> list[str]:
    """Return the mark of this account, then those that the server's former keys would have made."""
    seed, keys = f"{name}:{account}", services().settings.secret_keys
    return [derived_token("device", seed, key)[:_MARK_LENGTH] for key in keys]
