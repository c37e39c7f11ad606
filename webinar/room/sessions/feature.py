"""The hooks of sessions, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature, Replayed

FEATURE = Feature(
    name="sessions",
    timeline={
        "room.started": Replayed.NOTHING,
        "room.ended": Replayed.NOTHING,
        "room.extended": Replayed.NOTHING,
        "room.replanned": Replayed.AFTER,
        "room.cancelled": Replayed.AFTER,
        "member.joined": Replayed.PERSON,
        "member.renamed": Replayed.PERSON,
        "member.removed": Replayed.PERSON,
        "member.restored": Replayed.PERSON,
        "member.dismissed": Replayed.PERSON,
        "member.appointed": Replayed.PERSON,
    },
)
