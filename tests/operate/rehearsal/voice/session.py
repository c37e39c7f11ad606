"""A session's voice as simulated members see it, without a server."""

from datetime import UTC, datetime

from tests.operate.rehearsal.room import Room

# When the server's clock shows the start, in seconds of the clients' monotonic clock.
START = 100.0
SERVER_MS = 1_800_000_000_000


class VoicedRoom(Room):
    """A room whose snapshots and broadcasts say who speaks. The reader is member 7."""

    reader = 7

    def __init__(self):
        super().__init__()
        self.voice = {}

    def snapshot(self):
        me = {"language": "kk", "member": self.reader}
        now = datetime.fromtimestamp(SERVER_MS / 1000, UTC).isoformat()
        return {**super().snapshot(), "me": me, "voice": dict(self.voice) or None, "now": now}

    def give(self, channel, holder, turn):
        view = {"holder": holder, "name": holder and f"Member {holder}", "turn": turn}
        self.voice[channel] = view
        self.version += 1
        body = {"key": channel, "set": {channel: view}, "part": "voice"}
        return "voice.changed", {**body, "version": self.version, "audience": None}


def enter(member, room, now=START):
    """Let the member connect: they get a snapshot."""
    member.due(now)
    member.take_snapshot(room.snapshot(), now)
