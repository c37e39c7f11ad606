"""The hooks of statements, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.xapi.running import send_statements

FEATURE = Feature(
    name="xapi",
    long_job=send_statements,
)
