"""The kind that shares out points among the options."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit.errors import Refused
from webinar.live.polls.kinds.base import Answer, AnswerContent, Option, Own, Question
from webinar.live.polls.kinds.options import OptionKind
from webinar.live.polls.view_structs import PollAnswer


class PointsKind(OptionKind):
    """A kind in which a choice's value is its points. An option without points is not chosen."""

    interaction = "performance"
    component = "steps"

    def why_not(self, question: Question, answer: Answer) -> Refused | None:
        if not all(key in question.options for key in answer.points):
            return Refused("unknown_option")
        given = sum(answer.points.values())
        if not given:
            return Refused("no_choice")
        return Refused("too_many_points") if given > question.points else None

    def own(self, options: Collection[str], answer: Answer, language: str) -> Own:
        given = {key: answer.points[key] for key in options if answer.points.get(key)}
        return Own(list(given), PollAnswer(points=given))

    def own_kept(self, chosen: Mapping[str, int | None]) -> Own:
        return Own(list(chosen), PollAnswer(points={key: of or 0 for key, of in chosen.items()}))

    def content_of(self, answer: Answer) -> list[tuple[str, int | None]]:
        return [(key, given) for key, given in answer.points.items() if given]

    def votes(self, choices: Sequence[tuple[Option, int | None]]) -> Counter[Option]:
        return Counter({option: points or 0 for option, points in choices})

    def written(self, choices: Sequence[tuple[str, int | None]]) -> list[str]:
        return [f"{key}={points}" for key, points in choices]

    def pattern(self, said: AnswerContent) -> str | None:
        if isinstance(said, float):
            return None
        return "[,]".join(f"{key}[.]{points}" for key, points in sorted(said))


KIND = PointsKind(PollKind.POINTS)
