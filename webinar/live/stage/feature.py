"""The hooks of the stage, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature, Replayed

FEATURE = Feature(
    name="stage",
    timeline={
        "stage.shown": Replayed.SHOWN,
        "stage.cleared": Replayed.SHOWN,
    },
)
