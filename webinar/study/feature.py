"""The hooks of self-study, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.study.person_page import courses_of

FEATURE = Feature(
    name="study",
    person_page=courses_of,
)
