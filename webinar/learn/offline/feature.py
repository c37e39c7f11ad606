"""The hooks of offline work, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.learn.offline.actions import forget_drafts

FEATURE = Feature(
    name="offline",
    forgets=(forget_drafts,),
)
