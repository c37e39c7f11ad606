"""Matches files of answers with the learners of a course. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_of
from webinar.kit.alphabets import folded
from webinar.kit.rounding import whole_minutes
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import learners_of, real_learner_id
from webinar.learn.identity.keys import Identity
from webinar.learn.offline.answer_file import Answers, Looked, Read
from webinar.learn.offline.models import AnswerDraft, AnswerFile
from webinar.learn.repetition.models import RepeatAnswer
from webinar.learn.study.models import StudyAnswer, StudyStretch
from webinar.learn.study.wire import Answered, Deed
from webinar.learn.study.wire import Read as Reading
from webinar.room.cohorts.models import Person

GUEST, NOBODY = "guest", ""
# Each has a row, by `key`, for each deed of its kind.
TABLES_OF_DEEDS = (StudyAnswer, StudyStretch, RepeatAnswer)


@dataclass(frozen=True)
class Choice:
    """A person to whom a file may belong; `key` is the value that the form sends."""

    key: str
    name: str
    number: int


@dataclass(frozen=True)
class FilePreview:
    """A file as the preview shows it before the import.

    `chosen` is the key of the probable owner; with `is_fixed`, an earlier file of the same person
    determines the owner. `known` counts the entries that this owner already has, `new` the others,
    and `unfit` the entries about slides that the present edition does not contain.
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
    """Return the imported files with their learners, the newest first."""
    query = (
        select(AnswerFile, Learner)
        .join(Learner, Learner.id == AnswerFile.learner_id)
        .where(AnswerFile.course_id == course.id)
        .order_by(AnswerFile.imported_at.desc(), AnswerFile.id.desc())
    )
    return [(file, learner) for file, learner in db.execute(query)]


def choices(db: Session, course: Course) -> list[Choice]:
    """Return the learners of the course, then the people on its roster who have not begun."""
    learners = sorted(learners_of(db, course), key=lambda learner: (learner.name, learner.number))
    begun_people = {learner.person_id for learner in learners}
    people: Sequence[Person] = []
    if course.cohort_id is not None:
        people = db.scalars(
            select(Person)
            .where(Person.cohort_id == course.cohort_id, Person.removed_at.is_(None))
            .order_by(Person.name, Person.number)
        ).all()
    numbers = {person.id: person.number for person in people}
    return [
        *(
            Choice(
                Identity("learner", learner.id).key,
                learner.name,
                numbers.get(learner.person_id or 0, 0),
            )
            for learner in learners
        ),
        *(
            Choice(Identity("person", person.id).key, person.name, person.number)
            for person in people
            if person.id not in begun_people
        ),
    ]


def previews_of(
    db: Session, course: Course, looked: Looked, choices: Sequence[Choice]
) -> list[FilePreview]:
    """Return the previews of the files, read in a fixed number of statements."""
    hashes = set(
        db.scalars(
            select(AnswerFile.hash).where(
                AnswerFile.course_id == course.id,
                AnswerFile.hash.in_([file.hash for file in looked.files]),
            )
        )
    )
    earlier_learners = learners_of_earlier_files(
        db, course, [file.answers.person.key for file in looked.files]
    )
    choices_by_name = _choices_by_name(choices)
    owner_keys = [
        _probable_owner(file.answers, earlier_learners, choices_by_name) for file in looked.files
    ]
    keys_by_owner = _keys_by_owner(db, looked.files, owner_keys)
    slides = {slide.id for slide in module_of(course.edition).slides}
    return [
        _preview(
            file,
            slides,
            owner_key,
            known=len(_keys(file) & keys_by_owner[owner_key]),
            is_imported=file.hash in hashes,
            is_fixed=file.answers.person.key in earlier_learners,
        )
        for file, owner_key in zip(looked.files, owner_keys, strict=True)
    ]


def learners_of_earlier_files(
    db: Session, course: Course, person_keys: Collection[str]
) -> dict[str, int]:
    """Return the learner of each person's last imported file, by the person's key."""
    query = (
        select(AnswerFile.person_key, real_learner_id(AnswerFile.learner_id))
        .where(AnswerFile.course_id == course.id, AnswerFile.person_key.in_(person_keys))
        .order_by(AnswerFile.id)
    )
    return {key: learner_id for key, learner_id in db.execute(query)}


def _preview(
    file: Read,
    slides: Collection[str],
    chosen: str,
    *,
    known: int,
    is_imported: bool,
    is_fixed: bool,
) -> FilePreview:
    answers = file.answers
    times = [at for deed in answers.deeds for at in _times(deed)]
    return FilePreview(
        file=file,
        answers=sum(isinstance(deed, Answered) for deed in answers.deeds),
        minutes=whole_minutes(
            sum(deed.seconds for deed in answers.deeds if isinstance(deed, Reading))
        ),
        first=_at(min(times, default=0)),
        last=_at(max(times, default=0)),
        known=known,
        new=len(_keys(file)) - known,
        unfit=sum(_slide_of(deed) not in slides for deed in answers.deeds),
        is_imported=is_imported,
        chosen=chosen,
        is_fixed=is_fixed,
    )


def _choices_by_name(choices: Sequence[Choice]) -> Mapping[str, Sequence[Choice]]:
    choices_by_name: dict[str, list[Choice]] = defaultdict(list)
    for choice in choices:
        choices_by_name[folded(choice.name)].append(choice)
    return choices_by_name


def _probable_owner(
    answers: Answers,
    earlier_learners: Mapping[str, int],
    choices_by_name: Mapping[str, Sequence[Choice]],
) -> str:
    """Return the key of the learner with this name, and with this number if the file gives one.

    If there is any doubt, return `NOBODY`.
    """
    if answers.person.key in earlier_learners:
        return Identity("learner", earlier_learners[answers.person.key]).key
    number = answers.person.number.strip()
    namesakes = [
        choice
        for choice in choices_by_name.get(folded(answers.person.name), ())
        if number in ("", str(choice.number))
    ]
    return namesakes[0].key if len(namesakes) == 1 else NOBODY


def _keys_by_owner(
    db: Session, files: Sequence[Read], owner_keys: Sequence[str]
) -> defaultdict[str, set[str]]:
    """Return the keys of entries in the files that the server has already, by the owner's key."""
    keys_by_learner: dict[int, set[str]] = defaultdict(set)
    for file, owner_key in zip(files, owner_keys, strict=True):
        owner = Identity.parse(owner_key)
        if owner is not None and owner.kind == "learner":
            keys_by_learner[owner.id] |= _keys(file)
    keys_by_owner: defaultdict[str, set[str]] = defaultdict(set)
    for table in TABLES_OF_DEEDS:
        query = select(table.learner_id, table.key).where(table.learner_id.in_(keys_by_learner))
        # Read in portions: two hundred learners may have a lot of entries.
        for learner_id, key in db.execute(query, execution_options={"yield_per": 1000}):
            if key in keys_by_learner[learner_id]:
                keys_by_owner[Identity("learner", learner_id).key].add(key)
    return keys_by_owner


def _keys(file: Read) -> set[str]:
    return {deed.key for deed in file.answers.deeds}


def _times(deed: Deed) -> tuple[int, ...]:
    return (deed.began, deed.ended) if isinstance(deed, Reading) else (deed.at,)


def _slide_of(deed: Deed) -> str:
    return deed.slide if isinstance(deed, Reading) else deed.item


def _at(millis: int) -> datetime | None:
    try:
        at = datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=millis)
    except OverflowError:
        return None
    return at if millis else None
