"""Sends platforms the scores of their learners: each minute by the server, or by a command."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from functools import partial

from pylti1p3.grade import Grade
from sqlalchemy.orm import Session

from config import Settings
from webinar.connect.lti import actions, line_items, platform_requests, queries, score_outbox
from webinar.connect.lti.addresses import is_among, origins_of
from webinar.connect.lti.claims import SCORE
from webinar.connect.lti.line_items import Item
from webinar.connect.lti.queries import Parcel
from webinar.connect.lti.scores import MAXIMUM, Score, scores_of
from webinar.kit import clock, concurrency
from webinar.kit.db import Database
from webinar.kit.parts import in_parts
from webinar.kit.web.services import Services
from webinar.learn.courses.models import Course

log = logging.getLogger(__name__)

MOST_AT_ONCE = 200
# The number of learners whose scores are computed in one go, while live users wait.
RECOMPUTED_AT_ONCE = 20


def send_scores(server: Services) -> None:
    send_all(server.db, server.settings)
    server.db.write(lambda db: actions.forget_expired(db, clock.now()))


def send_all(db: Database, settings: Settings) -> tuple[int, int]:
    """Compute changed scores and send due ones. Return how many were accepted, and how many not."""
    recompute_scores(db)
    at, accepted, failed = clock.now(), 0, 0
    with db.read() as reading:
        waiting = queries.due_parcels(reading, at, MOST_AT_ONCE)
    away: set[int] = set()
    items: dict[int, Item | None] = {}
    for parcel in waiting:
        # If a platform does not answer, the others' scores do not wait for it each time.
        failure = None if parcel.platform.id in away else _deliver(db, settings, parcel, items)
        if failure is None:
            continue
        accepted, failed = accepted + (not failure), failed + bool(failure)
        if failure == "unreachable":
            away.add(parcel.platform.id)
    return accepted, failed


def recompute_scores(db: Database) -> None:
    """Recompute scores that may have changed, and store those to be sent."""
    at = clock.now()
    with db.read() as reading:
        grades_by_course = queries.grades_to_recompute(reading, at)
        for course_id, rows in grades_by_course.items():
            course = reading.get_one(Course, course_id)
            grades: dict[int, list[tuple[int, int]]] = defaultdict(list)
            for grade, learner in rows:
                grades[learner.id].append((grade.link_id, grade.learner_id))
            learners = {learner.id: learner for _grade, learner in rows}
            everybody = list(learners.values())
            for batch in in_parts(everybody, RECOMPUTED_AT_ONCE):
                scores = scores_of(reading, course, batch)
                keys = {learner.id: grades[learner.id] for learner in batch}
                db.write(partial(_keep_scores, keys, scores, at))
                concurrency.sleep(0)


def _deliver(
    db: Database, settings: Settings, parcel: Parcel, items: dict[int, Item | None]
) -> str | None:
    """Send a score; return why it was not taken, in one word.

    The result is empty if the score was taken, and None if another process handles it. `items` are
    our own line items that this run has fetched already, by link.
    """
    item: Item | None = Item(parcel.line_item, "")
    if not parcel.line_item:
        if parcel.link_id not in items:
            items[parcel.link_id] = line_items.open_item(db, settings, parcel)
        item = items[parcel.link_id]
    if item is None or not db.write(partial(_claim, parcel)):
        return None
    failure = item.failure or _send(parcel, item.url, settings)
    db.write(partial(_settle, parcel, item.url, failure))
    if failure == "signed_out":
        platform_requests.Connector.forget_tokens()
    return failure


def _send(parcel: Parcel, line_item: str, settings: Settings) -> str:
    """Send a score; return why it was not taken, in one word, or empty if it was taken."""
    platform = parcel.platform
    if not is_among(line_item, origins_of(platform), insecure=not settings.production):
        return "elsewhere"
    grade = Grade()
    grade.set_score_given(parcel.given).set_score_maximum(MAXIMUM)
    grade.set_activity_progress("Completed" if parcel.is_finished else "InProgress")
    # Platforms enter only a final score in the grade book, yet they accept later changes.
    grade.set_grading_progress("FullyGraded").set_user_id(parcel.sub)
    grade.set_timestamp(clock.iso(parcel.said_at) or "")
    try:
        line_items.grades_service(platform, settings, SCORE, lineitem=line_item).put_grade(grade)
    except platform_requests.FAILURES as error:
        failure = platform_requests.failure_of(error)
        if platform_requests.is_missing(error, platform.token_url):
            # If only the learner is gone, making another column would duplicate the existing one.
            has_column = parcel.is_own and line_items.is_there(parcel, line_item, settings)
            failure = "refused" if has_column else "gone"
        log.warning("platform %d took no score: %s", platform.id, failure)
        # The platform has this score or a later one already, from us or from another sender.
        return "" if failure == "known" else failure
    return ""


def _claim(parcel: Parcel, db: Session) -> bool:
    return score_outbox.claim(db, parcel, clock.now())


def _settle(parcel: Parcel, line_item: str, failure: str, db: Session) -> None:
    if failure == "gone" and parcel.is_own:
        line_items.forget_item(db, parcel.link_id, line_item)
    score_outbox.settle(db, parcel, failure, clock.now())


def _keep_scores(
    grades: Mapping[int, list[tuple[int, int]]],
    scores: Mapping[int, Score],
    at: datetime,
    db: Session,
) -> None:
    score_outbox.keep_scores(db, grades, scores, at)
