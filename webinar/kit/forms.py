"""Reading the values of any feature's forms."""

from __future__ import annotations

from flask import request

from webinar.kit.text import whole_number


def number_in(name: str) -> int:
    """An id or a number in the form; 0 if the field holds none."""
    return whole_number(request.form.get(name, "")) or 0
