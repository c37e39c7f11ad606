"""The server's jobs for browsers: keep those in use, and close the sockets of expired ones."""

from __future__ import annotations

from webinar.kit.web.services import Services
from webinar.people.accounts import browsers


def touch_used(server: Services) -> None:
    """Touch the browsers of all live sockets: their sessions are in use."""
    browser_ids = {connection.browser_id for connection in server.live.connections.everyone()}
    server.db.write(lambda db: browsers.touch(db, browser_ids))


def forget_expired(server: Services) -> None:
    for browser_id in server.db.write(browsers.purge_expired):
        server.live.close_browser(browser_id)
