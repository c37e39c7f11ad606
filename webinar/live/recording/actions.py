"""All changes of a session's recording. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from webinar.kit.errors import Refused
from webinar.live.recording import queries, wire
from webinar.live.recording.models import RecordingRules, RecordingSpan, SpanEnding
from webinar.live.recording.space import has_space
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member, RoomState

STOPPED = "recording.stopped"


def choose(change: Change, *, is_on: bool) -> None:
    """Have the voice of the session recorded, or not.

    Refused: `recording_fixed` once the session has started: people have joined on the word that
    they were given.
    """
    if change.room.state is not RoomState.PLANNED:
        raise Refused("recording_fixed")
    rules = change.db.get(RecordingRules, change.room.id)
    if rules is None:
        rules = RecordingRules(room_id=change.room.id, is_on=is_on)
        change.db.add(rules)
    rules.is_on = is_on
    change.record("recording.chosen", on=is_on)
    _announce(change)


def begin(change: Change) -> None:
    """Record from the start of the session, if the organiser has chosen so."""
    if queries.is_wanted(change.db, change.room):
        _go_on(change)


def pause(change: Change, member: Member) -> None:
    """Record nothing from now on. Nothing happens if the recording does not run."""
    if _stop(change, SpanEnding.PAUSED):
        change.record("recording.paused", member)


def resume(change: Change, member: Member) -> None:
    """Record again.

    Refused: `not_recorded` if the organiser has not chosen so, `recording_full` if the server has
    too little space.
    """
    if not queries.is_wanted(change.db, change.room):
        raise Refused("not_recorded")
    if queries.is_running(queries.last_span(change.db, change.room)):
        return
    _go_on(change)
    if not queries.is_running(queries.last_span(change.db, change.room)):
        raise Refused("recording_full")
    change.record("recording.resumed", member)


def stop(change: Change, ending: SpanEnding) -> None:
    """Stop a recording that cannot go on; hosts may resume it later."""
    if _stop(change, ending):
        change.record("recording.stopped", why=ending.value)


def end(change: Change) -> None:
    """Stop recording, because the session is over; nobody need be told."""
    span = queries.last_span(change.db, change.room)
    if span is not None and queries.is_running(span):
        span.ended_at, span.ending = change.at, SpanEnding.ENDED


def _go_on(change: Change) -> None:
    span = RecordingSpan(room_id=change.room.id, began_at=change.at)
    if not has_space(change.db.get_bind().engine.url):
        # Hosts see why nothing is recorded.
        span.ended_at, span.ending = change.at, SpanEnding.FULL
    change.db.add(span)
    _announce(change)


def _stop(change: Change, ending: SpanEnding) -> bool:
    span = queries.last_span(change.db, change.room)
    if span is None or not queries.is_running(span):
        return False
    span.ended_at, span.ending = change.at, ending
    _announce(change)
    return True


def _announce(change: Change) -> None:
    change.db.flush()
    state = queries.state_of(change.db, change.room)
    change.announce(wire.RecordingChanged(set=wire.RecordingView(state)))
