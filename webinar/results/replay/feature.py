"""The hooks of replays, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.results.replay.after import offered_after

FEATURE = Feature(
    name="replay",
    over_page=offered_after,
)
