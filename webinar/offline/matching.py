"""Who of a course sent a file of answers. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.cohorts.models import Person
from webinar.courses.models import Course, Learner
from webinar.courses.queries import itself, learners_of
from webinar.glossary.alphabet import folded
from webinar.lessons.model import Module
from webinar.offline.answer_file import Answers, Looked, Read
from webinar.offline.models import AnswerDraft, AnswerFile
from webinar.rounding import whole_minutes
from webinar.slides.editions import module_of
from webinar.study.models import StudyAnswer, StudyStretch
from webinar.study.wire import Answered
from webinar.study.wire import Read as Reading

GUEST, NOBODY = "guest", ""


@dataclass(frozen=True)
class Choice:
    """Somebody whose file it may be; `key` is what the form sends."""

    key: str
    name: str
    number: int


@dataclass(frozen=True)
class Seen:
    """A file as it is shown before it is imported.

    `chosen` is who it seems to be; `is_fixed`: an earlier file of the same person said so. `known`
    and `new` are figured for that person; `unfit` are entries of slides that are in no edition.
    """

    file: Read
    answers: int
    minutes: int
    first: datetime | None
    last: datetime | None
    known: int
    new: int
    unfit: int
    is_imported: bool
    chosen: str
    is_fixed: bool


def find_draft(db: Session, course: Course, draft_id: int) -> AnswerDraft | None:
    return db.scalar(select(AnswerDraft).filter_by(id=draft_id, course_id=course.id))


def imported_files(db: Session, course: Course) -> Sequence[tuple[AnswerFile, Learner]]:
    """With whose they are, the newest first."""
    found = (
        select(AnswerFile, Learner)
        .join(Learner, Learner.id == AnswerFile.learner_id)
        .where(AnswerFile.course_id == course.id)
        .order_by(AnswerFile.imported_at.desc(), AnswerFile.id.desc())
    )
    return [(file, learner) for file, learner in db.execute(found)]


def choices(db: Session, course: Course) -> list[Choice]:
    """The learners of the course, then those of its roster who have not begun."""
    learners = sorted(learners_of(db, course), key=lambda one: (one.name, one.number))
    begun = {one.person_id for one in learners}
    people: Sequence[Person] = []
    if course.cohort_id is not None:
        people = db.scalars(
            select(Person)
            .where(Person.cohort_id == course.cohort_id, Person.removed_at.is_(None))
            .order_by(Person.name, Person.number)
        ).all()
    numbers = {one.id: one.number for one in people}
    return [
        *(
            Choice(f"learner-{one.id}", one.name, numbers.get(one.person_id or 0, 0))
            for one in learners
        ),
        *(
            Choice(f"person-{one.id}", one.name, one.number)
            for one in people
            if one.id not in begun
        ),
    ]


def seen(db: Session, course: Course, looked: Looked, found: Sequence[Choice]) -> list[Seen]:
    hashes = set(
        db.scalars(
            select(AnswerFile.hash).where(
                AnswerFile.course_id == course.id,
                AnswerFile.hash.in_([one.hash for one in looked.files]),
            )
        )
    )
    module = module_of(course.edition)
    return [_seen(db, course, module, one, found, one.hash in hashes) for one in looked.files]


def earlier(db: Session, course: Course, person_key: str) -> int | None:
    """The learner whom an earlier file of the same person was imported for."""
    found = db.scalar(
        select(Learner)
        .join(AnswerFile, AnswerFile.learner_id == Learner.id)
        .where(AnswerFile.course_id == course.id, AnswerFile.person_key == person_key)
        .order_by(AnswerFile.id.desc())
        .limit(1)
    )
    return None if found is None else itself(db, found).id


def _seen(
    db: Session,
    course: Course,
    module: Module,
    file: Read,
    found: Sequence[Choice],
    is_imported: bool,
) -> Seen:
    answers = file.answers
    before = earlier(db, course, answers.person.key)
    chosen = f"learner-{before}" if before is not None else _alike(answers, found)
    keys = {deed.key for deed in answers.deeds}
    known = _known(db, chosen, keys)
    slides = {slide.id for slide in module.slides}
    times = [at for deed in answers.deeds for at in _times(deed)]
    return Seen(
        file=file,
        answers=sum(isinstance(deed, Answered) for deed in answers.deeds),
        minutes=whole_minutes(
            sum(deed.seconds for deed in answers.deeds if isinstance(deed, Reading))
        ),
        first=_at(min(times, default=0)),
        last=_at(max(times, default=0)),
        known=known,
        new=len(keys) - known,
        unfit=sum(_slide_of(deed) not in slides for deed in answers.deeds),
        is_imported=is_imported,
        chosen=chosen,
        is_fixed=before is not None,
    )


def _alike(answers: Answers, found: Sequence[Choice]) -> str:
    """Who has this name, and this number if one was given; nobody if there is any doubt."""
    name, number = folded(answers.person.name), answers.person.number.strip()
    same = [
        one
        for one in found
        if folded(one.name) == name and (not number or number in ("", str(one.number)))
    ]
    return same[0].key if len(same) == 1 else NOBODY


def _known(db: Session, chosen: str, keys: set[str]) -> int:
    kind, _, number = chosen.partition("-")
    if kind != "learner":
        return 0
    mine = int(number)
    kept = set(db.scalars(select(StudyAnswer.key).filter_by(learner_id=mine)))
    kept |= set(db.scalars(select(StudyStretch.key).filter_by(learner_id=mine)))
    return len(keys & kept)


def _times(deed: Answered | Reading) -> tuple[int, ...]:
    return (deed.at,) if isinstance(deed, Answered) else (deed.began, deed.ended)


def _slide_of(deed: Answered | Reading) -> str:
    return deed.item if isinstance(deed, Answered) else deed.slide


def _at(millis: int) -> datetime | None:
    try:
        at = datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=millis)
    except OverflowError:
        return None
    return at if millis else None
