"""What templates of slides and polls ask of the lesson format, by the name that they use."""

from __future__ import annotations

from typing import Any

from webinar.content.lessons.pairs import by_row
from webinar.content.lessons.poll_kinds import PollKind

TEMPLATE_GLOBALS: dict[str, Any] = {"PollKind": PollKind, "pairs_by_row": by_row}
