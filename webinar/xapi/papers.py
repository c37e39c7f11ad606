"""Tests that learners handed in. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.courses.models import Course
from webinar.exams.models import ExamAttempt
from webinar.exams.queries import rules_of
from webinar.lessons.model import Module


@dataclass(frozen=True)
class Paper:
    """One attempt: `right` of `items`. `has_passed` is none where there is no pass mark."""

    key: str
    part: str
    title: Mapping[str, str]
    attempt: int
    language: str
    at: datetime
    right: int
    items: int
    has_passed: bool | None
    seconds: int


def papers_of(
    db: Session, course: Course, module: Module, learner_ids: Sequence[int], since: datetime
) -> Mapping[int, Sequence[Paper]]:
    """Handed in since then, by learner id, in the order of time; of parts that the module has."""
    rules = rules_of(db, course)
    titles = {part.id: part.title for part in module.parts}
    rows = select(ExamAttempt).where(
        ExamAttempt.learner_id.in_(learner_ids),
        ExamAttempt.handed_in_at >= since,
    )
    found: dict[int, list[Paper]] = defaultdict(list)
    for row in db.scalars(rows.order_by(ExamAttempt.handed_in_at, ExamAttempt.id)):
        if row.part not in titles or row.handed_in_at is None:
            continue
        right, items, rule = row.right_count or 0, row.scored_count or 0, rules.get(row.part)
        mark = None if rule is None else rule.pass_percent
        found[row.learner_id].append(
            Paper(
                key=f"{row.part}:{row.number}",
                part=row.part,
                title=titles[row.part],
                attempt=row.number,
                language=row.language,
                at=row.handed_in_at,
                right=right,
                items=items,
                has_passed=None if mark is None or not items else right * 100 >= mark * items,
                seconds=round((row.handed_in_at - row.began_at).total_seconds()),
            )
        )
    return found
