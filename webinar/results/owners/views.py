"""The page where an organiser shares a session, series, cohort or course with other organisers."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.forms import number_in
from webinar.kit.permissions import Role
from webinar.kit.web.services import services
from webinar.people.accounts.access import for_organisers, this_user
from webinar.people.accounts.confirmation import asks_password
from webinar.people.accounts.models import User
from webinar.people.accounts.refusals import refused_page
from webinar.people.ownership import actions
from webinar.people.ownership.queries import belongs_to, owns
from webinar.results.owners.page import find_own, owners_page
from webinar.room.rooms.models import Member, Room
from webinar.room.sessions import team

bp = Blueprint("owners", __name__)

_TEMPLATE = "results/owners/owners.html"
_ADDRESSES = (
    "/desk/<code>/owners",
    "/desk/series/<int:series_id>/owners",
    "/desk/cohorts/<int:cohort_id>/owners",
    "/desk/courses/<int:course_id>/owners",
)


@for_organisers
def page(**named: Any) -> ResponseReturnValue:
    """Show who owns what the address names."""
    return render_template(_TEMPLATE, **owners_page(named))


@for_organisers
def change(**named: Any) -> ResponseReturnValue:
    """Add the organiser with the address `email`; or `remove` or make the owner (`hand`) a user.

    `remove` and `hand` are the ids of co-owners.
    """
    return _remove(named) if "remove" in request.form else _give(named)


for address in _ADDRESSES:
    bp.add_url_rule(address, view_func=page, methods=["GET"])
    bp.add_url_rule(address, view_func=change, methods=["POST"])


@asks_password
def _give(named: dict[str, Any]) -> ResponseReturnValue:
    by_id, email, heir = this_user().id, request.form.get("email", ""), number_in("hand")

    def work(db: Session) -> str:
        by = db.get_one(User, by_id)
        thing = find_own(db, by, named)
        if not heir:
            return actions.add_by_email(db, thing, by, email).name
        actions.hand_over(db, thing, by, heir)
        return db.get_one(User, heir).name

    try:
        name = services().db.write(work)
    except Refused as refusal:
        return refused_page(_TEMPLATE, refusal, **owners_page(named, typed=email))
    name = f"\u2068{name}\u2069"
    if heir:
        flash(_("%(name)s is the owner from now on.", name=name), "good")
    else:
        flash(_("%(name)s is a co-owner from now on, and finds it on the desk.", name=name), "good")
    return redirect(url_for("owners.page", **named), 303)


def _remove(named: dict[str, Any]) -> ResponseReturnValue:
    by_id, user_id = this_user().id, number_in("remove")

    def work(db: Session) -> tuple[str, bool]:
        by = db.get_one(User, by_id)
        thing = find_own(db, by, named)
        actions.remove(db, thing, by, user_id)
        return db.get_one(User, user_id).name, owns(db, by, thing)

    try:
        name, is_still_own = services().db.write(work)
    except Refused as refusal:
        return refused_page(_TEMPLATE, refusal, **owners_page(named))
    _leave_rooms(user_id)
    flash(_("%(name)s is no co-owner any more.", name=f"\u2068{name}\u2069"), "good")
    if not is_still_own:
        return redirect(url_for("desk.home"), 303)
    return redirect(url_for("owners.page", **named), 303)


def _leave_rooms(user_id: int) -> None:
    """Close the consoles of a user in the sessions that they do not share any more."""
    with services().db.read() as db:
        user = db.get_one(User, user_id)
        rooms = db.scalars(
            select(Room.id)
            .join(Member, Member.room_id == Room.id)
            .where(
                Member.user_id == user_id,
                Member.role == Role.HOST,
                Member.removed_at.is_(None),
                ~belongs_to(Room, user),
            )
        ).all()
    live = services().live
    for room_id in rooms:
        member = live.run(room_id, lambda change: team.withdraw(change, user_id))
        if member is not None:
            live.close_member(member.id)
