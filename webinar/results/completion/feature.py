"""The hooks of completion, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.results.completion.actions import settle
from webinar.results.completion.joining import separate_member
from webinar.results.completion.settling import settle_courses

FEATURE = Feature(
    name="completion",
    long_job=settle_courses,
    after_deed=settle,
    after_unmatched=separate_member,
)
