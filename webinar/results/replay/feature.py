"""The hooks of replays, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.results.replay.after_session import offers_on_page

FEATURE = Feature(
    name="replay",
    over_page=offers_on_page,
)
