"""The kind that chooses a value on a scale."""

from __future__ import annotations

from webinar.content.lessons.poll_kinds import PollKind
from webinar.live.polls.kinds.single import SingleKind


class ScaleKind(SingleKind):
    interaction = "likert"
    component = "scale"


KIND = ScaleKind(PollKind.SCALE)
