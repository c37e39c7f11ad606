"""The hooks of slides, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature, Replayed
from webinar.live.slides.preparing import slides_prepared
from webinar.live.slides.views import modules_context

FEATURE = Feature(
    name="slides",
    preparations=slides_prepared,
    plan_page=modules_context,
    timeline={
        "slide.moved": Replayed.SHOWN,
        "slide.hidden": Replayed.HOSTS,
        "slide.unhidden": Replayed.HOSTS,
        "slide.revealed": Replayed.NOTHING,
    },
)
