"""Adds finished sessions by the thousand, as a database holds after years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.orm import Session as Rows

from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit import clock
from webinar.kit.db import Base, table_of
from webinar.kit.permissions import Role
from webinar.live.polls.models import Ballot, Choice, Poll, PollOption, PollState
from webinar.people.accounts.browsers import new_row
from webinar.people.accounts.models import Browser
from webinar.room.engine.models import Interval
from webinar.room.rooms.models import Member, Room, RoomState, Seat, TimelineEntry

PARTICIPANTS = 30
POLLS = 4
OPTIONS = 3
MOVES = 30
HOUR = timedelta(hours=1)

RowsByTable = defaultdict[type[Base], list[dict[str, Any]]]


def add_sessions(rows: Rows, model_room: Room, count: int) -> None:
    """Add sessions of the same owner and module, with people, votes, slides and presence.

    Nothing else may write meanwhile, because the ids are chosen here.
    """
    rows_by_table: RowsByTable = defaultdict(list)
    ids = _Numbers(rows)
    for number in range(count):
        began = clock.now() - timedelta(days=1 + number)
        room = ids.next(Room.id)
        rows_by_table[Room].append(
            {
                "id": room,
                "code": f"{number:08d}",
                "title": f"Session {number}",
                "edition_id": model_room.edition_id,
                "owner_id": model_room.owner_id,
                "state": RoomState.ENDED,
                "created_at": began,
                "started_at": began,
                "ended_at": began + HOUR,
            }
        )
        members = [ids.next(Member.id) for _ in range(PARTICIPANTS)]
        for place, member in enumerate(members):
            browser = ids.next(Browser.id)
            rows_by_table[Browser].append({"id": browser, **new_row(f"past-{browser}")})
            rows_by_table[Member].append(_member(member, room, place))
            rows_by_table[Seat].append(
                {"browser_id": browser, "room_id": room, "member_id": member}
            )
            stay = {"began_at": began, "last_heard_at": began + HOUR, "is_open": False}
            rows_by_table[Interval].append(
                {"room_id": room, "member_id": member, "boot": "past", **stay}
            )
        for place in range(MOVES):
            move = {"version": place, "at": began, "kind": "slide.moved"}
            rows_by_table[TimelineEntry].append(
                {"room_id": room, **move, "detail": {"slide": place}}
            )
        for place in range(POLLS):
            _add_poll(rows_by_table, ids, room, place, members)
    # Each table comes after the tables that it refers to.
    order: list[type[Base]] = [Room, Browser, Member, Seat, Interval, TimelineEntry]
    order += [Poll, PollOption, Ballot, Choice]
    for model in order:
        put(rows, model, rows_by_table[model])


def put(rows: Rows, model: type[Base], values: Sequence[dict[str, Any]]) -> None:
    """Insert rows without changes."""
    if values:
        rows.connection().execute(insert(table_of(model)), values)


def _member(number: int, room: int, place: int) -> dict[str, Any]:
    return {
        "id": number,
        "room_id": room,
        "number": place + 1,
        "name": f"Participant {place + 1}",
        "language": ("kk", "ru", "en")[place % 3],
        "role": Role.PARTICIPANT,
        "joined_at": clock.now(),
    }


def _add_poll(
    rows_by_table: RowsByTable, ids: _Numbers, room: int, place: int, members: list[int]
) -> None:
    poll = ids.next(Poll.id)
    labels = {f"option-{at}": "An answer" for at in range(OPTIONS)}
    rows_by_table[Poll].append(
        {
            "id": poll,
            "room_id": room,
            "key": f"poll-{place}",
            "position": place,
            "kind": PollKind.SINGLE,
            "is_quiz": False,
            "state": PollState.REVEALED,
            "texts": {"en": {"question": "A question?", "labels": labels, "why": ""}},
            "voters": len(members),
        }
    )
    options = [ids.next(PollOption.id) for _ in range(OPTIONS)]
    for at, option in enumerate(options):
        option_fields = {"id": option, "poll_id": poll, "key": f"option-{at}", "position": at}
        rows_by_table[PollOption].append({**option_fields, "votes": len(members) // OPTIONS})
    for at, member in enumerate(members):
        rows_by_table[Ballot].append({"poll_id": poll, "member_id": member, "cast_at": clock.now()})
        choice = {"poll_id": poll, "member_id": member, "option_id": options[at % OPTIONS]}
        rows_by_table[Choice].append(choice)


class _Numbers:
    """Counts the next free id of each table."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._last: dict[InstrumentedAttribute[int], int] = {}

    def next(self, column: InstrumentedAttribute[int]) -> int:
        if column not in self._last:
            self._last[column] = self._rows.scalar(select(func.max(column))) or 0
        self._last[column] += 1
        return self._last[column]
