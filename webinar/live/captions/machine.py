"""All changes of captions by machine: lines, runs and corrections. No Flask, no commit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from webinar.live.captions import queries, wire
from webinar.live.captions.lines import divided
from webinar.live.captions.models import Caption, CaptionSource, Lane
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member

# While an interpreter types, a machine writes nothing: readers could not follow both. The pause
# between two typed lines is rarely longer than this.
TYPING = timedelta(seconds=20)


class Outcome(StrEnum):
    """The fate of a machine's text. Machines are told this; it is part of their protocol.

    `TYPED`: an interpreter types, so it is neither stored nor shown.
    """

    STORED = "stored"
    SHOWN = "shown"
    TYPED = "typed"
    REPEATED = "repeated"


def write(
    change: Change,
    source: CaptionSource,
    text: str,
    begin_ms: int,
    end_ms: int,
    confidence: float | None,
) -> Outcome:
    """Store what a machine understood from `begin_ms` to `end_ms`, in one line or more.

    `text` is one clean line; the times are the server's, in ms since 1970. Nothing is stored if an
    interpreter was typing then (`TYPED`), or if no line may begin so early, because one that begins
    then or later is there already (`REPEATED`).
    """
    begin = _instant(begin_ms)
    if source.written_to is not None and begin <= source.written_to:
        return Outcome.REPEATED
    if is_typing(change.db.get(Lane, (change.room.id, source.language)), begin):
        return Outcome.TYPED
    source.written_to = begin
    last = queries.last_lines(change.db, change.room, source.language)
    number = last[0].number if last else 0
    for piece in divided(text, begin_ms, end_ms):
        number += 1
        line = Caption(
            room_id=change.room.id,
            language=source.language,
            number=number,
            text=piece.text,
            said_at=_instant(piece.begin),
            ends_at=_instant(piece.end),
            confidence=confidence,
        )
        change.db.add(line)
        change.db.flush()
        change.announce_to_readers(source.language, wire.caption_said(line))
    change.announce(wire.lane_written(change.db, change.room, source.language))
    return Outcome.STORED


def is_typing(lane: Lane | None, at: datetime) -> bool:
    """Whether an interpreter typed in this lane shortly before this time, or after it."""
    return lane is not None and lane.typed_at is not None and lane.typed_at + TYPING > at


def correct(change: Change, member: Member, line: Caption, text: str) -> None:
    """Put a line by machine right; it is the member's from now on."""
    line.text, line.corrected_at, line.member_id = text, change.at, member.id
    change.db.flush()
    last = queries.last_lines(change.db, change.room, line.language)
    # Readers would take an earlier line for a new one.
    if line.number == last[0].number:
        change.announce_to_readers(line.language, wire.caption_said(line))
    change.announce(wire.lane_written(change.db, change.room, line.language))


def set_running(change: Change, source: CaptionSource, is_running: bool) -> None:
    """Note that the machine is connected, or is no longer; tell those who see a line of it."""
    source.is_running = is_running
    change.db.flush()
    last = queries.last_lines(change.db, change.room, source.language)
    if last and last[0].is_by_machine:
        mark = wire.mark_of(change.db, change.room, last[0])
        change.announce_to_readers(source.language, wire.captions_marked(mark))
    change.announce(wire.lane_written(change.db, change.room, source.language))


def _instant(millis: int) -> datetime:
    return datetime.fromtimestamp(millis / 1000, UTC)
