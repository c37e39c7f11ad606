"""Sets up accounts in the application: sessions, CSRF, limits and sign-in."""

from __future__ import annotations

from flask import Flask, Response
from flask_login import LoginManager

from webinar.kit.web.services import services
from webinar.people.accounts import (
    own_browsers,  # noqa: F401  and this
    people,  # noqa: F401  adds its pages to those of `views`
    queries,
    settings,  # noqa: F401  adds its page, too
)
from webinar.people.accounts.access import signed_in_user
from webinar.people.accounts.cookies import ServerSessions
from webinar.people.accounts.csrf import init_csrf
from webinar.people.accounts.guesses import init_guesses
from webinar.people.accounts.limits import limiter
from webinar.people.accounts.models import User


def init_accounts(app: Flask) -> None:
    """Set up accounts before the pages. The app must have its services and the secret key."""
    server = app.extensions["webinar"]
    app.session_interface = ServerSessions(server.db, is_https=server.settings.is_https)
    init_csrf(app, server.settings.origins)
    limiter.init_app(app)
    init_guesses(app)
    _init_login(app)
    app.jinja_env.globals["signed_in_user"] = signed_in_user


class _WithoutRememberMe(LoginManager):  # type: ignore[misc]
    """A login manager that neither makes nor trusts the "remember me" cookie, which has no row.

    By default, looking for that cookie would also read the session for every file that we serve.
    """

    def _load_user_from_remember_cookie(self, cookie: str) -> None:
        return None

    def _update_remember_cookie(self, response: Response) -> Response:
        return response


def _init_login(app: Flask) -> None:
    manager = _WithoutRememberMe(app, add_context_processor=False)
    # Binding a session to address and browser would sign out phones whose network changes.
    manager.session_protection = None

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load_user(user_id: str) -> User | None:
        # Read from the database on each request, so that a disabled account is out at once.
        with services().db.read() as db:
            return queries.active_user(db, int(user_id))
