"""Flask's session, kept on the server: the cookie holds a random secret, `Browser` the rest.

Flask's own signed cookie is not used: its time stamp signs people out when the clock steps back
(itsdangerous refuses a negative age), and it cannot be revoked. Here a session ends when its row
says so, or is gone.

A row is made when there is something to remember: a guest joins (`ensure`), a user signs in
(`sign_in`), or a view stores a value. Before that only the cookie exists, so that CSRF tokens can
be bound to it and passers-by cost no write. A guest's row takes over the secret of the existing
cookie (`browsers.keep_browser` says why); a sign-in always makes a new secret.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flask import session
from flask.sessions import SessionMixin
from sqlalchemy import update
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.db import Database
from webinar.kit.errors import Refused
from webinar.kit.tokens import new_token, token_hash
from webinar.people.accounts import browsers
from webinar.people.accounts.models import Browser, User

# Flask-Login keeps the user under these keys. The row's `user_id` alone decides who the user is, so
# the keys are filled from it and never stored.
_LOGIN_KEYS = frozenset({"_user_id", "_fresh", "_id"})


class ServerSession(SessionMixin):
    """A browser's session; its row is read when a caller first needs a value of it.

    The row is read that late because Flask opens a session for every socket event, too, and socket
    events know their seat already.
    """

    modified = False

    def __init__(self, db: Database, token: str | None, remote_at: Callable[[], str]) -> None:
        self._db = db
        self._token = token
        self._remote_at = remote_at
        # The id of a remote's row, on a page that must take the remote for a stranger.
        self._hidden: int | None = None
        self._browser: Browser | None = None
        self._values: dict[str, Any] = {}
        self._is_read = False
        self._is_spent = False
        self.is_cookie_due = False

    @property
    def browser_id(self) -> int | None:
        """The id of the browser's row, to which seats belong; None before there is a row."""
        self._read()
        return self._browser.id if self._browser is not None else None

    @property
    def seal(self) -> str:
        """The row's value for seat tokens; empty where there is no row."""
        self._read()
        return self._browser.seal if self._browser is not None else ""

    @property
    def is_guest(self) -> bool:
        """Whether there is a row, and no user has signed in."""
        return self._browser is not None and self._browser.user_id is None

    @property
    def is_remote(self) -> bool:
        """Whether this browser is the remote of this request's session, and nothing else."""
        self._read()
        return self._browser is not None and bool(self._browser.remote_of)

    def cookie_token(self) -> str:
        """Return the cookie's secret, to bind CSRF tokens to; make one if there is none."""
        if self._token is None:
            self._token, self.is_cookie_due = new_token(), True
        return self._token

    def ensure(self) -> int:
        """Return the row's id; make and commit the row if there is none. Refused: `try_again`."""
        browser_id = self.browser_id
        if browser_id is not None:
            return browser_id
        token = self.token_to_keep()
        browser = self._db.write(lambda db: browsers.keep_browser(db, token))
        self.hold(browser, token)
        return browser.id

    def token_to_keep(self) -> str:
        """Return the secret for a new row of this browser.

        It is for callers that make the row in a change of their own and then call `hold`.
        """
        self._read()
        # A new session does not take over the secret of one that has run out.
        return new_token() if self._is_spent else self.cookie_token()

    def hold(self, browser: Browser, token: str) -> None:
        """Give this browser the row and its secret; the cookie with the secret is now due."""
        self._take(browser)
        self._token, self.is_cookie_due = token, True

    def sign_in(
        self, choose: Callable[[Session], User], values: Mapping[str, Any], remote_of: str = ""
    ) -> tuple[User, list[int]]:
        """Sign in the user whom `choose` returns, in one transaction.

        An error that `choose` raises goes through and changes nothing, so that no link is used up
        without a session. The new session holds `values`. Return the user, and the ids of the
        browsers that ended, whose sockets the caller closes.
        """
        former_id, token = self._any_row(), new_token()

        def work(db: Session) -> tuple[User, Browser, list[int]]:
            user = choose(db)
            return user, *browsers.begin_user(db, user, token, dict(values), former_id, remote_of)

        user, browser, ended = self._db.write(work)
        self._values = {}
        self.hold(browser, token)
        return user, ended

    def rotate(self) -> None:
        """Change the secret but keep the row: no copy of the old cookie opens anything."""
        browser_id, token = self.ensure(), new_token()
        self._db.write(lambda db: browsers.change_secret(db, browser_id, token))
        self._token, self.is_cookie_due = token, True

    def end(self) -> int | None:
        """Forget the row and change the secret; return the id of the row that ended."""
        ended = self._any_row()
        if ended is not None:
            self._db.write(lambda db: browsers.end_browsers(db, [ended]))
        self._browser, self._hidden, self._values, self.modified = None, None, {}, False
        self._token, self.is_cookie_due = new_token(), True
        return ended

    def save(self) -> None:
        """Store the values that views changed; without any, note that the browser was seen."""
        if self.modified:
            self._store(self.ensure())
        elif self._browser is not None:
            if self._browser.seen_at <= clock.now() - browsers.SEEN_STEP:
                self._touch(self._browser.id)

    def _store(self, browser_id: int) -> None:
        values = {key: self._values[key] for key in self._values.keys() - _LOGIN_KEYS}
        # Only under the secret that was read: a request that began before a sign-in or a sign-out
        # must not bring back the session that the sign-in or sign-out ended.
        row = update(Browser).where(
            Browser.id == browser_id, Browser.token_hash == token_hash(self.cookie_token())
        )

        def work(db: Session) -> None:
            db.execute(row.values(data=values))

        self._db.write(work)

    def _touch(self, browser_id: int) -> None:
        try:
            self._db.write(lambda db: browsers.touch(db, [browser_id]))
        except Refused:
            # The database is busy and the page is ready: the next request will note it.
            return
        # A guest's cookie lasts from now on, as its row does.
        self.is_cookie_due = True

    def _read(self) -> None:
        if self._is_read:
            return
        self._is_read = True
        if self._token is None:
            return
        with self._db.read() as db:
            browser = browsers.find_by_token(db, self._token)
        if browser is None:
            return
        is_alive = browsers.is_alive(browser, clock.now())
        if is_alive and browser.remote_of in ("", self._remote_at()):
            self._take(browser)
        else:
            self._is_spent = True
            self._hidden = browser.id if is_alive else None

    def _any_row(self) -> int | None:
        """Return the id of the cookie's row, also on pages that must not recognise a remote."""
        return self.browser_id or self._hidden

    def _take(self, browser: Browser) -> None:
        self._browser = browser
        self._values = {**browser.data, **self._values}
        if browser.user_id is not None:
            self._values["_user_id"] = str(browser.user_id)

    def __getitem__(self, key: str) -> Any:
        self._read()
        return self._values[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self._read()
        self._values[key] = value
        self.modified = self.modified or key not in _LOGIN_KEYS

    def __delitem__(self, key: str) -> None:
        self._read()
        del self._values[key]
        self.modified = self.modified or key not in _LOGIN_KEYS

    def __iter__(self) -> Iterator[str]:
        self._read()
        return iter(self._values)

    def __len__(self) -> int:
        self._read()
        return len(self._values)


def current_session() -> ServerSession:
    """Return this request's session itself, not a proxy, so that worker threads may use it."""
    server_session: ServerSession = session._get_current_object()  # type: ignore[attr-defined]
    return server_session
