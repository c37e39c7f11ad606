"""All changes of captions and lanes. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from sqlalchemy import delete

from webinar.kit.errors import Refused
from webinar.live.captions import machine, queries, wire
from webinar.live.captions.lines import clean_line
from webinar.live.captions.models import Caption, Lane
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member


def take(change: Change, member: Member, holder: int | None) -> None:
    """Interpret from now on, in place of `holder` (a member's number, or nobody).

    Refused: `no_lane` if the member has no language to interpret into, `lane_moved` if another
    interpreter was quicker.
    """
    lane = _find_lane(change, member)
    if lane is not None and lane.member_id == member.id:
        lane.is_offered = False
    elif _number_of_holder(change, lane) != holder:
        raise Refused("lane_moved")
    else:
        lane = _give_lane(change, member, lane)
        change.record("lane.taken", member, language=lane.language, holder=holder)
    change.announce(wire.lane_changed(change.db, change.room, lane))


def offer(change: Change, member: Member, is_offered: bool) -> None:
    """Ask the others of this language to follow, or ask no longer. Refused: `lane_elsewhere`."""
    lane = _own_lane(change, member)
    if lane.is_offered != is_offered:
        lane.is_offered = is_offered
        change.announce(wire.lane_changed(change.db, change.room, lane))


def say(change: Change, member: Member, typed: str) -> None:
    """Add a line for the readers of the member's language; a free lane becomes the member's.

    Refused: `no_lane`, `lane_elsewhere`, `text_empty`, `line_too_long`.
    """
    text = clean_line(typed)
    lane = _own_lane(change, member)
    last = queries.last_lines(change.db, change.room, lane.language)
    lane.typed_at = change.at
    line = Caption(
        room_id=change.room.id,
        language=lane.language,
        number=last[0].number + 1 if last else 1,
        member_id=member.id,
        text=text,
        said_at=change.at,
    )
    change.db.add(line)
    change.db.flush()
    _announce(change, lane, line)


def correct(change: Change, member: Member, number: int, typed: str) -> None:
    """Put the last line right, or any line by machine, which becomes the member's.

    Refused: as `say`, and `line_passed` for an earlier line that a person typed. A line by machine
    can be corrected without holding the lane.
    """
    text = clean_line(typed)
    if member.interprets is not None:
        line = change.db.get(Caption, (change.room.id, member.interprets, number))
        if line is not None and (line.is_by_machine or _is_own_correction(line, member)):
            machine.correct(change, member, line, text)
            return
    lane = _own_lane(change, member)
    last = queries.last_lines(change.db, change.room, lane.language)
    if not last or last[0].number != number:
        raise Refused("line_passed")
    last[0].text, last[0].corrected_at = text, change.at
    change.db.flush()
    _announce(change, lane, last[0])


def leave(change: Change, member: Member) -> None:
    """Free the lane of a member who does not interpret in this session any more."""
    freed = delete(Lane).where(Lane.room_id == change.room.id, Lane.member_id == member.id)
    languages = change.db.scalars(freed.returning(Lane.language)).all()
    for language in languages:
        change.announce(wire.lane_freed(change.db, change.room, language))


def _announce(change: Change, lane: Lane, line: Caption) -> None:
    change.announce_to_readers(line.language, wire.caption_said(line))
    change.announce(wire.lane_changed(change.db, change.room, lane))


def _find_lane(change: Change, member: Member) -> Lane | None:
    """Return the lane of the member's language; None if nobody holds it."""
    if member.interprets is None:
        raise Refused("no_lane")
    return change.db.get(Lane, (change.room.id, member.interprets))


def _own_lane(change: Change, member: Member) -> Lane:
    lane = _find_lane(change, member)
    if lane is None:
        return _give_lane(change, member, lane)
    if lane.member_id != member.id:
        raise Refused("lane_elsewhere")
    return lane


def _give_lane(change: Change, member: Member, lane: Lane | None) -> Lane:
    if lane is None:
        lane = Lane(room_id=change.room.id, language=member.interprets)
        change.db.add(lane)
    lane.member_id, lane.is_offered = member.id, False
    change.db.flush()
    return lane


def _number_of_holder(change: Change, lane: Lane | None) -> int | None:
    return None if lane is None else change.db.get_one(Member, lane.member_id).number


def _is_own_correction(line: Caption, member: Member) -> bool:
    """Whether the member has corrected this line of a machine before."""
    return line.ends_at is not None and line.member_id == member.id
