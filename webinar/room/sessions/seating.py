"""Seats people who join, with one statement per table for any number of them.

No Flask, no Socket.IO, no commit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from webinar import features
from webinar.kit.errors import Refused
from webinar.kit.permissions import Role
from webinar.kit.text import one_line
from webinar.kit.tokens import token_hash
from webinar.people.accounts.browsers import new_row
from webinar.people.accounts.models import Browser
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member, Room, RoomState, Seat, TimelineEntry
from webinar.room.rooms.numbering import last_number
from webinar.room.sessions.actions import NAME_LENGTH, seats_for


@dataclass(frozen=True, slots=True)
class Arrival:
    """A person who wants to take a seat. `token` is the secret of the person's browser.

    `consent` is the version of the session's consent text that the person agreed to, and the
    language in which they read it.
    """

    token: str
    name: str
    language: str
    consent: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class TakenSeat:
    """A person's seat, with the row of the browser."""

    browser: Browser
    member_id: int
    number: int


Outcome = TakenSeat | Refused


@dataclass(slots=True)
class _Newcomer:
    arrival: Arrival
    name: str
    browser: Browser | None


def join_many(change: Change, arrivals: Sequence[Arrival]) -> list[Outcome]:
    """Seat these people as participants; a browser that already has a seat keeps its member.

    Returns for each, in order, the seat or the refusal: `room_ended`, `guests_not_taken`,
    `room_closed`, `room_full`, `not_allowed` (removed) or `name_empty`. The row of an unknown
    browser is added in the same change, so that a join costs one commit.
    """
    outcomes: dict[int, Outcome] = {}
    firsts: dict[str, int] = {}
    for place, arrival in enumerate(arrivals):
        firsts.setdefault(arrival.token, place)
    browsers_by_hash = _browsers_by_hash(
        change.db, change.room, [token_hash(token) for token in firsts]
    )
    newcomers: dict[int, _Newcomer] = {}
    for token, place in firsts.items():
        browser, member = browsers_by_hash.get(token_hash(token), (None, None))
        try:
            if browser is not None and member is not None:
                outcomes[place] = _return_to_seat(change, browser, member, arrivals[place])
            else:
                newcomers[place] = _welcome(change.room, arrivals[place], browser)
        except Refused as refusal:
            outcomes[place] = refusal
    if newcomers and (reason := _refusal_for_all(change)):
        outcomes |= dict.fromkeys(newcomers, reason)
        newcomers = {}
    outcomes |= _seat(change, newcomers)
    consents = _consents({place: arrivals[place] for place in firsts.values()}, outcomes)
    features.call(lambda feature: feature.after_seated, change, consents)
    change.stir("room.people")
    if change.room.is_guarded:
        change.stir("lobby")
    # Repeated joins of one browser (a double tap, a retry on a slow link) now find its seat.
    repeated = [place for place in range(len(arrivals)) if place not in outcomes]
    if repeated:
        change.db.flush()
        repeated_outcomes = join_many(change, [arrivals[place] for place in repeated])
        outcomes |= dict(zip(repeated, repeated_outcomes, strict=True))
    elif not any(member for _browser, member in browsers_by_hash.values()):
        # Nobody came back, maybe under another name.
        change.pass_quietly()
    return [outcomes[place] for place in range(len(arrivals))]


def takes_guests(db: Session, room: Room) -> bool:
    """Whether people may join by the open link or the code; personal links always admit."""
    checks = [
        feature.takes_guests for feature in features.every() if feature.takes_guests is not None
    ]
    return all(admits(db, room) for admits in checks)


def _refusal_for_all(change: Change) -> Refused | None:
    """Return the refusal for all newcomers, if any; personal links do not come through here."""
    if change.room.is_closed:
        return Refused("room_closed")
    return None if takes_guests(change.db, change.room) else Refused("guests_not_taken")


def _consents(
    arrivals: Mapping[int, Arrival], outcomes: Mapping[int, Outcome]
) -> dict[int, tuple[int, str]]:
    """Return the consents of the newly seated, by the ids of their members."""
    return {
        outcome.member_id: consent
        for place, outcome in outcomes.items()
        if isinstance(outcome, TakenSeat) and (consent := arrivals[place].consent) is not None
    }


def _browsers_by_hash(
    db: Session, room: Room, hashes: Sequence[str]
) -> dict[str, tuple[Browser, Member | None]]:
    """Return the browsers with these secrets, each with its member in this room, by hash."""
    rows = db.execute(
        select(Browser, Member)
        .outerjoin(Seat, (Seat.browser_id == Browser.id) & (Seat.room_id == room.id))
        .outerjoin(Member, Member.id == Seat.member_id)
        .where(Browser.token_hash.in_(hashes))
    )
    return {browser.token_hash: (browser, member) for browser, member in rows}


def _return_to_seat(
    change: Change, browser: Browser, member: Member, arrival: Arrival
) -> TakenSeat:
    if member.removed_at is not None:
        raise Refused("not_allowed")
    if member.user_id is None:
        member.name = one_line(arrival.name, NAME_LENGTH, "name_empty")
    member.language = arrival.language
    if member.turned_away is not None:
        # The member waits again, behind everybody who came meanwhile.
        member.turned_away, member.waits_since = None, change.at
    return TakenSeat(browser, member.id, member.number)


def _welcome(room: Room, arrival: Arrival, browser: Browser | None) -> _Newcomer:
    if room.state is RoomState.ENDED:
        raise Refused("room_ended")
    return _Newcomer(arrival, one_line(arrival.name, NAME_LENGTH, "name_empty"), browser)


def _seat(change: Change, newcomers: dict[int, _Newcomer]) -> dict[int, Outcome]:
    """Seat the newcomers, with one statement each for browsers, members, seats and the timeline."""
    db, room = change.db, change.room
    # The change has locked the room's row, so nobody else takes these numbers.
    last = last_number(db, room, Member)
    places = list(newcomers)
    free = seats_for(db, room, len(places))
    outcomes: dict[int, Outcome] = dict.fromkeys(places[free:], Refused("room_full"))
    places = places[:free]
    if not places:
        return outcomes
    browsers = _browsers(db, [newcomers[place] for place in places])
    numbers = range(last + 1, last + 1 + len(places))
    ids = _members(change, [newcomers[place] for place in places], numbers)
    db.execute(
        insert(Seat),
        [
            {"browser_id": browser.id, "room_id": room.id, "member_id": ids[number]}
            for browser, number in zip(browsers, numbers, strict=True)
        ],
    )
    new_seats = [
        TakenSeat(browser, ids[number], number)
        for browser, number in zip(browsers, numbers, strict=True)
    ]
    return outcomes | dict(zip(places, new_seats, strict=True))


def _browsers(db: Session, newcomers: Sequence[_Newcomer]) -> list[Browser]:
    """Return each newcomer's browser, adding missing rows.

    If another process has just added one, the unique constraint on the secret fails.
    """
    rows = [new_row(newcomer.arrival.token) for newcomer in newcomers if newcomer.browser is None]
    new_browsers: dict[str, Browser] = {}
    if rows:
        rows_added = db.scalars(insert(Browser).returning(Browser), rows)
        new_browsers = {browser.token_hash: browser for browser in rows_added}
    return [
        newcomer.browser or new_browsers[token_hash(newcomer.arrival.token)]
        for newcomer in newcomers
    ]


def _members(
    change: Change, newcomers: Sequence[_Newcomer], numbers: Sequence[int]
) -> dict[int, int]:
    """Add the members and their timeline entries; return the ids by number."""
    rows = [
        {
            "room_id": change.room.id,
            "number": number,
            "name": newcomer.name,
            "language": newcomer.arrival.language,
            "role": Role.PARTICIPANT,
            "joined_at": change.at,
            "waits_since": change.at if change.room.is_guarded else None,
        }
        for newcomer, number in zip(newcomers, numbers, strict=True)
    ]
    result = change.db.execute(insert(Member).returning(Member.number, Member.id), rows)
    ids: dict[int, int] = {number: member_id for number, member_id in result}
    change.db.execute(
        insert(TimelineEntry),
        [
            {
                "room_id": change.room.id,
                "version": change.room.version,
                "at": change.at,
                "kind": "lobby.entered" if change.room.is_guarded else "member.joined",
                "member_id": ids[number],
                "detail": {"role": Role.PARTICIPANT.value},
            }
            for number in numbers
        ],
    )
    return ids
