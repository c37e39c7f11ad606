"""What the forms of any feature send."""

from __future__ import annotations

from flask import request

from webinar.kit.text import whole_number


def number_in(name: str) -> int:
    """An id or a number that the form has; 0 for what is none."""
    return whole_number(request.form.get(name, "")) or 0
