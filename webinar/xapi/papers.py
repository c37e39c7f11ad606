"""Tests that learners handed in. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.courses.models import Course
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
    db: Session, course: Course, module: Module, learner_ids: Sequence[int]
) -> Mapping[int, Sequence[Paper]]:
    """By learner id, in the order of time; of parts that the module still has."""
    if find_spec("webinar.exams.models") is None:
        return {}
    models = import_module("webinar.exams.models")
    marks = {
        row.part: row.pass_percent
        for row in db.scalars(select(models.ExamRule).filter_by(course_id=course.id))
    }
    titles = {part.id: part.title for part in module.parts}
    rows = select(models.ExamAttempt).where(
        models.ExamAttempt.learner_id.in_(learner_ids),
        models.ExamAttempt.handed_in_at.is_not(None),
    )
    found: dict[int, list[Paper]] = defaultdict(list)
    for row in db.scalars(rows.order_by(models.ExamAttempt.handed_in_at, models.ExamAttempt.id)):
        if row.part not in titles:
            continue
        right, items, mark = row.right_count or 0, row.scored_count or 0, marks.get(row.part)
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
