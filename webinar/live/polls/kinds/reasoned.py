"""The kind that asks whether a statement is true or false, and why.

The choice is counted and judged. The reason may be empty; participants see it once a host shows it.
"""

from __future__ import annotations

from webinar.content.lessons.poll_kinds import PollKind
from webinar.live.polls.kinds.single import SingleKind
from webinar.live.polls.kinds.text import TextKind


class ReasonedKind(SingleKind):
    # The ids of the options are the values that xAPI has for this type.
    interaction = "true-false"
    component = ""
    reason = TextKind(PollKind.REASONED)


KIND = ReasonedKind(PollKind.REASONED)
