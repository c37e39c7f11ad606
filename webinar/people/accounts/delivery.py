"""Hands over exports: a few at once, within a rate, never without an entry in the audit log.

Exports are fetched by GET, so that a link to one can be kept and used again: the entry that each
fetch adds to the log changes nothing that users work with. Only real fetches count: a HEAD is
answered without making the file, and a browser's prefetch is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from flask import Response, request
from limits import RateLimitItemPerMinute
from sqlalchemy.orm import Session
from werkzeug.exceptions import ServiceUnavailable, TooManyRequests

from webinar.kit import concurrency
from webinar.kit.desks import Desks
from webinar.kit.files.downloads import attached
from webinar.kit.web.services import services
from webinar.people.accounts.access import this_user
from webinar.people.accounts.limits import limiter, seconds_left
from webinar.people.audit.models import AuditEntry

Content = TypeVar("Content")

AT_ONCE = 2
_ONCE = RateLimitItemPerMinute(1)

desks = Desks(AT_ONCE)


class Made(NamedTuple):
    """A file, and how many rows of data are in it."""

    content: bytes
    rows: int = 0


@dataclass(frozen=True, kw_only=True)
class Order(Generic[Content]):
    """An export that this user may have: how it is read, written, noted and named.

    `names` are those of `attached`, `subject` and `file` those of `at_a_desk`. `read` runs while
    the database is open. `write` runs off the loop and must touch nothing but its argument. `note`
    gets the file and its SHA-256 and adds the entry to the audit log, in a transaction that must
    not use the request; `announce` then tells others.
    """

    names: tuple[str, str]
    media_type: str
    subject: str = ""
    file: str = ""
    read: Callable[[], Content]
    write: Callable[[Content], Made]
    note: Callable[[Session, Made, str], AuditEntry]
    announce: Callable[[], object] | None = None

    def response(self, content: bytes) -> Response:
        return attached(content, self.media_type, *self.names)


def deliver(find: Callable[[Session], Order[Content]]) -> Response:
    """Find, read, write and note an export, and return it as the response.

    If this user may not have it, `find` raises an error that the error pages know. Raises 429 and
    503, too.
    """
    with ExitStack() as desk:
        with services().db.read() as db:
            order = find(db)
            if request.method == "HEAD":
                return order.response(b"")
            desk.enter_context(at_a_desk(order.subject, order.file))
            content = order.read()
        # Thousands of rows take a while: meanwhile other requests go on, and no snapshot of the
        # database stays open.
        file = concurrency.offload(order.write, content)
        digest = concurrency.offload(_sha256, file.content)
        # The file is not handed over unless the audit log has its entry.
        services().db.write(lambda db: order.note(db, file, digest))
        if order.announce is not None:
            order.announce()
    return order.response(file.content)


@contextmanager
def at_a_desk(subject: str = "", file: str = "") -> Iterator[None]:
    """Hold a place while an export is read and written. Raises 429 and 503 for the error pages.

    If an account takes different files of one subject, such as a session, within a minute, they
    count as one export; the same `file` again counts as another.
    """
    if "prefetch" in f"{request.headers.get('Sec-Purpose')} {request.headers.get('Purpose')}":
        raise ServiceUnavailable()
    _count(subject, file)
    with desks.place():
        yield


def _count(subject: str, file: str) -> None:
    """Count an export. Raises 429, with the seconds until the account may take the next one."""
    limits, account = limiter.limiter, f"export:{this_user().id}"
    subject_key, file_key = (f"{account}:{subject}", f"{account}:{subject}:{file}")
    is_part = subject and not limits.test(_ONCE, subject_key) and limits.test(_ONCE, file_key)
    per_account = RateLimitItemPerMinute(services().settings.exports_per_minute)
    if not is_part and not limits.hit(per_account, account):
        raise TooManyRequests(retry_after=seconds_left(per_account, account))
    for key in (subject_key, file_key):
        limits.hit(_ONCE, key)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
