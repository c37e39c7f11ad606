"""The voice of one person in the recorded sessions, as files to hand out to them."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.session_times import Times
from webinar.live.recording.models import RecordedSound
from webinar.live.recording.packets import unpack
from webinar.live.recording.timing import Placing
from webinar.live.recording.webm import WebmWriter
from webinar.room.rooms.models import Room


class OwnVoice(NamedTuple):
    """A person's voice in a channel: a file's name, the session's times in ms, and the sound."""

    name: str
    begin: int
    length: int
    sounds: Sequence[tuple[int, bytes]]


def own_voices(db: Session, member_ids: Collection[int]) -> list[OwnVoice]:
    """Return what these members said, by session and channel."""
    # PostgreSQL cannot compare whole rooms, which have a column of JSON.
    spoken = (
        select(RecordedSound.room_id, RecordedSound.channel)
        .where(RecordedSound.member_id.in_(member_ids))
        .distinct()
        .subquery()
    )
    rows = db.execute(
        select(Room, spoken.c.channel)
        .join(spoken, spoken.c.room_id == Room.id)
        .order_by(Room.id, spoken.c.channel)
    )
    voices: list[OwnVoice] = []
    for room, channel in rows:
        sounds = db.execute(
            select(RecordedSound.begins_ms, RecordedSound.content)
            .where(
                RecordedSound.room_id == room.id,
                RecordedSound.channel == channel,
                RecordedSound.member_id.in_(member_ids),
            )
            .order_by(RecordedSound.begins_ms, RecordedSound.id)
        )
        if room.started_at is not None and room.ended_at is not None:
            begin = int(room.started_at.timestamp() * 1000)
            length = Times(room.started_at, room.ended_at).length
            name = f"voice-{room.code}.{channel}.webm"
            voices.append(OwnVoice(name, begin, length, [(at, content) for at, content in sounds]))
    return voices


def files_of_voices(voices: Sequence[OwnVoice]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each file, which is silent where others spoke."""
    for voice in voices:
        placing, target = Placing(voice.begin, voice.length), io.BytesIO()
        writer = WebmWriter(io.BytesIO())
        for begins_ms, content in voice.sounds:
            writer.add(placing.place(unpack(content, begins_ms)))
        writer.add(placing.finish())
        writer.finish(target, voice.length, [])
        yield voice.name, target.getvalue()
