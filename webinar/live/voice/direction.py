"""The two directions of an interpreter: for the participants, and for the presenters."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in
from webinar.kit.errors import Refused
from webinar.live.sound.channels import FLOOR
from webinar.room.rooms.models import Member, Room


def presentation_language(db: Session, room: Room) -> str:
    """Return the language of the presenters: the module's first."""
    return module_in(db, room).languages[0]


def channel_for(db: Session, room: Room, member: Member, own: str, wished: str | None) -> str:
    """Return the channel in which the member speaks: `own`, unless another one is wished.

    An interpreter may also speak into the presentation's language, so that a presenter understands
    a question. Refused: `no_lane` for any other channel.
    """
    if wished is None or wished == own:
        return own
    if own == FLOOR or member.interprets is None or wished != presentation_language(db, room):
        raise Refused("no_lane")
    return wished
