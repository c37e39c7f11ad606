"""The kind that chooses any number of options."""

from __future__ import annotations

from webinar.content.lessons.poll_kinds import PollKind
from webinar.live.polls.kinds.options import OptionKind


class SeveralKind(OptionKind):
    interaction = "choice"


KIND = SeveralKind(PollKind.SEVERAL)
