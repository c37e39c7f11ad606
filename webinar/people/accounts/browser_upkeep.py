"""The server's jobs for browsers: keep those in use, and close the sockets of expired ones."""

from __future__ import annotations

from webinar.kit.web.services import Services
from webinar.people.accounts import browsers


def keep_used(own: Services) -> None:
    """Touch the browsers of all live sockets: their sessions are in use."""
    in_use = {connection.browser_id for connection in own.live.connections.everyone()}
    own.db.write(lambda db: browsers.touch(db, in_use))


def forget_expired(own: Services) -> None:
    for browser_id in own.db.write(browsers.purge_expired):
        own.live.close_browser(browser_id)
