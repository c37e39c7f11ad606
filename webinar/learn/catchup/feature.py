"""The hooks of catching up, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature, Replayed
from webinar.learn.catchup.later_study import later_seconds

FEATURE = Feature(
    name="catchup",
    later_seconds=later_seconds,
    timeline={
        "catchup.done": Replayed.PERSON,
        "catchup.skipped": Replayed.PERSON,
    },
)
