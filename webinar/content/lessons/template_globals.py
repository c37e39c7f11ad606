"""The parts of the lesson format that the templates of slides and polls use, by name."""

from __future__ import annotations

from typing import Any

from webinar.content.lessons.pairs import by_row
from webinar.content.lessons.poll_kinds import PollKind
from webinar.content.lessons.reveal import html_so_far

TEMPLATE_GLOBALS: dict[str, Any] = {
    "PollKind": PollKind,
    "html_so_far": html_so_far,
    "pairs_by_row": by_row,
}
