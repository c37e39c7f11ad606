"""The page of a finished session, for visitors who have no seat there."""

from __future__ import annotations

from flask import render_template

from webinar import features
from webinar.kit.web.services import services
from webinar.people.accounts.access import signed_in_user
from webinar.people.accounts.sessions import current_session
from webinar.room.rooms.models import Room


def finished_page(room: Room, title: str) -> tuple[str, int]:
    """Return the page and its status; features add what learners and members can still do."""
    # Look these up before the read: a read within another waits for a second connection.
    browser_id, user = current_session().browser_id, signed_in_user()
    with services().db.read() as db:
        feature_context = features.gather(
            lambda feature: feature.over_page, db, room, browser_id, user
        )
        page = render_template("live/pages/ended.html", room=room, title=title, **feature_context)
    return page, 410
