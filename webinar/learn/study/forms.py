"""Reads the unsaved answer in the form of a slide's page. Reads only the form."""

from __future__ import annotations

from collections.abc import Sequence

from werkzeug.datastructures import MultiDict

from webinar.content.lessons.model import Slide
from webinar.learn.study.deed_reports import read_answer
from webinar.learn.study.queries import Try
from webinar.learn.study.wire import Answer

_FIELDS = ("options", "words", "number", "text")


def has_begun(form: MultiDict[str, str]) -> bool:
    """Whether the learner has chosen or written something."""
    values = [value for name in _FIELDS for value in form.getlist(name)]
    # Fields for points contain 0 until the learner gives points.
    values += [value for name, value in form.items() if name.startswith("points.") and value != "0"]
    return any(value.strip() for value in values)


def written_answer(slide: Slide, form: MultiDict[str, str], tries: Sequence[Try]) -> Answer | None:
    """Return an exercise's text if it differs from the latest of `tries`; None for a poll.

    Refused: `bad_message`.
    """
    if slide.poll is not None or not form.get("text", "").strip():
        return None
    answer = read_answer(None, form, [])
    return None if tries and tries[-1].answer.text == answer.text else answer
