"""Links to the recorded voice of a session as files, for the pages that offer them."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy.orm import Session

from webinar.live.recording.listing import recordings_of
from webinar.live.sound.channels import FLOOR
from webinar.room.rooms.models import Room


class RecordingLink(NamedTuple):
    """A channel's file. `language` is that of `name`; empty if it is the page's language."""

    name: str
    language: str
    minutes: int
    url: str


def recording_links(db: Session, room: Room) -> list[RecordingLink]:
    """Return a link for each channel with sound; none before the session's end."""
    return [
        RecordingLink(
            recorded.name,
            "" if recorded.channel == FLOOR else recorded.channel,
            max(1, round(recorded.duration / 60_000)),
            f"{recorded.url}?download",
        )
        for recorded in recordings_of(db, room)
    ]
