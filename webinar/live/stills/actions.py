"""All changes of the still pictures. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete

from webinar.kit.errors import Refused
from webinar.live.stage import actions as stage
from webinar.live.stills import wire
from webinar.live.stills.models import LONGEST_TEXT, Still
from webinar.live.stills.queries import view_of
from webinar.live.stills.webp import plain_picture
from webinar.live.stills.wire import StillKind
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member

LAPSE = "stills.lapse"


@dataclass(frozen=True)
class Rule:
    """The limits of pictures of a kind: pixels, bytes, and how often they may come.

    A picture that no newer one follows for `life` disappears; None keeps it.
    """

    width: int
    height: int
    most_bytes: int
    rest: timedelta
    life: timedelta | None


RULES = {
    StillKind.SPEAKER: Rule(320, 180, 12_000, timedelta(seconds=3), timedelta(seconds=30)),
    StillKind.SCREEN: Rule(1280, 720, 40_000, timedelta(seconds=2), None),
}


@dataclass(frozen=True)
class Upload:
    """A picture as a tab sent it. A new run of pictures `begins` a `turn` of its own."""

    kind: StillKind
    content: bytes
    turn: str
    begins: bool
    text: str = ""


def check(upload: Upload) -> bytes:
    """Return the picture without metadata. Refused: `picture_too_large`, `picture_unreadable`."""
    rule = RULES[upload.kind]
    if len(upload.content) > rule.most_bytes:
        raise Refused("picture_too_large")
    return plain_picture(upload.content, width=rule.width, height=rule.height)


def put(change: Change, member: Member, upload: Upload, content: bytes) -> str:
    """Show this picture, as `check` returned it, in place of the older one; return its key.

    Refused: `picture_lost` if the turn was taken over or taken away, `rate`.
    """
    rule, kind = RULES[upload.kind], upload.kind.value
    still = change.db.get(Still, (change.room.id, kind))
    if still is None:
        still = Still(room_id=change.room.id, kind=kind)
        change.db.add(still)
    elif not upload.begins and still.turn != upload.turn:
        raise Refused("picture_lost")
    elif change.at - still.at < rule.rest:
        raise Refused("rate")
    is_new_turn = still.turn != upload.turn
    still.member_id, still.turn, still.at = member.id, upload.turn, change.at
    still.key, still.content = secrets.token_urlsafe(16), content
    still.text = upload.text.strip()[:LONGEST_TEXT] or None
    still.language = member.language if still.text else None
    if is_new_turn:
        change.record("still.begun", member, what=kind)
    if rule.life is not None:
        change.schedule(change.at + rule.life, LAPSE, kind)
    _announce(change, still, member)
    if upload.kind is StillKind.SCREEN:
        stage.show(change, member, kind, still.key)
    return still.key


def remove(change: Change, member: Member, kind: StillKind) -> None:
    """Take the picture away, and end the turn of the tab that sends it."""
    still = change.db.get(Still, (change.room.id, kind.value))
    if still is None:
        return
    still.turn = ""
    if still.key is None:
        return
    change.record("still.removed", member, what=kind.value)
    _clear(change, still)
    if change.room.stage_kind == kind.value:
        stage.clear(change, member)


def lapse(change: Change, kind: str) -> None:
    """Remove a picture that has become old. Its tab may go on once its link is back."""
    still = change.db.get(Still, (change.room.id, kind))
    if still is not None and still.key is not None:
        _clear(change, still)


def leave_stage(change: Change) -> None:
    """Remove the picture of a screen, because the stage shows something else."""
    lapse(change, StillKind.SCREEN.value)


def end(change: Change) -> None:
    """Delete all pictures, because the session is over."""
    deleted = change.db.execute(delete(Still).where(Still.room_id == change.room.id))
    # `rowcount` is an attribute of the cursor's result only, which a DELETE always returns.
    change.forgets = change.forgets or bool(getattr(deleted, "rowcount", 0))


def _clear(change: Change, still: Still) -> None:
    """Forget the bytes and the words of the picture, and tell everybody that it is gone."""
    still.key = still.content = still.text = still.language = None
    change.unschedule(LAPSE, still.kind)
    if still.kind == StillKind.SCREEN:
        change.forgets = True
    _announce(change, still, None)


def _announce(change: Change, still: Still, member: Member | None) -> None:
    change.db.flush()
    view = None if member is None else view_of(still, member)
    change.announce(wire.StillChanged(key=still.kind, set={still.kind: view}))
