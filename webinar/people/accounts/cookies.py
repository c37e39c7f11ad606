"""Reads the cookie with the secret of a browser's session, and sets it when it is due."""

from __future__ import annotations

import re
from functools import partial

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin

from webinar.kit.db import Database
from webinar.people.accounts import browsers
from webinar.people.accounts.remotes import remote_at
from webinar.people.accounts.sessions import ServerSession

# `new_token` makes these; a cookie of any other shape is not ours.
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class ServerSessions(SessionInterface):
    """Opens and saves `ServerSession`s; the cookie is bound to this host wherever https allows."""

    def __init__(self, db: Database, *, is_https: bool) -> None:
        self._db = db
        self._is_https = is_https
        # The prefix makes browsers refuse a cookie of that name from a sibling host or over http.
        self.cookie_name = "__Host-session" if is_https else "session"

    def open_session(self, app: Flask, request: Request) -> ServerSession:
        token = request.cookies.get(self.cookie_name, "")
        known_token = token if _TOKEN.fullmatch(token) else None
        # `remote_at` is called later: Flask has not found the request's view yet.
        return ServerSession(self._db, known_token, partial(remote_at, app, request))

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if not isinstance(session, ServerSession):
            return
        session.save()
        if session.accessed:
            response.vary.add("Cookie")
        if session.is_cookie_due:
            # A guest may close the browser and come back as the same member. A user's cookie ends
            # with the browser's window, since the computer may be a shared one.
            max_age = browsers.GUEST_LASTS if session.is_guest else None
            response.set_cookie(
                self.cookie_name,
                session.cookie_token(),
                max_age=max_age,
                path="/",
                secure=self._is_https,
                httponly=True,
                samesite="Lax",
            )
