"""The hooks of repetition, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.learn.repetition.models import RepeatAnswer

FEATURE = Feature(name="repetition", gone_with_learner=(RepeatAnswer,))
