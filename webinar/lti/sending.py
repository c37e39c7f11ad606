"""Telling platforms how good their learners are: each minute by the server, or by a command."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from functools import partial

from pylti1p3.assignments_grades import AssignmentsGradesService
from pylti1p3.grade import Grade
from sqlalchemy.orm import Session

from config import Settings
from webinar import clock, concurrency
from webinar.courses.models import Course
from webinar.db import Database
from webinar.lti import actions, grading, keys, outgoing, queries
from webinar.lti.addresses import is_among, origins_of
from webinar.lti.claims import SCORE
from webinar.lti.queries import Parcel
from webinar.lti.registered import Registered
from webinar.lti.scoring import MAXIMUM, Score, scores_of
from webinar.services import Services

log = logging.getLogger(__name__)

EVERY_SECONDS = 60
MOST_AT_ONCE = 200
# Learners whose scores are worked out in one go: nobody who is live waits for more.
LOOKED_AT_ONCE = 20


def start_sending(own: Services) -> None:
    """Begin; called once by the server."""
    concurrency.spawn(_run, own)


def send_all(db: Database, settings: Settings) -> tuple[int, int]:
    """Work out what changed and send what is due. How many were taken, and how many were not."""
    look(db)
    at, taken, failed = clock.now(), 0, 0
    with db.read() as reading:
        waiting = queries.due(reading, at, MOST_AT_ONCE)
    away: set[int] = set()
    for parcel in waiting:
        # Where a platform does not answer, the others' scores do not wait for it each time.
        if parcel.platform.id in away or not db.write(partial(_claimed, parcel)):
            continue
        failure = _send(parcel, settings)
        db.write(partial(_settled, parcel, failure))
        taken, failed = taken + (not failure), failed + bool(failure)
        if failure == "unreachable":
            away.add(parcel.platform.id)
    return taken, failed


def look(db: Database) -> None:
    """Work out the scores of those who did something, and keep what is to be told."""
    at = clock.now()
    with db.read() as reading:
        found = queries.to_look_at(reading, at)
        for course_id, rows in found.items():
            course = reading.get_one(Course, course_id)
            grades: dict[int, list[tuple[int, int]]] = defaultdict(list)
            for grade, learner in rows:
                grades[learner.id].append((grade.link_id, grade.learner_id))
            learners = {learner.id: learner for _grade, learner in rows}
            everybody = list(learners.values())
            for first in range(0, len(everybody), LOOKED_AT_ONCE):
                some = everybody[first : first + LOOKED_AT_ONCE]
                scores = scores_of(reading, course, some)
                own = {one.id: grades[one.id] for one in some}
                db.write(partial(_kept, own, scores, at))
                concurrency.sleep(0)


def _run(own: Services) -> None:
    while True:
        concurrency.sleep(EVERY_SECONDS)
        try:
            send_all(own.db, own.settings)
            own.db.write(lambda db: actions.forget_expired(db, clock.now()))
        except Exception:
            log.exception("scores could not be sent; it is tried again in a minute")


def _send(parcel: Parcel, settings: Settings) -> str:
    """Why it was not taken, as a word; empty if it was."""
    origins, insecure = origins_of(parcel.platform), not settings.production
    if not is_among(parcel.line_item, origins, insecure=insecure):
        return "elsewhere"
    grade = Grade()
    grade.set_score_given(parcel.given).set_score_maximum(MAXIMUM)
    grade.set_activity_progress("Completed" if parcel.is_finished else "InProgress")
    grade.set_grading_progress("FullyGraded").set_user_id(parcel.sub)
    grade.set_timestamp(clock.iso(parcel.said_at) or "")
    try:
        registered = Registered(parcel.platform, keys.signing_key(settings))
        connector = outgoing.connector(registered, origins, insecure=insecure)
        service = AssignmentsGradesService(
            connector, {"scope": [SCORE], "lineitem": parcel.line_item}
        )
        service.put_grade(grade)
    except outgoing.FAILURES as error:
        failure = outgoing.failure_of(error)
        if failure == "signed_out":
            outgoing.Connector.forget_tokens()
        log.warning("platform %d took no score: %s", parcel.platform.id, failure)
        # It came to them already, by us or another, and ours is not later.
        return "" if failure == "known" else failure
    return ""


def _claimed(parcel: Parcel, db: Session) -> bool:
    return grading.claim(db, parcel, clock.now())


def _settled(parcel: Parcel, failure: str, db: Session) -> None:
    grading.settle(db, parcel, failure, clock.now())


def _kept(
    grades: Mapping[int, list[tuple[int, int]]],
    scores: Mapping[int, Score],
    at: datetime,
    db: Session,
) -> None:
    grading.keep_scores(db, grades, scores, at)
