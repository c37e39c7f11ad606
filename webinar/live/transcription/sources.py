"""All changes of the programs that write captions: tokens and runs. No Flask, no commit.

A run is one connection of a program. It holds its source by a lease that its connection renews, so
that readers learn that the captions have stopped even if the server itself was killed.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.tokens import new_token, token_hash
from webinar.live.captions import machine
from webinar.live.captions.models import CaptionSource
from webinar.live.captions.queries import find_source
from webinar.live.sound.channels import FLOOR
from webinar.live.transcription.queries import languages_of
from webinar.people.audit.actions import note
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Room, RoomState

LEASE = timedelta(seconds=30)
LAPSE = "transcription.lapse"


def allow(change: Change, user_id: int, channel: str, language: str) -> str:
    """Let a program hear this channel and write in this language; return its token.

    The program that could write in this language before is disconnected. Refused: `room_ended`,
    `language_not_offered`.
    """
    if change.room.state is RoomState.ENDED:
        raise Refused("room_ended")
    languages = languages_of(change.room)
    if language not in languages or channel not in (FLOOR, *languages):
        raise Refused("language_not_offered")
    end_run(change, language)
    change.record("captions.allowed", language=language, channel=channel)
    return issue_token(change.db, change.room, channel, language, change.at, user_id)


def revoke(change: Change, user_id: int, language: str) -> bool:
    """Refuse the program of this language from now on; return whether it had a token."""
    if not revoke_token(change.db, change.room, language, user_id):
        return False
    end_run(change, language)
    change.record("captions.revoked", language=language)
    return True


def issue_token(
    db: Session,
    room: Room,
    channel: str,
    language: str,
    at: datetime,
    user_id: int | None = None,
) -> str:
    """Return a token that lets its bearer hear this channel and write lines in this language.

    An earlier token for the language ends, and so does the run that began with it. `user_id` is
    the host who asked for it, None for the operator.
    """
    source = find_source(db, room, language)
    if source is None:
        source = CaptionSource(room_id=room.id, language=language, run=0, is_running=False)
        db.add(source)
    token = new_token()
    source.channel, source.token_hash, source.made_at = channel, token_hash(token), at
    source.heard_at = None
    note(db, "captions.allowed", user_id, room_id=room.id, language=language, channel=channel)
    return token


def revoke_token(db: Session, room: Room, language: str, user_id: int | None = None) -> bool:
    """End the token of this language; return whether there was one."""
    source = find_source(db, room, language)
    if source is None or source.token_hash is None:
        return False
    source.token_hash = None
    note(db, "captions.revoked", user_id, room_id=room.id, language=language)
    return True


def begin_run(change: Change, language: str, bearer_hash: str) -> int:
    """Begin a run, which ends the run before it; return its number. Refused: `not_allowed`."""
    source = _source(change, language)
    if source is None or source.token_hash != bearer_hash:
        raise Refused("not_allowed")
    source.run += 1
    source.heard_at = change.at
    machine.set_running(change, source, True)
    change.schedule(change.at + LEASE, LAPSE, language)
    return source.run


def renew_run(change: Change, language: str, run: int) -> None:
    """Keep the run, if it is still the newest one and was not ended."""
    source = _source(change, language)
    if source is not None and source.is_running and source.run == run:
        source.heard_at = change.at
        change.schedule(change.at + LEASE, LAPSE, language)


def end_run(change: Change, language: str, run: int | None = None) -> None:
    """Tell the readers that the captions have stopped, unless they know.

    With `run`, do so only if no newer run has taken its place.
    """
    source = _source(change, language)
    if source is not None and source.is_running and run in (None, source.run):
        change.unschedule(LAPSE, language)
        machine.set_running(change, source, False)


def end_all(change: Change) -> None:
    """End all runs, because the session is over; nobody need be told."""
    rows = update(CaptionSource).where(CaptionSource.room_id == change.room.id)
    change.db.execute(rows.values(is_running=False, token_hash=None))


def _source(change: Change, language: str) -> CaptionSource | None:
    return find_source(change.db, change.room, language)
