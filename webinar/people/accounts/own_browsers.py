"""The page with the browsers in which the user is signed in, each with a way to sign it out."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.forms import number_in
from webinar.kit.shown_times import shown_time
from webinar.kit.web.services import services
from webinar.people.accounts import browsers
from webinar.people.accounts.access import for_users, this_user
from webinar.people.accounts.models import Browser
from webinar.people.accounts.sessions import current_session
from webinar.people.accounts.signing_in import close_sockets
from webinar.people.accounts.views import bp
from webinar.people.audit.actions import note


@bp.get("/settings/browsers")
@for_users
def own_browsers() -> ResponseReturnValue:
    user, current_id, now = this_user(), current_session().browser_id, clock.now()
    zone = user.time_zone or "UTC"
    with services().db.read() as db:
        rows = [
            _row(browser, current_id, zone) for browser in browsers.browsers_of(db, user.id, now)
        ]
    return render_template("people/accounts/browsers.html", rows=rows)


@bp.post("/settings/browsers")
@for_users
def end_own_browsers() -> ResponseReturnValue:
    """Sign out the browser whose number is in `end`; without `end`, all but this one."""
    user_id, current_id = this_user().id, current_session().browser_id
    only = number_in("end") if "end" in request.form else None

    def work(db: Session) -> list[int]:
        ended = browsers.end_others(db, user_id, keep=current_id, only=only)
        if ended:
            note(db, "sign_out.elsewhere", user_id)
        return ended

    close_sockets(services().db.write(work))
    flash(_("Logged out there."))
    return redirect(url_for("accounts.own_browsers"), 303)


def _row(browser: Browser, current_id: int | None, zone: str) -> dict[str, Any]:
    return {
        "id": browser.id,
        "is_here": browser.id == current_id,
        "is_remote": bool(browser.remote_of),
        "since": shown_time(browser.created_at, zone, zone).whole,
        "seen": shown_time(browser.seen_at, zone, zone).whole,
        "place": " · ".join(
            filter(None, (browser.data.get("system"), browser.data.get("network")))
        ),
    }
