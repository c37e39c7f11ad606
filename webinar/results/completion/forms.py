"""Reading and filling an organiser's form about the completion rule."""

from __future__ import annotations

from collections.abc import Mapping

from webinar.kit.errors import Refused
from webinar.kit.text import whole_number
from webinar.results.completion.models import Counts
from webinar.results.completion.rules import Terms

MOST_MINUTES = 60_000


def terms_from_form(form: Mapping[str, str], *, has_test: bool) -> Terms:
    """Return the terms typed into the form; an empty field is no requirement.

    Raises `Refused` with `completion_percent`, `completion_minutes` or `completion_no_test`.
    """
    slides, quizzes, mark = (
        _whole_number(form.get(name, ""), 100, "completion_percent")
        for name in ("slides", "quizzes", "mark")
    )
    must_pass = form.get("must_pass") == "yes"
    if (mark or must_pass) and not has_test:
        raise Refused("completion_no_test")
    minutes = _whole_number(form.get("minutes", ""), MOST_MINUTES, "completion_minutes")
    counts = form.get("counts", "")
    return Terms(
        slides,
        quizzes,
        mark,
        must_pass,
        minutes,
        Counts(counts) if counts in set(Counts) else Counts.BOTH,
    )


def form_fields(terms: Terms) -> dict[str, str]:
    """Return the fields of the form for these terms."""
    numbers = {
        "slides": terms.slides,
        "quizzes": terms.quizzes,
        "mark": terms.mark,
        "minutes": terms.minutes,
    }
    fields = {name: str(value or "") for name, value in numbers.items()}
    return {**fields, "must_pass": "yes" if terms.must_pass else "", "counts": terms.counts.value}


def _whole_number(typed: str, most: int, code: str) -> int | None:
    text = typed.strip().removesuffix("%").strip()
    if not text:
        return None
    number = whole_number(text, most)
    if not number:
        raise Refused(code)
    return number
