"""Reads of recordings: whether one runs now, and what there is to hear afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from webinar.kit.session_times import Times
from webinar.live.recording.models import RecordedSound, RecordingRules, RecordingSpan, SpanEnding
from webinar.live.recording.wire import RecordingState
from webinar.room.rooms.models import Purged, Room, RoomState

# A speaker's breath, or a lost packet, is not a silence.
SHORT_SILENCE_MS = 2000

_FAR_FUTURE_MS = 10**15
_STATES: dict[SpanEnding, RecordingState] = {
    SpanEnding.OPEN: "on",
    SpanEnding.PAUSED: "paused",
    SpanEnding.FULL: "full",
    SpanEnding.FAILED: "failed",
    SpanEnding.ENDED: "off",
}


def is_wanted(db: Session, room: Room) -> bool:
    """Whether the organiser has the voice of this session recorded."""
    return db.scalar(_IS_ON, {"room_id": room.id}) is True


_IS_ON = select(RecordingRules.is_on).where(RecordingRules.room_id == bindparam("room_id"))


def state_of(db: Session, room: Room) -> RecordingState:
    """Return the state of the recording; `off` if nothing is, or was, to be recorded."""
    if room.state is RoomState.PLANNED:
        return "soon" if is_wanted(db, room) else "off"
    span = last_span(db, room) if room.state is RoomState.LIVE else None
    return "off" if span is None else _STATES[span.ending]


def last_span(db: Session, room: Room) -> RecordingSpan | None:
    query = select(RecordingSpan).filter_by(room_id=room.id).order_by(RecordingSpan.id.desc())
    return db.scalars(query.limit(1)).first()


def recorded_times(db: Session, room_id: int) -> list[tuple[int, int]]:
    """Return when the voice was recorded, in ms since 1970; empty once the sound was removed."""
    purged = db.get(Purged, room_id)
    if purged is not None and purged.answers_at is not None:
        return []
    spans = db.execute(
        select(RecordingSpan.began_at, RecordingSpan.ended_at).where(
            RecordingSpan.room_id == room_id
        )
    )
    return [(_ms(began), _FAR_FUTURE_MS if ended is None else _ms(ended)) for began, ended in spans]


def spans_of(db: Session, room: Room, channel: str) -> list[tuple[int, int]]:
    """Return when somebody can be heard in the channel, in ms since the session began.

    Silences shorter than `SHORT_SILENCE_MS` are left out.
    """
    if room.started_at is None or room.ended_at is None:
        return []
    length = Times(room.started_at, room.ended_at).length
    rows = db.execute(
        select(RecordedSound.begins_ms, RecordedSound.ends_ms)
        .where(RecordedSound.room_id == room.id, RecordedSound.channel == channel)
        .order_by(RecordedSound.begins_ms)
    )
    spans: list[tuple[int, int]] = []
    for begins_ms, ends_ms in rows:
        begin = _since_start(room.started_at, begins_ms, length)
        end = _since_start(room.started_at, ends_ms, length)
        if spans and begin - spans[-1][1] < SHORT_SILENCE_MS:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((begin, end))
    return spans


def first_sounds(db: Session, room: Room) -> dict[str, int]:
    """Return when somebody was first heard in each channel, in ms since the session began."""
    if room.started_at is None or room.ended_at is None:
        return {}
    length = Times(room.started_at, room.ended_at).length
    firsts = select(RecordedSound.channel, func.min(RecordedSound.begins_ms)).where(
        RecordedSound.room_id == room.id
    )
    rows = db.execute(firsts.group_by(RecordedSound.channel))
    return {channel: _since_start(room.started_at, at, length) for channel, at in rows}


def sound_mark(db: Session, room: Room, channel: str) -> str:
    """Return a mark of the sound that is stored, which changes if any is added or erased."""
    query = select(func.count(), func.max(RecordedSound.id)).where(
        RecordedSound.room_id == room.id, RecordedSound.channel == channel
    )
    count, newest = db.execute(query).one()
    return f"{count}-{newest}" if count else ""


def sound_after(
    db: Session, room: Room, channel: str, last: tuple[int, int], limit: int
) -> Sequence[tuple[int, int, bytes]]:
    """Return the next rows by time as `(begins_ms, id, content)`, after those of `last`."""
    rows = db.execute(
        select(RecordedSound.begins_ms, RecordedSound.id, RecordedSound.content)
        .where(
            RecordedSound.room_id == room.id,
            RecordedSound.channel == channel,
            (RecordedSound.begins_ms > last[0])
            | ((RecordedSound.begins_ms == last[0]) & (RecordedSound.id > last[1])),
        )
        .order_by(RecordedSound.begins_ms, RecordedSound.id)
        .limit(limit)
    )
    return [(begins_ms, row_id, content) for begins_ms, row_id, content in rows]


def is_running(span: RecordingSpan | None) -> bool:
    return span is not None and span.ending is SpanEnding.OPEN


def _since_start(started_at: datetime, at_ms: int, length: int) -> int:
    return min(max(0, at_ms - _ms(started_at)), length)


def _ms(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)
