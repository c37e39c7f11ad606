"""Learners' choices in anonymous polls, as counters that identify nobody. No commit.

`study_answers` records that a learner has answered, but not the answer. Only the first answer
counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from webinar.content.lessons.model import PollItem, Slide
from webinar.kit.anonymity import SMALLEST_GROUP
from webinar.kit.db import forget_soon, table_of, upsert
from webinar.learn.courses.models import Course
from webinar.learn.study.models import StudyTally
from webinar.learn.study.wire import Answer
from webinar.live.polls.kinds import KINDS

# Two more choices: `ALL` counts every learner who answered, `ABSTAINED` those who abstained.
ALL, ABSTAINED = "", "-"


def count(db: Session, course: Course, slide: Slide, answer: Answer) -> None:
    """Add one checked answer; at every fifth answer to a poll, update the result that is shown.

    If each answer were shown at once, a reader could compare the results before and after a learner
    studied and infer their choice. All rows of the poll are rewritten, in the order of their keys:
    a row that was written alone could be linked to the learner whose answer was stored with it.
    """
    if slide.poll is None:
        return
    poll_columns = {"course_id": course.id, "item": slide.id}
    # Lock the row, so that answers to this poll are counted one after the other.
    upsert(
        db, StudyTally, [{**poll_columns, "choice": ALL, "votes": 0, "shown": 0}], update=["item"]
    )
    columns = (StudyTally.choice, StudyTally.votes, StudyTally.shown)
    rows_by_choice = {
        row.choice: row for row in db.execute(select(*columns).filter_by(**poll_columns))
    }
    votes = Counter({choice: row.votes for choice, row in rows_by_choice.items()})
    votes.update(weights_of(slide.poll, answer) + Counter({ALL: 1}))
    is_shown = votes[ALL] % SMALLEST_GROUP == 0
    rows = [
        {
            **poll_columns,
            "choice": choice,
            "votes": count,
            "shown": count if is_shown else _shown_votes(rows_by_choice, choice),
        }
        for choice, count in sorted(votes.items())
    ]
    _execute(db, delete(StudyTally).filter_by(**poll_columns))
    db.connection().execute(insert(table_of(StudyTally)), rows)
    forget_soon(db)


def _shown_votes(rows_by_choice: Mapping[str, Any], choice: str) -> int:
    return rows_by_choice[choice].shown if choice in rows_by_choice else 0


def shown_votes(db: Session, course: Course, item: str) -> Mapping[str, int]:
    """Return the votes by choice, as of the last update, which comes at every fifth answer."""
    rows = select(StudyTally.choice, StudyTally.shown).filter_by(course_id=course.id, item=item)
    return {choice: votes for choice, votes in db.execute(rows)}


def weights_of(poll: PollItem, answer: Answer) -> Counter[str]:
    """Return the votes that one answer adds to each choice.

    These are points if points are given, and twice each option's points for a ranking. Written
    answers add nothing, because a few words can identify their author.
    """
    if answer.abstain:
        return Counter({ABSTAINED: 1})
    kind = KINDS[poll.kind]
    content = kind.content_of(answer)
    return Counter() if content is None else kind.tallied(poll, content)


def _execute(db: Session, statement: object) -> None:
    db.execute(statement.execution_options(synchronize_session=False))  # type: ignore[attr-defined]
