"""The hooks of the fair choice, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.live.picks.actions import leave

FEATURE = Feature(name="picks", after_removed=leave)
