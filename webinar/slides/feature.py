"""What slides add elsewhere, as `webinar/hooks.py` describes it."""

from __future__ import annotations

from webinar.hooks import Feature, Replayed

FEATURE = Feature(
    name="slides",
    timeline={
        "slide.moved": Replayed.SHOWN,
    },
)
