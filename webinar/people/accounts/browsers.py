"""The browsers that the server knows, their secrets and their users. No Flask, no commit.

Guests are known until twelve hours after they were last seen. Users are signed out after an hour
without a sign of life (a page, or a live socket that calls `touch`) and after twelve hours anyway
(ASVS 5.0, 7.3.1 and 7.3.2). Instants come from `clock.now()` and are only compared with each
other, so a clock that steps back signs nobody out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.db import Instant
from webinar.kit.tokens import new_seal, new_token, token_hash
from webinar.people.accounts.models import Browser, SignInLink, User

GUEST_LASTS = timedelta(hours=12)
USER_LASTS = timedelta(hours=12)
USER_IDLES = timedelta(minutes=60)
# The precision of `seen_at`: a durable write is not free.
SEEN_STEP = timedelta(minutes=1)
BROWSERS_PER_USER = 5


def is_alive(browser: Browser, at: datetime) -> bool:
    """Whether the browser is still known at that instant."""
    if browser.expires_at <= at:
        return False
    return browser.user_id is None or browser.seen_at > at - USER_IDLES


def find_by_token(db: Session, token: str) -> Browser | None:
    """Return the browser with this secret, alive or not."""
    return db.scalar(_BY_HASH, {"token_hash": token_hash(token)})


# Built once: nearly every request asks this.
_BY_HASH = select(Browser).where(Browser.token_hash == bindparam("token_hash"))


def make_browser(db: Session, token: str | None = None) -> Browser:
    """Make a guest's browser. Without a token, no cookie opens it, as for an API client."""
    browser = Browser(**new_row(token or new_token()))
    db.add(browser)
    db.flush()
    return browser


def new_row(token: str) -> dict[str, Any]:
    """Return the row of a guest's browser that is known by this secret from now on."""
    now = clock.now()
    return {
        "token_hash": token_hash(token),
        "user_id": None,
        "seal": new_seal(),
        "data": {},
        "created_at": now,
        "seen_at": now,
        "expires_at": now + GUEST_LASTS,
    }


def keep_browser(db: Session, token: str) -> Browser:
    """Return the browser with this secret; make it if it does not exist yet.

    A join that is sent twice (a double tap, a retry on a slow link) comes twice with the same
    cookie. Both requests must find the same browser, or one person would be counted as two. The
    database's unique secret ensures this, also between processes.
    """
    browser = find_by_token(db, token)
    if browser is not None:
        return browser
    try:
        with db.begin_nested():
            return make_browser(db, token)
    except IntegrityError:
        return db.scalars(select(Browser).filter_by(token_hash=token_hash(token))).one()


def begin_user(
    db: Session,
    user: User,
    token: str,
    data: dict[str, Any],
    former_id: int | None = None,
    remote_of: str = "",
) -> tuple[Browser, list[int]]:
    """Sign the user in under a new secret; `former_id` is the row that this browser had before.

    The row of a guest, or of the same user, keeps its seats and gets a new secret, so that a secret
    planted before the sign-in opens nothing after it. Another user's row ends, so that its seats do
    not go to the next user who signs in. A remote (`remote_of`) gets a row of its own, so that it
    has no seat but its own; in a browser where the user is signed in, it changes only the secret.
    Return the browser, and the ids of the rows that ended, whose sockets the caller closes after
    the commit.
    """
    browser = db.get(Browser, former_id) if former_id is not None else None
    ended: list[int] = []
    if browser is not None and (browser.user_id not in (None, user.id) or browser.remote_of):
        ended += end_browsers(db, [browser.id])
        browser = None
    if browser is not None and remote_of:
        if browser.user_id is not None:
            browser.token_hash = token_hash(token)
            return browser, ended
        # The guest's row at this phone stays as it is; the remote gets a new row and cookie.
        browser = None
    if browser is None:
        browser = make_browser(db, token)
    browser.remote_of = remote_of
    browser.token_hash = token_hash(token)
    browser.user_id = user.id
    browser.data = data
    browser.created_at = browser.seen_at = clock.now()
    browser.expires_at = browser.created_at + USER_LASTS
    db.flush()
    return browser, ended + _end_surplus(db, user.id, keep=browser.id)


def _end_surplus(db: Session, user_id: int, *, keep: int) -> list[int]:
    """End the user's browsers beyond `BROWSERS_PER_USER`, those unseen for longest first."""
    others = select(Browser.id).where(Browser.user_id == user_id, Browser.id != keep)
    newest_first = others.order_by(Browser.seen_at.desc(), Browser.id.desc())
    return end_browsers(db, db.scalars(newest_first.offset(BROWSERS_PER_USER - 1)).all())


def change_secret(db: Session, browser_id: int, token: str) -> None:
    """Change only the browser's secret."""
    statement = update(Browser).where(Browser.id == browser_id)
    db.execute(statement.values(token_hash=token_hash(token)))


def touch(db: Session, browser_ids: Collection[int]) -> None:
    """Mark browsers as seen now, each at most once a minute; an expired one stays expired.

    One call takes many browsers, because each transaction waits for the disk.
    """
    now = clock.now()
    statement = (
        update(Browser)
        .where(Browser.id.in_(browser_ids), Browser.seen_at <= now - SEEN_STEP, alive(now))
        .values(
            seen_at=now,
            expires_at=case(
                (Browser.user_id.is_(None), now + GUEST_LASTS), else_=Browser.expires_at
            ),
        )
    )
    db.execute(statement, execution_options={"synchronize_session": False})


def end_browsers(db: Session, browser_ids: Collection[int]) -> list[int]:
    """Forget these browsers and their seats; return the ids of those that existed.

    The caller closes their sockets after the commit.
    """
    if not browser_ids:
        return []
    deletion = delete(Browser).where(Browser.id.in_(browser_ids)).returning(Browser.id)
    return list(db.scalars(deletion, execution_options={"synchronize_session": "fetch"}))


def end_browsers_of(db: Session, user_id: int, keep: int | None = None) -> list[int]:
    """Sign the user out everywhere, except in the browser `keep`; return the ids that ended."""
    ids = select(Browser.id).where(Browser.user_id == user_id)
    return end_browsers(db, [browser_id for browser_id in db.scalars(ids) if browser_id != keep])


def browsers_of(db: Session, user_id: int, at: datetime) -> Sequence[Browser]:
    """Return the browsers where the user is signed in at that instant, the last sign-in first."""
    query = select(Browser).where(Browser.user_id == user_id, alive(at))
    return db.scalars(query.order_by(Browser.created_at.desc(), Browser.id.desc())).all()


def end_others(db: Session, user_id: int, keep: int | None, only: int | None = None) -> list[int]:
    """Sign the user out in the browser `only`, or in all but `keep`; return the ids that ended."""
    if only is None:
        return end_browsers_of(db, user_id, keep=keep)
    ids = select(Browser.id).where(Browser.user_id == user_id, Browser.id == only)
    return end_browsers(db, db.scalars(ids).all())


def purge_expired(db: Session) -> list[int]:
    """Forget expired browsers and sign-in links; return the ids of the browsers."""
    now = clock.now()
    db.execute(delete(SignInLink).where(SignInLink.expires_at <= now))
    return end_browsers(db, db.scalars(select(Browser.id).where(~alive(now))).all())


def alive(at: datetime) -> ColumnElement[bool]:
    """Return the rule of `is_alive` as a condition on `Browser` in a query."""
    in_use = or_(Browser.user_id.is_(None), Browser.seen_at > at - USER_IDLES)
    return and_(Browser.expires_at > at, in_use)


# The same condition for a statement that is built once; `moments` gives its parameters.
ALIVE: ColumnElement[bool] = and_(
    Browser.expires_at > bindparam("at", type_=Instant),
    or_(Browser.user_id.is_(None), Browser.seen_at > bindparam("idle_since", type_=Instant)),
)


def moments(at: datetime) -> dict[str, datetime]:
    """Return the parameters of `ALIVE` for that instant."""
    return {"at": at, "idle_since": at - USER_IDLES}
