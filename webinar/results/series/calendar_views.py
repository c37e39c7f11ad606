"""The calendar of a month on the desk, and its sessions as files and a feed for other calendars."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit

from babel.dates import format_skeleton, get_day_names
from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from limits import parse
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.days import day_in_words
from webinar.kit.errors import Refused
from webinar.kit.files import ics
from webinar.kit.files.downloads import attached
from webinar.kit.tokens import read_code
from webinar.kit.web.brand import site_name
from webinar.kit.web.i18n import page_language, use_language
from webinar.kit.web.services import services
from webinar.kit.zones import is_zone, local_time
from webinar.people.accounts.access import for_users, this_user
from webinar.people.accounts.limits import client_address, limiter
from webinar.people.accounts.models import User
from webinar.people.ownership.queries import owned_ids
from webinar.results.series import calendar_links, grid, queries
from webinar.room.call.calendars import calendar_call
from webinar.room.call.queries import entries_by_room
from webinar.room.call.wire import CallDetails, details
from webinar.room.rooms.models import Room
from webinar.room.rooms.planning import DEFAULT_ZONE
from webinar.room.rooms.titles import title_in
from webinar.room.sessions import team
from webinar.room.sessions.agenda import find_seen_room, rooms_between
from webinar.room.sessions.cards import card_of

bp = Blueprint("calendar", __name__)

# The time that a subscribed calendar covers: practically all planned sessions.
_FEED_PAST, _FEED_FUTURE = timedelta(days=90), timedelta(days=800)
# The limit for requests with wrong addresses.
_WRONG_ADDRESS_RATE = parse("30 per minute")


@bp.get("/desk/calendar")
@for_users
def month() -> ResponseReturnValue:
    """Show the month of `?month=2026-11`, by default the current one."""
    user, now = this_user(), clock.now()
    today = local_time(now, user.time_zone or DEFAULT_ZONE).date()
    try:
        month_shown = grid.month_typed(request.args.get("month", ""), today)
    except Refused:
        abort(404)
    days = _cards_by_day(user, month_shown)
    locale = get_locale()
    first = locale.first_week_day
    names = get_day_names("abbreviated", locale=locale)
    long_names = get_day_names("wide", locale=locale)
    weekdays = [(first + number) % 7 for number in range(7)]
    return render_template(
        "results/series/calendar.html",
        title=format_skeleton("yMMMM", month_shown, locale=locale),
        weekdays=[(names[day], long_names[day]) for day in weekdays],
        weeks=[
            [_day_context(day, month_shown, today, days[day]) for day in week]
            for week in grid.weeks_of(month_shown, first)
        ],
        is_empty=not any(cards for day, cards in days.items() if day.month == month_shown.month),
        month=_month_name(month_shown),
        before=_month_name(grid.neighbour(month_shown, -1)),
        after=_month_name(grid.neighbour(month_shown, 1)),
        is_present=month_shown == today.replace(day=1),
    )


@bp.get("/desk/calendar.ics")
@for_users
def month_file() -> ResponseReturnValue:
    """Send the sessions of `?month=` as a file to import once."""
    user = this_user()
    try:
        month_shown = grid.month_typed(request.args.get("month", ""), clock.now().date())
    except Refused:
        abort(404)
    with services().db.read() as db:
        entries = _entries(db, rooms_between(db, user, *_bounds(month_shown)))
    return attached(
        ics.calendar(site_name(), entries, clock.now()),
        "text/calendar",
        f"webinar-{_month_name(month_shown)}.ics",
    )


@bp.get("/desk/<code>/session.ics")
@for_users
def session_file(code: str) -> ResponseReturnValue:
    """Send one session as a calendar file, for those who run it."""
    with services().db.read() as db:
        room = find_seen_room(db, this_user(), read_code(code))
        if room is None or room.planned_at is None:
            abort(404)
        [entry] = _entries(db, [room])
    return attached(
        ics.calendar(entry.title, [entry], clock.now()), "text/calendar", f"webinar-{room.code}.ics"
    )


@bp.get("/calendar/<token>.ics")
def feed(token: str) -> ResponseReturnValue:
    """Send a user's calendar to a subscriber, who does not sign in: the address is the secret."""
    key = f"calendar:{client_address()}"
    if not limiter.limiter.test(_WRONG_ADDRESS_RATE, key):
        raise Refused("rate", retryable=True)
    with services().db.read() as db:
        user = queries.user_of_calendar(db, token)
        if user is None:
            limiter.limiter.hit(_WRONG_ADDRESS_RATE, key)
            abort(404)
        use_language(user.language)
        now = clock.now()
        entries = _entries(db, rooms_between(db, user, now - _FEED_PAST, now + _FEED_FUTURE))
    return attached(ics.calendar(site_name(), entries, now), "text/calendar", "webinar.ics")


@bp.post("/settings/calendar")
@for_users
def share() -> ResponseReturnValue:
    """Make a new address; with `revoke`, only revoke the current one."""
    user_id, secret = this_user().id, services().settings.secret_key
    if "revoke" in request.form:
        services().db.write(lambda db: calendar_links.revoke_link(db, user_id))
        flash(_("The address no longer works."), "calendar")
    else:
        services().db.write(lambda db: calendar_links.make_link(db, user_id, secret))
    return redirect(url_for("accounts.settings") + "#calendar", 303)


@bp.get("/settings/calendar")
@for_users
def back() -> ResponseReturnValue:
    return redirect(url_for("accounts.settings"))


@bp.app_template_global()
def calendar_address() -> str:
    """Return the address of this user's calendar feed, or an empty text if there is none."""
    with services().db.read() as db:
        link = queries.calendar_link(db, this_user().id)
    settings = services().settings
    token = calendar_links.token_of(link, *settings.secret_keys) if link else ""
    return settings.public_url + url_for("series.calendar.feed", token=token) if token else ""


def _cards_by_day(user: User, month_shown: date) -> dict[date, list[dict[str, Any]]]:
    """Return the cards by day, in the reader's time zone or else in the session's."""
    cards_by_day: dict[date, list[dict[str, Any]]] = defaultdict(list)
    with services().db.read() as db:
        roles = team.roles_of(db, user)
        rooms = rooms_between(db, user, *_bounds(month_shown))
        own_ids = owned_ids(db, user, rooms)
        for room in rooms:
            starts = room.started_at or room.planned_at
            if starts is not None:
                zone = user.time_zone if is_zone(user.time_zone) else room.time_zone
                cards_by_day[local_time(starts, zone).date()].append(
                    card_of(room, user, roles.get(room.id), is_own=room.id in own_ids)
                )
    return cards_by_day


def _day_context(
    day: date, month_shown: date, today: date, cards: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "number": day.day,
        "iso": day.isoformat(),
        "full": day_in_words(day, "full"),
        "is_other": day.month != month_shown.month,
        "is_today": day == today,
        "cards": cards,
    }


def _bounds(month: date) -> tuple[datetime, datetime]:
    """Return two instants that enclose the whole month in every time zone."""
    begin = datetime.combine(month, time(), UTC) - timedelta(days=8)
    return begin, datetime.combine(grid.neighbour(month, 1), time(), UTC) + timedelta(days=8)


def _entries(db: Session, rooms: Sequence[Room]) -> list[ics.Entry]:
    """Return the sessions with their calls, whose readers run them or help."""
    calls = entries_by_room(db, rooms)
    return [_entry(room, [details(call) for call in calls.get(room.id, [])]) for room in rooms]


def _entry(room: Room, calls: Sequence[CallDetails]) -> ics.Entry:
    starts = room.started_at or room.planned_at
    if starts is None:
        raise ValueError("a session without a time has no place in a calendar")
    address, call = services().settings.public_url, calendar_call(calls)
    return ics.Entry(
        uid=f"session-{room.code}@{urlsplit(address).hostname}",
        sequence=room.version,
        title=title_in(room, page_language()),
        starts=starts,
        minutes=room.planned_minutes,
        zone=room.time_zone if is_zone(room.time_zone) else "UTC",
        address=address + url_for("rooms.room", code=room.code),
        is_cancelled=room.cancelled_at is not None,
        description=call.description,
        place=call.place,
        conferences=call.conferences,
    )


def _month_name(month: date) -> str:
    return f"{month:%Y-%m}"
