"""Forms to invite a cohort to a session, and to match its guests to the roster."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from webinar.kit import concurrency
from webinar.kit.errors import Refused
from webinar.kit.forms import number_in
from webinar.kit.numerals import digits
from webinar.kit.text import whole_number
from webinar.kit.tokens import read_code
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.people.accounts.access import for_organisers, signed_in_user, this_user
from webinar.people.accounts.models import UserRole
from webinar.people.ownership.queries import owned_ids
from webinar.room.cohorts import automatic_views, inviting, mailing, matching, namesakes, queries
from webinar.room.cohorts.forms import page
from webinar.room.cohorts.models import Cohort
from webinar.room.cohorts.words import refusal_text
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in
from webinar.room.sessions.agenda import find_own_room

# The most guests on the page; a guest who is matched makes room for the next.
GUESTS_AT_ONCE = 50
# The most further sessions that are given the same cohort at once.
MOST_SESSIONS = 100

of_room = Blueprint("of_room", __name__, url_prefix="/desk/<code>")


@of_room.post("/cohort")
@for_organisers
def invite(code: str) -> ResponseReturnValue:
    """Store the invited `cohort` (empty for none), and whether `guests` may join (`yes`).

    `also` has the codes of further sessions for which the same is stored.
    """
    room, user = _own_room(code), this_user()
    rooms = [room, *_further_rooms(room)]
    cohort_id, takes_guests = number_in("cohort") or None, request.form.get("guests") == "yes"
    try:
        for invited in rooms:
            services().live.run(
                invited.id, lambda change: inviting.invite(change, user, cohort_id, takes_guests)
            )
    except Refused as refusal:
        flash(refusal_text(refusal), "cohort-refused")
    else:
        count = len(rooms)
        many = ngettext("Saved for %(num)d session", "Saved for %(num)d sessions", count)
        flash(digits(many) if count > 1 else _("Saved"), "cohort")
    return redirect(url_for("desk.plan", code=room.code) + "#cohort", 303)


@of_room.post("/cohort/new")
@for_organisers
def invite_new(code: str) -> ResponseReturnValue:
    """Make a cohort of this `name` for the session, invite it, and lead to its list of people.

    `also` has the codes of further sessions to which it is invited. Guests may come as before.
    """
    room, user, name = _own_room(code), this_user(), request.form.get("name", "")
    further = _further_rooms(room)
    with services().db.read() as db:
        guests = {session.id: _takes_guests(db, session) for session in (room, *further)}
    try:
        cohort = services().live.run(
            room.id, lambda change: inviting.invite_new(change, user, name, guests[room.id])
        )
        for also in further:
            services().live.run(
                also.id,
                lambda change: inviting.invite(change, user, cohort.id, guests[change.room.id]),
            )
    except Refused as refusal:
        flash(refusal_text(refusal), "cohort-refused")
        return redirect(url_for("desk.plan", code=room.code) + "#cohort", 303)
    return redirect(url_for("cohorts.roster", cohort_id=cohort.id), 303)


@of_room.get("/people")
@for_organisers
def people(code: str) -> ResponseReturnValue:
    return _people(code)


@of_room.post("/people")
@for_organisers
def match(code: str) -> ResponseReturnValue:
    """Match `member` to `person` for a `reason`, or `unmatch` a member; all are numbers.

    With `namesakes`, match each guest whose number is in `same` to the person of the same name.
    """
    room, user = _own_room(code), this_user()
    member, person, unmatched = number_in("member"), number_in("person"), number_in("unmatch")
    reason, key = request.form.get("reason", ""), services().settings.secret_key

    ticked = {whole_number(number) for number in request.form.getlist("same")} - {None}
    by_name = "namesakes" in request.form

    def work(change: Change) -> int:
        if by_name:
            return namesakes.match_ticked(change, user, ticked, reason)
        if unmatched:
            matching.unmatch(change, user, unmatched, key)
        else:
            matching.match(change, user, member, person, reason)
        return 0

    try:
        count = services().live.run(room.id, work)
    except Refused as refusal:
        return _people(code, refusal)
    if count:
        flash(ngettext("%(num)d guest is matched.", "%(num)d guests are matched.", count), "good")
    return redirect(url_for("cohorts.of_room.people", code=room.code), 303)


def settings_of(code: str) -> dict[str, Any]:
    """Return the form's values for the session's page, which only its organiser may see."""
    with services().db.read() as db:
        room = find_own_room(db, this_user(), code)
        if room is None:
            abort(404)
        invitation = queries.invitation_of(db, room)
        chosen_id = None if invitation is None else invitation.cohort_id
        cohorts = queries.choosable_cohorts(db, this_user(), chosen_id)
        own_ids = owned_ids(db, this_user(), cohorts)
        counts = queries.count_people(db, cohorts)
        cohort = (
            {cohort.id: cohort for cohort in cohorts}.get(invitation.cohort_id)
            if invitation
            else None
        )
        # The links of a cohort belong to those who have it.
        is_own_cohort = cohort is not None and cohort.id in own_ids
        can_send = services().settings.mail is not None and is_own_cohort
        outdated = mailing.outdated(db, cohort) if cohort and can_send else 0
        news = automatic_views.news_of(db, cohort) if cohort and outdated else None
    return {
        "outdated": outdated,
        "news": news,
        "cohorts": cohorts,
        "counts": counts,
        "chosen": chosen_id,
        "is_own_cohort": is_own_cohort,
        "takes_guests": invitation is None or invitation.takes_guests,
    }


def is_own(code: str) -> bool:
    """Whether a cohort is invited to the session, and this user may match its people."""
    user = signed_in_user()
    if user is None or user.role not in (UserRole.ADMIN, UserRole.ORGANISER):
        return False
    with services().db.read() as db:
        room = find_own_room(db, user, code)
        return room is not None and queries.invitation_of(db, room) is not None


def _own_room(code: str) -> Room:
    with services().db.read() as db:
        room = find_own_room(db, this_user(), read_code(code))
    if room is None:
        abort(404)
    return room


def _further_rooms(room: Room) -> list[Room]:
    """Return the sessions of the codes in the field `also`, each of which the user may change."""
    codes = dict.fromkeys(request.form.get("also", "").split()[:MOST_SESSIONS])
    return [_own_room(also) for also in codes if also != room.code]


def _takes_guests(db: Session, room: Room) -> bool:
    invitation = queries.invitation_of(db, room)
    return invitation is None or invitation.takes_guests


def _cohort(db: Session, room: Room) -> Cohort | None:
    invitation = queries.invitation_of(db, room)
    return None if invitation is None else db.get(Cohort, invitation.cohort_id)


def _people(code: str, refusal: Refused | None = None) -> ResponseReturnValue:
    room = _own_room(code)
    with services().db.read() as db:
        cohort = _cohort(db, room)
        is_known = cohort is not None and not queries.is_forgotten(db, room)
        roster_people = queries.people_of(db, cohort) if cohort and is_known else []
        matched = matching.matched_in(db, room)
        matched_ids = {person.id for _, _, person in matched}
        absent = [person for person in roster_people if person.id not in matched_ids]
        guests = matching.guests_of(db, room)
        pairs = namesakes.namesakes_in(db, room)
        title = title_in(db.get_one(Room, room.id), page_language())
    guests_shown = guests[:GUESTS_AT_ONCE]
    suggested: list[list[tuple[int, bool]]] = concurrency.offload(
        matching.suggestions,
        [guest.name for guest in guests_shown],
        [person.name for person in roster_people],
    )
    return page(
        "room/cohorts/people.html",
        refusal,
        room=room,
        title=title,
        cohort=cohort,
        everybody=roster_people,
        guests=[
            (guest, [(roster_people[place], is_same) for place, is_same in its_suggestions])
            for guest, its_suggestions in zip(guests_shown, suggested, strict=True)
        ],
        more=len(guests) - len(guests_shown),
        namesakes=pairs,
        matched=matched,
        absent=absent,
        wrong=number_in("member"),
        typed=request.form.get("reason", ""),
    )
