"""Decides which parts of the demo this visitor may take by a button. Reads only."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request
from sqlalchemy import select
from sqlalchemy.orm import Session

from config import Settings
from webinar.kit.web.services import services
from webinar.people.accounts.models import User

# `participant` and `course` need no account; the other two sign the visitor in.
OPEN_PARTS = ("participant", "course")
ACCOUNT_PARTS = ("presenter", "organiser")
_LOOPBACK = frozenset({"127.0.0.1", "::1"})


def offered_parts() -> tuple[str, ...]:
    """Return the parts that this request may take; none unless the server shows the demo.

    The demo's organiser is an administrator. So the parts with an account are offered only on the
    computer on which the server runs, and only until an account has a password: from then on
    somebody uses the server as their own.
    """
    settings = services().settings
    if not settings.demo or settings.production:
        return ()
    if not _is_at_server(settings):
        return OPEN_PARTS
    with services().db.read() as db:
        return OPEN_PARTS if has_passwords(db) else (*ACCOUNT_PARTS, *OPEN_PARTS)


def has_passwords(db: Session) -> bool:
    """Return whether any account of the server has a password."""
    return db.scalar(select(User.id).where(User.password_hash != "").limit(1)) is not None


def _is_at_server(settings: Settings) -> bool:
    """Whether the request comes from this computer, by one of the server's own names.

    A site that points its name at this computer (DNS rebinding) sends that name as the host. Behind
    a proxy with TLS, all visitors would seem to be here.
    """
    own_names = {urlsplit(origin).hostname for origin in settings.origins}
    own_addresses = _LOOPBACK | {urlsplit(settings.public_url).hostname}
    return (
        not settings.is_https
        and "X-Forwarded-For" not in request.headers
        and request.host.rsplit(":", 1)[0].strip("[]") in own_names
        and request.remote_addr in own_addresses
    )
