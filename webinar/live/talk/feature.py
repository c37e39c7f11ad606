"""The hooks of talk, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature, Replayed
from webinar.live.talk.actions import leave

FEATURE = Feature(
    name="talk",
    after_removed=leave,
    timeline={
        "talk.granted": Replayed.PERSON,
        "talk.ended": Replayed.PERSON,
    },
)
