"""The channels of a session that can be heard afterwards, for pages that offer them."""

from __future__ import annotations

from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.kit.languages import OWN_NAMES
from webinar.kit.session_times import Times
from webinar.live.recording.queries import first_sounds
from webinar.live.sound.channels import FLOOR
from webinar.room.rooms.models import Room, RoomState


class RecordedChannel(NamedTuple):
    """A channel with sound. `start` is when its first sound stands in the file at `url`.

    Both `start` and `duration`, the length of the file, are milliseconds since the session began.
    """

    channel: str
    name: str
    url: str
    start: int
    duration: int


def recordings_of(db: Session, room: Room) -> list[RecordedChannel]:
    """Return the channels to hear after the session, the original first. Needs a request.

    A language has its own name, the original its name in the language of the page.
    """
    if room.state is not RoomState.ENDED or room.started_at is None or room.ended_at is None:
        return []
    firsts = first_sounds(db, room)
    length = Times(room.started_at, room.ended_at).length
    names = {FLOOR: _("Original"), **OWN_NAMES}
    return [
        RecordedChannel(
            channel=channel,
            name=name,
            url=f"/replay/{room.code}/voice.{channel}.webm",
            start=firsts[channel],
            duration=length,
        )
        for channel, name in names.items()
        if channel in firsts
    ]
