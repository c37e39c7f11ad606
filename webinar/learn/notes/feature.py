"""The hooks of learners' notes, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.learn.notes.models import SlideMark, SlideNote

FEATURE = Feature(name="notes", gone_with_learner=(SlideNote, SlideMark))
