"""The signed-in user, and the access to pages. The rules inside a room are in `permissions`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webinar.people.accounts.models import User, UserRole

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]

# The accounts that set up sessions, and those that read the results of sessions and courses.
ORGANISERS = frozenset({UserRole.ADMIN, UserRole.ORGANISER})
READERS = ORGANISERS | {UserRole.VIEWER}


def signed_in_user() -> User | None:
    """Return the user of this request, read from the database for it; None for guests."""
    return current_user._get_current_object() if current_user.is_authenticated else None


def this_user() -> User:
    """Return the user of this request, in a view that `for_users` or `for_roles` guards."""
    user = signed_in_user()
    if user is None:
        abort(403)
    return user


def for_users(view: View[P]) -> View[P]:
    """Send guests to the sign-in page, without a `next` that an attacker could lead elsewhere."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if signed_in_user() is None:
            return redirect(url_for("accounts.sign_in"), 303)
        return view(*args, **kwargs)

    return guarded


def for_roles(*roles: UserRole) -> Callable[[View[P]], View[P]]:
    """Guard a view as `for_users` does; a user with another role gets 403."""

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            if this_user().role not in roles:
                abort(403)
            return view(*args, **kwargs)

        return for_users(guarded)

    return guard


for_admins = for_roles(UserRole.ADMIN)
for_organisers = for_roles(*ORGANISERS)
for_readers = for_roles(*READERS)
