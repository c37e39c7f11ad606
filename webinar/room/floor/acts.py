"""Tells the hosts what one of them has just done, because several may hold a session together."""

from __future__ import annotations

from webinar.room.engine.cache import Person
from webinar.room.engine.change import Change
from webinar.room.engine.lifecycle import on_recorded
from webinar.room.floor import wire
from webinar.room.rooms.models import Member


def tell_hosts_of(*kinds: str) -> None:
    """Register entries of the timeline of which all hosts hear at once, with the member's number.

    The console has words for each kind: `acts` in `static/js/room/engine/hooks.ts`.
    """
    on_recorded(_tell, *kinds)


def _tell(change: Change, member: Member | Person, kind: str) -> None:
    change.announce(wire.HostActed(set=wire.ActView(member.number, kind)))
