"""The snapshot: everything that a member may see of a room at one version, composed of parts.

Shared parts are made once and cached; a member's own parts are read for that member.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.permissions import HOST_ROLES
from webinar.kit.value_cache import cached_value
from webinar.room.engine.registry import PARTS, Part, Reader, at_version
from webinar.room.engine.wire import Audience
from webinar.room.rooms.models import Member, Room
from webinar.room.sessions.wire import AskSnapshot


def snapshot(db: Session, room: Room, member: Member) -> dict[str, Any]:
    """Return the member's snapshot, from one consistent read.

    `said` has the version of the last broadcast to each of the member's audiences. `tag` is a hash
    of everything but `now` and quiet versions: a client with a snapshot of the same tag has missed
    nothing. Do not change the result: other members' snapshots share parts of it.
    """
    last_versions = {Audience.EVERYONE.value: room.said_everyone}
    if member.role in HOST_ROLES:
        last_versions[Audience.HOSTS.value] = room.said_hosts
    reader = Reader(member.role, member.language)
    parts = {name: _part(db, room, member, reader, name) for name in PARTS}
    # While hundreds join, each of them finds on the socket that the page has told everything.
    telling = {"version": at_version(room, reader), "said": last_versions, **parts}
    tag = sha256(msgspec.json.encode(telling)).hexdigest()[:12]
    return {**telling, "version": room.version, "now": clock.iso(clock.now()), "tag": tag}


def reply(view: Mapping[str, Any], message: AskSnapshot) -> dict[str, Any]:
    """Return the snapshot, or `same` if the client has it, or its size if that is over `most`."""
    if message.have == view["tag"]:
        return {"same": True, "now": view["now"]}
    if message.most is not None and (size := len(msgspec.json.encode(view))) > message.most:
        return {"bytes": size}
    return {"snapshot": view}


def _part(db: Session, room: Room, member: Member, reader: Reader, name: str) -> Any:
    part = PARTS[name]
    shared = _shared_view(db, room, reader, name, part)
    if part.own is None:
        return shared
    return msgspec.to_builtins(part.own(db, room, member, shared))


def _shared_view(db: Session, room: Room, reader: Reader, name: str, part: Part) -> Any:
    view = part.shared
    if view is None:
        return None

    def make() -> Any:
        return msgspec.to_builtins(view(db, room, reader))

    if part.stamp is None:
        return make()
    return cached_value(db, (room.id, name, reader), part.stamp(room, reader), make)
