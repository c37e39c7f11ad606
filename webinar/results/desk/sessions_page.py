"""The page of all sessions that a user may see."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webinar.kit.web.services import services
from webinar.people.accounts.access import ORGANISERS, for_users, this_user
from webinar.results.desk import session_list
from webinar.results.desk.views import bp
from webinar.room.sessions import team
from webinar.room.sessions.cards import card_of


@bp.get("/desk/sessions")
@for_users
def sessions() -> ResponseReturnValue:
    """List sessions by `?search=` in title and code, `?state=`, `?order=` and `?page=`."""
    user, wish = this_user(), session_list.wish_from(request.args)
    with services().db.read() as db:
        part, roles = session_list.sessions_found(db, user, wish), team.roles_of(db, user)
        cards = [card_of(room, user, roles.get(room.id)) for room in part.rooms]
    return render_template(
        "results/desk/sessions.html",
        cards=cards,
        part=part,
        wish=wish,
        may_create=user.role in ORGANISERS,
        states=state_words(),
        orders=_order_words(),
    )


def state_words() -> dict[str, str]:
    """Return the words for each state of a session, in the order of its life."""
    return {
        "planned": _("Planned"),
        "live": _("Live"),
        "ended": _("Ended"),
        "cancelled": _("Cancelled"),
    }


def _order_words() -> dict[str, str]:
    return {
        "newest": _("Newest first"),
        "oldest": _("Oldest first"),
        "title": _("By title"),
    }
