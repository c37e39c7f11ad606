"""The parts of the lesson format that the templates of slides and polls use, by name."""

from __future__ import annotations

from typing import Any

from webinar.content.lessons.pairs import by_row
from webinar.content.lessons.poll_kinds import PollKind

TEMPLATE_GLOBALS: dict[str, Any] = {"PollKind": PollKind, "pairs_by_row": by_row}
