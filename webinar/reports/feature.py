"""What reports add elsewhere, as `webinar/hooks.py` describes it."""

from __future__ import annotations

from webinar.hooks import Feature, Replayed

FEATURE = Feature(
    name="reports",
    timeline={
        "report.tests": Replayed.AFTER,
    },
)
