"""What captions add elsewhere, as `webinar/hooks.py` describes it."""

from __future__ import annotations

from webinar.hooks import Feature, PlainPart

FEATURE = Feature(
    name="captions",
    plain=PlainPart(rank=10),
)
