"""The hooks of voice, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature, Replayed
from webinar.live.voice.actions import leave

FEATURE = Feature(
    name="voice",
    after_interpreting=leave,
    timeline={
        "voice.taken": Replayed.HOSTS,
        "voice.freed": Replayed.HOSTS,
        "voice.slides_held": Replayed.NOTHING,
    },
)
