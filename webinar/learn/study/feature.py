"""The hooks of self-study, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.learn.study.entering import begin_address
from webinar.learn.study.person_page import courses_of

FEATURE = Feature(
    name="study",
    begin_address=begin_address,
    person_page=courses_of,
)
