"""Recordings of sessions that nobody held: silence, which players treat like speech."""

from sqlalchemy import select

from webinar.live.recording.models import RecordedSound
from webinar.live.recording.packets import pack
from webinar.live.sound.packets import FRAME_MS, Packet
from webinar.room.rooms.models import Member, Room

SILENT_FRAMES = (bytes.fromhex("f8fffe"),) * 2
PACKET_MS = FRAME_MS * len(SILENT_FRAMES)


def record(session, code, channels):
    """Record a host in each channel, from the start to the second that stands beside it."""
    room = session.scalars(select(Room).filter_by(code=code)).one()
    host = session.scalars(select(Member.id).filter_by(room_id=room.id).order_by(Member.id)).first()
    began_ms = round(room.started_at.timestamp() * 1000)
    for channel, last in channels.items():
        for second in range(last):
            begins_ms = began_ms + 1000 * second
            times = range(begins_ms, begins_ms + 1000, PACKET_MS)
            session.add(
                RecordedSound(
                    room_id=room.id,
                    channel=channel,
                    member_id=host,
                    begins_ms=begins_ms,
                    ends_ms=begins_ms + 1000,
                    content=pack([Packet(at, SILENT_FRAMES) for at in times], begins_ms),
                )
            )
