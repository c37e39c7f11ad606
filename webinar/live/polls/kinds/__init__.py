"""The kinds of questions: their checks, storage, counts and words, one module per kind.

`lessons.poll_kinds` names the kinds for authors and for the wire; this folder has one object for
each. Code elsewhere does not compare kinds where it can call the object instead.
"""

from webinar.content.lessons.poll_kinds import PollKind
from webinar.live.polls.kinds.base import Kind
from webinar.live.polls.kinds.choice import ChoiceKind, ScaleKind, SingleKind
from webinar.live.polls.kinds.cloud import CloudKind
from webinar.live.polls.kinds.numeric import NumericKind
from webinar.live.polls.kinds.open import OpenKind
from webinar.live.polls.kinds.options import OptionKind
from webinar.live.polls.kinds.paired import MatchingKind, SortingKind
from webinar.live.polls.kinds.points import PointsKind
from webinar.live.polls.kinds.ranking import RankingKind
from webinar.live.polls.kinds.text import TextKind

OPTION_KINDS: dict[PollKind, OptionKind] = {
    each.kind: each
    for each in (
        SingleKind(PollKind.SINGLE),
        ChoiceKind(PollKind.SEVERAL),
        ScaleKind(PollKind.SCALE),
        RankingKind(PollKind.RANKING),
        PointsKind(PollKind.POINTS),
        MatchingKind(PollKind.MATCHING),
        SortingKind(PollKind.SORTING),
    )
}
TEXT = TextKind(PollKind.TEXT)
OPEN_KINDS: dict[PollKind, OpenKind] = {
    each.kind: each for each in (NumericKind(PollKind.NUMERIC), TEXT, CloudKind(PollKind.CLOUD))
}
KINDS: dict[PollKind, Kind] = {**OPTION_KINDS, **OPEN_KINDS}
