"""Begins and ends the session of a user in this browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_login import login_user
from sqlalchemy.orm import Session

from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.people.accounts.access import signed_in_user
from webinar.people.accounts.models import User
from webinar.people.accounts.places import place
from webinar.people.accounts.sessions import current_session
from webinar.people.audit.actions import note


def begin(
    choose: Callable[[Session], User], by: str = "password", remote_of: str = "", **values: Any
) -> None:
    """Sign in the user whom `choose` returns, in this browser; the session stores `values`.

    `by` names the means for the audit log. With `remote_of`, the browser opens only the remote of
    that session.
    """
    language = page_language()

    def choose_with_language(db: Session) -> User:
        user = choose(db)
        # At the first sign-in, the user reads this page in the language that they need.
        user.language = user.language or language
        note(db, "sign_in.done", user.id, by=by)
        return user

    user, ended = current_session().sign_in(choose_with_language, place() | values, remote_of)
    login_user(user)
    close_sockets(ended)


def end() -> None:
    """Sign the user out in this browser; a guest loses the seats that they have here."""
    user = signed_in_user()
    ended = current_session().end()
    if user is not None:
        services().db.write(lambda db: note(db, "sign_out.done", user.id))
    if ended is not None:
        close_sockets([ended])


def close_sockets(browser_ids: list[int]) -> None:
    """Close the sockets of browsers that ended; call this after the commit."""
    for browser_id in browser_ids:
        services().live.close_browser(browser_id)
