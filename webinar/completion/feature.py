"""The hooks of completion, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.completion.actions import settle
from webinar.completion.joining import separate_member
from webinar.completion.running import settle_courses
from webinar.hooks import Feature

FEATURE = Feature(
    name="completion",
    long_job=settle_courses,
    after_deed=settle,
    after_unmatched=separate_member,
)
