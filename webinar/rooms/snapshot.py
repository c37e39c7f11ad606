"""The snapshot: what a member may see of a room at one version, put together of parts."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy.orm import Session

from webinar import clock
from webinar.live.registry import PARTS
from webinar.live.wire import Audience
from webinar.permissions import HOST_ROLES
from webinar.rooms.models import Member, Room


def snapshot(db: Session, room: Room, member: Member) -> dict[str, Any]:
    """Built from one consistent read. `said` is what each of the member's audiences has heard."""
    said = {Audience.EVERYONE.value: room.said_everyone}
    if member.role in HOST_ROLES:
        said[Audience.HOSTS.value] = room.said_hosts
    parts = {name: msgspec.to_builtins(view(db, room, member)) for name, view in PARTS.items()}
    return {"version": room.version, "said": said, "now": clock.iso(clock.now()), **parts}
