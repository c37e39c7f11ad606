"""The outbox of scores due to platforms. No commit.

In effect a score is sent once. Each new score is stored with the time that the platform gets for
it. Resending uses the same time, and a platform takes only scores later than the one it has. So a
late message never replaces a newer score with an older one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webinar.connect.lti.models import LtiGrade, LtiLink
from webinar.connect.lti.queries import Parcel
from webinar.connect.lti.scores import Score
from webinar.kit import outbox

# Longer than sending one score can last.
LEASE = timedelta(minutes=5)
LONGEST_WAIT = timedelta(days=1)
# A learner may act while scores are computed: that time is covered twice.
OVERLAP = timedelta(minutes=2)


def keep_scores(
    db: Session,
    grades: Mapping[int, list[tuple[int, int]]],
    scores: Mapping[int, Score],
    at: datetime,
) -> None:
    """Store the scores computed at this time; a score that differs from the one sent becomes due.

    `grades` holds keys of `LtiGrade`, by the id of the learner whose score they get: the keys of a
    guest who turned out to be another person get that person's score.
    """
    for learner_id, keys in grades.items():
        score = scores[learner_id]
        for key in keys:
            row = db.get(LtiGrade, key, with_for_update=True)
            if row is None:
                continue
            row.looked_at = at - OVERLAP
            # A learner who has not begun has no score yet.
            has_score = row.said_at is not None or score.given > 0 or score.is_finished
            if has_score and _differs(row, score):
                _make_due(row, score, at)


def claim(db: Session, parcel: Parcel, at: datetime) -> bool:
    """Claim the score for this process until `LEASE` is over.

    Return False if another process has claimed the score, or if it changed meanwhile.
    """
    query = select(LtiGrade).where(
        LtiGrade.link_id == parcel.link_id,
        LtiGrade.learner_id == parcel.learner_id,
        LtiGrade.said_at == parcel.said_at,
    )
    return bool(outbox.claim(db, query.where(LtiGrade.next_at <= at), at + LEASE))


def settle(db: Session, parcel: Parcel, failure: str, at: datetime) -> None:
    """Record the outcome; `failure` is empty on success. A score that has changed stays due."""
    row = db.get(LtiGrade, (parcel.link_id, parcel.learner_id), with_for_update=True)
    if row is None:
        return
    row.error = failure
    if failure:
        outbox.put_off(row, at, LONGEST_WAIT)
        return
    row.tries, row.sent_at = 0, at
    if row.said_at == parcel.said_at:
        row.next_at = None


def send_now(db: Session, course_id: int, at: datetime) -> None:
    """Retry all scores of this course now, instead of at the time of their next try."""
    links = select(LtiLink.id).where(LtiLink.course_id == course_id)
    outbox.retry_now(db, LtiGrade, at, LtiGrade.link_id.in_(links))


def send_again(db: Session, link_id: int, at: datetime) -> None:
    """Make all scores of the link due again, with their original times, for another column."""
    db.execute(
        update(LtiGrade)
        .where(
            LtiGrade.link_id == link_id,
            LtiGrade.next_at.is_(None),
            LtiGrade.said_at.is_not(None),
        )
        .values(next_at=at)
    )


def _differs(row: LtiGrade, score: Score) -> bool:
    return row.said_at is None or (row.given, row.is_finished) != (score.given, score.is_finished)


def _make_due(row: LtiGrade, score: Score, at: datetime) -> None:
    row.given, row.is_finished = score.given, score.is_finished
    # Platforms compare whole seconds, and refuse a score that is not later.
    score_time = at.replace(microsecond=0)
    if row.said_at is not None:
        score_time = max(score_time, row.said_at + timedelta(seconds=1))
    row.said_at = score_time
    # A score that is refused repeatedly keeps its wait: a new score does not shorten it.
    if row.next_at is None:
        row.next_at = at
