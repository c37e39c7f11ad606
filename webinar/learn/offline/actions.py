"""Keeps files of answers while a user looks at them, then imports each of them once.

No Flask, no commit.
"""

from __future__ import annotations

from datetime import timedelta

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.languages import DEFAULT, our_tag
from webinar.kit.parts import in_parts
from webinar.learn.courses import seating
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import lock_learner
from webinar.learn.identity.keys import Identity
from webinar.learn.offline.answer_file import Answers, Looked, Read
from webinar.learn.offline.matching import (
    GUEST,
    TABLES_OF_DEEDS,
    find_draft,
    learners_of_earlier_files,
)
from webinar.learn.offline.models import AnswerDraft, AnswerFile
from webinar.learn.study.actions import record
from webinar.learn.study.device_clock import instant, now_millis
from webinar.learn.study.models import Source
from webinar.learn.study.wire import MOST_DEEDS, Answered, Deeds, Done
from webinar.people.accounts.models import User
from webinar.people.audit.actions import note
from webinar.room.cohorts.models import Person

DRAFTS_LAST = timedelta(days=1)


def keep_draft(db: Session, user: User, course: Course, looked: Looked) -> AnswerDraft:
    """Keep files until they are imported; they replace the user's earlier draft in this course."""
    db.execute(delete(AnswerDraft).filter_by(course_id=course.id, by_user_id=user.id))
    draft = AnswerDraft(
        course_id=course.id,
        cohort_id=course.cohort_id,
        by_user_id=user.id,
        made_at=clock.now(),
        content=msgspec.json.encode(looked),
    )
    db.add(draft)
    db.flush()
    return draft


def forget_drafts(db: Session) -> None:
    """Forget drafts that were not imported within `DRAFTS_LAST`."""
    db.execute(delete(AnswerDraft).where(AnswerDraft.made_at < clock.now() - DRAFTS_LAST))


def draft_content(draft: AnswerDraft) -> Looked:
    """Return the files that the draft keeps."""
    return msgspec.json.decode(draft.content, type=Looked)


def import_file(
    db: Session, user: User, course: Course, file: Read, owner_key: str, key: str
) -> AnswerFile | None:
    """Keep the file's content for `owner_key`, a `matching.Choice.key` or `GUEST` for a new guest.

    If an earlier file of the same person was imported, use its learner instead. Return None if this
    file was imported before. `key` is the server's secret key. Refused: `unknown_learner`.
    """
    # Import one file at a time, so that a file that is sent twice is imported once.
    db.execute(select(Course.id).where(Course.id == course.id).with_for_update())
    if db.scalar(select(AnswerFile.id).filter_by(course_id=course.id, hash=file.hash)):
        return None
    learner = _learner(db, course, file.answers, owner_key, key)
    result = _record(db, course, learner, file.answers)
    answer_file = AnswerFile(
        course_id=course.id,
        learner_id=learner.id,
        hash=file.hash,
        person_key=file.answers.person.key,
        saved_at=instant(file.answers.now),
        by_user_id=user.id,
        imported_at=clock.now(),
        entries=len(file.answers.deeds),
        added=len(result.new),
        refused=len(result.refused),
    )
    db.add(answer_file)
    db.flush()
    note(
        db,
        "answers.imported",
        user.id,
        course_id=course.id,
        learner_id=learner.id,
        answer_file=answer_file.id,
        added=answer_file.added,
        refused=answer_file.refused,
    )
    return answer_file


def drop_draft(db: Session, course: Course, draft_id: int) -> None:
    draft = find_draft(db, course, draft_id)
    if draft is not None:
        db.delete(draft)


class _Result(msgspec.Struct):
    """The keys of the entries kept now, and of those that can never be kept."""

    new: set[str]
    refused: set[str]


def _record(db: Session, course: Course, learner: Learner, answers: Answers) -> _Result:
    """Record the entries of a file.

    Nobody knows how long before its import a file was made. Therefore its clock is trusted, and
    corrected only if it is ahead of the server's clock.
    """
    now = max(answers.now, now_millis())
    earlier_keys = _keys(db, learner)
    results: list[Done] = []
    for batch in in_parts(answers.deeds, MOST_DEEDS):
        report = Deeds(now, answers.edition, list(batch))
        try:
            results += record(db, course, learner, report, Source.FILE)
        except Refused as refusal:
            # The course was not open at the times of these entries: go on with the others.
            results += [Done(deed.key, refusal.code) for deed in batch]
    refused = {done.key for done in results if done.code}
    return _Result({done.key for done in results} - refused - earlier_keys, refused)


def _keys(db: Session, learner: Learner) -> set[str]:
    return {
        key
        for table in TABLES_OF_DEEDS
        for key in db.scalars(select(table.key).filter_by(learner_id=learner.id))
    }


def _learner(db: Session, course: Course, answers: Answers, owner_key: str, key: str) -> Learner:
    earlier_id = learners_of_earlier_files(db, course, [answers.person.key]).get(answers.person.key)
    owner = Identity.parse(owner_key)
    language = _language(answers)
    if earlier_id is not None:
        return lock_learner(db, earlier_id)
    if owner_key == GUEST:
        return seating.added_learner(db, course, answers.person.name, language, key)
    if owner is not None and owner.kind == "learner":
        learner = db.get(Learner, owner.id)
        if learner is not None and learner.course_id == course.id:
            return lock_learner(db, learner.id)
    if owner is not None and owner.kind == "person":
        person = db.get(Person, owner.id)
        if person is not None:
            return seating.person_learner(db, course, person, language, key)
    raise Refused("unknown_learner")


def _language(answers: Answers) -> str:
    """Return the language of the last answer."""
    languages = [deed.language for deed in answers.deeds if isinstance(deed, Answered)]
    return our_tag(languages[-1]) or DEFAULT if languages else DEFAULT
