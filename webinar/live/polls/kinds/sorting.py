"""The kind that sorts into groups: an answer puts each row with one column.

Each option is a cell, which names a row and a column: see `lessons.pairs`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from webinar.content.lessons.pairs import columns_of, parts_of, rows_of
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit.errors import Refused
from webinar.live.polls.kinds.base import AnswerContent, Question, RightAnswer
from webinar.live.polls.kinds.options import OptionKind


class SortingKind(OptionKind):
    """A kind in which a column may take several rows.

    An answer may leave out rows, but is not right then.
    """

    interaction = "matching"

    def why_not_chosen(self, question: Question, chosen: Sequence[str]) -> Refused | None:
        rows = [parts_of(cell)[0] for cell in chosen]
        if len(set(rows)) < len(rows):
            return Refused("bad_message")
        return super().why_not_chosen(question, chosen)

    def pattern(self, said: AnswerContent) -> str | None:
        return None if isinstance(said, float) else _pattern(key for key, _ in said)

    def components(self, options: Sequence[str]) -> dict[str, Sequence[str]]:
        return {"source": rows_of(options), "target": columns_of(options)}

    def right_pattern(self, right: RightAnswer) -> str:
        return _pattern(right.options)


def _pattern(cells: Iterable[str]) -> str:
    return "[,]".join("[.]".join(parts_of(cell)) for cell in sorted(cells))


KIND = SortingKind(PollKind.SORTING)
