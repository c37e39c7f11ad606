"""The hooks of statements, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.connect.xapi.statement_jobs import send_statements
from webinar.hooks import Feature

FEATURE = Feature(
    name="xapi",
    long_job=send_statements,
)
