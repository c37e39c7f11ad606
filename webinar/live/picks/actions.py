"""The fair choice of who answers. No Flask, no Socket.IO, no commit.

Nobody is chosen again before everybody else who is here has had as many turns. A turn is having the
floor, or being chosen and passed over. The choice only shows hosts a name; they decide whether to
call on that person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from secrets import choice

from sqlalchemy import delete, select, update

from webinar.kit.errors import Refused
from webinar.kit.permissions import Role
from webinar.live.picks import queries, wire
from webinar.live.picks.models import Pick
from webinar.live.presence.queries import people
from webinar.live.signals import actions as signals
from webinar.live.signals.queries import called_hand
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member


def draw(change: Change, language: str | None) -> None:
    """Show hosts another name: of somebody who is here and has had the fewest turns.

    The person shown until now is passed over, which counts as their turn.
    Refused: `nobody_to_pick`.
    """
    numbers = _candidates(change, language)
    if not numbers:
        raise Refused("nobody_to_pick")
    number = choice(fewest_turns(numbers, queries.turns_had(change.db, change.room)))
    member_id = change.db.scalars(
        select(Member.id).filter_by(room_id=change.room.id, number=number)
    ).one()
    _hide(change)
    pick = change.db.get(Pick, member_id)
    if pick is None:
        pick = Pick(member_id=member_id, room_id=change.room.id, times=0)
        change.db.add(pick)
    pick.times += 1
    pick.is_shown = True
    _announce(change)


def call_on(change: Change, host: Member, number: int) -> None:
    """Give the floor to the person whose name is shown. Refused: `not_picked` for anybody else."""
    shown = queries.shown_pick(change.db, change.room)
    if shown is None or shown[1].number != number:
        raise Refused("not_picked")
    pick, member = shown
    # From now on the floor counts as the turn.
    _take_back(change, pick)
    signals.give_floor(change, host, member)


def clear(change: Change) -> None:
    """Take the name away, as if nobody had been chosen."""
    shown = queries.shown_pick(change.db, change.room)
    if shown is not None:
        _take_back(change, shown[0])


def leave(change: Change, member: Member) -> None:
    """Forget the picks of a member who has been removed."""
    pick = change.db.get(Pick, member.id)
    if pick is not None:
        change.db.delete(pick)
        _announce(change)


def forget(change: Change) -> None:
    """Forget all picks, because the session is over."""
    picks = delete(Pick).where(Pick.room_id == change.room.id).returning(Pick.is_shown)
    if any(change.db.scalars(picks)):
        _announce(change)


def fewest_turns(numbers: Sequence[int], turns: Mapping[int, int]) -> list[int]:
    """Return those of these members who have had the fewest turns."""
    fewest = min(turns.get(number, 0) for number in numbers)
    return [number for number in numbers if turns.get(number, 0) == fewest]


def _candidates(change: Change, language: str | None) -> list[int]:
    """Return the participants here, without the one who has the floor or whose name is shown."""
    shown = queries.shown_pick(change.db, change.room)
    speaker = called_hand(change.db, change.room)
    busy = {shown[1].number} if shown else set()
    if speaker is not None:
        busy.add(change.db.get_one(Member, speaker.member_id).number)
    return [
        person.member
        for person in people(change.db, change.room).members
        if person.role is Role.PARTICIPANT
        and person.state == "here"
        and person.member not in busy
        and language in (None, person.language)
    ]


def _take_back(change: Change, pick: Pick) -> None:
    if pick.times > 1:
        pick.times -= 1
        pick.is_shown = False
    else:
        change.db.delete(pick)
    _announce(change)


def _hide(change: Change) -> None:
    change.db.execute(
        update(Pick).where(Pick.room_id == change.room.id, Pick.is_shown).values(is_shown=False)
    )


def _announce(change: Change) -> None:
    change.db.flush()
    change.announce(wire.PicksChanged(set=queries.picks_view(change.db, change.room)))
