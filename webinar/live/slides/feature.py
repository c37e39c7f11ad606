"""The hooks of slides, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature, Replayed

FEATURE = Feature(
    name="slides",
    timeline={
        "slide.moved": Replayed.SHOWN,
    },
)
