"""Brings content to the stage, and takes it down. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from webinar.kit.errors import Refused
from webinar.live.stage import wire
from webinar.live.stage.kinds import KINDS, LEFT
from webinar.room.engine.cache import Person
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member


def show(change: Change, member: Member, kind: str, key: str) -> None:
    """Bring content to the stage, in place of its current content. Refused: `not_for_stage`."""
    exists = KINDS.get(kind)
    if exists is None or not exists(change.db, change.room, key):
        raise Refused("not_for_stage")
    if change.room.stage_kind != kind:
        _leave(change)
    change.room.stage_kind, change.room.stage_key = kind, key
    change.record("stage.shown", member, what=kind, key=key)
    change.announce(wire.StageChanged(set=wire.stage_view(change.room)))


def clear(change: Change, member: Member | Person | None) -> None:
    """Let the stage show the slide again; announce nothing if it shows the slide already."""
    if change.room.stage_kind is None:
        return
    _leave(change)
    change.room.stage_kind = change.room.stage_key = None
    change.record("stage.cleared", member)
    change.announce(wire.StageChanged(set=wire.stage_view(change.room)))


def _leave(change: Change) -> None:
    """Let the feature end what is on the stage now, if it exists only there."""
    leave = LEFT.get(change.room.stage_kind or "")
    if leave is not None:
        leave(change)
