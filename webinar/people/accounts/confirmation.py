"""Asks for the password once more before a user gives others access (ASVS 5.0, 7.5.1, 7.5.3).

A session that was left open, or that a link began, must not be able to make accounts and links that
outlast it. A confirmation holds for ten minutes in the same browser.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import ParamSpec

from flask import render_template, request
from flask.typing import ResponseReturnValue

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.people.accounts import limits, passwords
from webinar.people.accounts.access import this_user
from webinar.people.accounts.models import User
from webinar.people.accounts.refusals import refused_page
from webinar.people.accounts.sessions import current_session

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]

RECENT = timedelta(minutes=10)
# Keys of the browser's session, each with an instant. CONFIRMED: the user typed the password, or
# has none and came by a link. MAY_RESET: the user came by a link that allows a new password.
CONFIRMED, MAY_RESET = "confirmed_at", "may_reset_at"
_FIELD = "own_password"


def just_now(key: str) -> dict[str, str]:
    """Return a session's entry with the present instant, for `signing_in.begin`."""
    return {key: clock.now().isoformat()}


def is_recent(key: str) -> bool:
    """Whether this browser's session got this key within the last ten minutes (`RECENT`)."""
    instant = current_session().get(key)
    # If the clock was set back, ask again rather than trust the key for longer.
    if instant is None:
        return False
    return timedelta(0) <= clock.now() - datetime.fromisoformat(instant) < RECENT


def confirm() -> None:
    """Note that the user typed the password in this browser just now."""
    current_session().update(just_now(CONFIRMED))


def asks_password(view: View[P]) -> View[P]:
    """Ask for the password once more before the view handles a form; the form's values are kept.

    Use it within `for_users` or `for_roles`. A user without a password chooses one first.
    """

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        user, typed = this_user(), request.form.get(_FIELD)
        if is_recent(CONFIRMED):
            return view(*args, **kwargs)
        if typed is None or not user.password_hash:
            return render_template("people/accounts/confirm.html", **_page(user)), 403
        try:
            check_own_password(user, typed)
        except Refused as refusal:
            return refused_page("people/accounts/confirm.html", refusal, **_page(user))
        confirm()
        return view(*args, **kwargs)

    return guarded


def check_own_password(user: User, typed: str) -> None:
    """Check the user's own password. Refused: `password_wrong`; `SlowDown` after too many tries."""
    # These tries are counted apart, so that strangers' tries do not make a signed-in user wait.
    device = f"session {current_session().browser_id}"
    with limits.trying(user.email, device):
        if not passwords.is_password(user.password_hash, typed):
            limits.count_failure(user.email, device)
            raise Refused("password_wrong")


def _page(user: User) -> dict[str, object]:
    left_out = {"csrf_token", _FIELD}
    fields = [pair for pair in request.form.items(multi=True) if pair[0] not in left_out]
    return {"fields": fields, "has_password": bool(user.password_hash)}
