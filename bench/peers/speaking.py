"""Our server with a presenter and interpreters, who speak in a channel each."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bench.peers.ours import Ours
from webinar.kit.db import Database
from webinar.kit.permissions import Role
from webinar.room.rooms.models import Member

LANGUAGES = ("kk", "ru")
CHANNELS = ("floor", *LANGUAGES)


class Speaking(Ours):
    """The first host presents, and the others interpret, each into one of `LANGUAGES`."""

    def prepare(self) -> None:
        super().prepare()
        db = Database(self.database_url)
        db.write(self._appoint)
        db.close()

    def _appoint(self, rows: Session) -> None:
        for seat, language in zip(self.session.hosts[1:], LANGUAGES, strict=False):
            # A seat reads `version.member.…`.
            member = rows.get_one(Member, int(seat.split(".")[1]))
            member.role, member.interprets = Role.INTERPRETER, language
