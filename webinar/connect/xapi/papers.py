"""Tests that learners handed in. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.content.lessons.model import Module
from webinar.kit.rounding import part_needed
from webinar.learn.courses.models import Course
from webinar.learn.exams.models import ExamAttempt
from webinar.learn.exams.queries import rules_of


@dataclass(frozen=True)
class Paper:
    """One attempt: `right` of `items`. `has_passed` is None if there is no pass mark."""

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
    """Return the papers handed in since then for parts of the module, by learner id.

    Each learner's papers are in chronological order.
    """
    marks = {part: rule.pass_percent for part, rule in rules_of(db, course).items()}
    titles = {part.id: part.title for part in module.parts}
    rows = select(ExamAttempt).where(
        ExamAttempt.learner_id.in_(learner_ids), ExamAttempt.handed_in_at >= since
    )
    papers: dict[int, list[Paper]] = defaultdict(list)
    for row in db.scalars(rows.order_by(ExamAttempt.handed_in_at, ExamAttempt.id)):
        if row.handed_in_at is not None and row.part in titles:
            paper = _paper(row, row.handed_in_at, titles[row.part], marks.get(row.part))
            papers[row.learner_id].append(paper)
    return papers


def _paper(attempt: ExamAttempt, at: datetime, title: Mapping[str, str], mark: int | None) -> Paper:
    right, items = attempt.right_count or 0, attempt.scored_count or 0
    return Paper(
        key=f"{attempt.part}:{attempt.number}",
        part=attempt.part,
        title=title,
        attempt=attempt.number,
        language=attempt.language,
        at=at,
        right=right,
        items=items,
        has_passed=None if mark is None or not items else right >= part_needed(mark, items),
        seconds=round((at - attempt.began_at).total_seconds()),
    )
