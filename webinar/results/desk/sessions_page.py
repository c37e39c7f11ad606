"""The page of all sessions that a user may see, from which finished ones are archived."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from webinar.kit.errors import Refused
from webinar.kit.numerals import digits
from webinar.kit.web.services import services
from webinar.people.accounts.access import ORGANISERS, for_organisers, for_users, this_user
from webinar.people.accounts.models import User
from webinar.people.accounts.refusals import refused_page
from webinar.people.ownership.queries import owned_ids
from webinar.results.desk import archiving, session_list
from webinar.results.desk.views import bp
from webinar.room.rooms.models import RoomState
from webinar.room.sessions import team
from webinar.room.sessions.cards import card_of


@bp.get("/desk/sessions")
@for_users
def sessions() -> ResponseReturnValue:
    """List sessions by `?search=` in title and code, `?state=`, `?order=` and `?page=`."""
    return render_template("results/desk/sessions.html", **_page())


@bp.post("/desk/sessions")
@for_organisers
def archive() -> ResponseReturnValue:
    """Put the sessions of each `session`, a code, away, or bring them back.

    `act` is `archive` or `bring_back`. With `all` (`true`) the codes are each `shown`. The query
    chooses the part of the list to return to.
    """
    user_id, is_archiving = this_user().id, request.form.get("act") != "bring_back"
    codes = set(request.form.getlist("shown" if request.form.get("all") == "true" else "session"))
    act = archiving.archive if is_archiving else archiving.bring_back
    try:
        changed = services().db.write(lambda db: act(db, db.get_one(User, user_id), codes))
    except Refused as refusal:
        return refused_page("results/desk/sessions.html", refusal, ticked=codes, **_page())
    if is_archiving:
        done = ngettext("%(num)d session archived.", "%(num)d sessions archived.", len(changed))
        flash(" ".join(changed), "sessions-undo")
    else:
        done = ngettext(
            "%(num)d session brought back.", "%(num)d sessions brought back.", len(changed)
        )
    flash(digits(done), "good")
    wish = session_list.Wish.read(request.args).query()
    return redirect(url_for("desk.sessions", **wish), 303)


def _page() -> dict[str, Any]:
    user, wish = this_user(), session_list.Wish.read(request.args)
    with services().db.read() as db:
        part, roles = session_list.sessions_found(db, user, wish), team.roles_of(db, user)
        own_ids = owned_ids(db, user, part.rows)
        cards = [
            card_of(room, user, roles.get(room.id), is_own=room.id in own_ids) for room in part.rows
        ]
        may_tick = {
            room.code for room in part.rows if room.id in own_ids and room.state is RoomState.ENDED
        }
    return {
        "cards": cards,
        "part": part,
        "wish": wish,
        "may_create": user.role in ORGANISERS,
        "may_tick": may_tick if user.role in ORGANISERS else set(),
        "states": state_words(),
        "filters": {"": _("All"), **state_words()},
        "orders": _order_words(),
    }


def state_words() -> dict[str, str]:
    """Return the words for each state of a session, in the order of its life."""
    return {
        "planned": _("Planned"),
        "live": _("Live"),
        "ended": pgettext("state of a session", "Ended"),
        "cancelled": _("Cancelled"),
        "archived": _("Archived"),
    }


def _order_words() -> dict[str, str]:
    return {
        "newest": _("Newest first"),
        "oldest": _("Oldest first"),
        "title": _("By title"),
    }
