"""Answer files are imported exactly once, for the right learner, in any order."""

from datetime import timedelta
from hashlib import sha256

import msgspec
import pytest
from sqlalchemy import func, select

from tests.factories import (
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_poll_item,
    make_slide,
    make_user,
)
from tests.sql_statements import statements
from webinar.content.editions.actions import keep_edition
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.learn.courses.models import Course, Learner
from webinar.learn.offline import actions, matching
from webinar.learn.offline.answer_file import Answers, Looked, Read
from webinar.learn.offline.answer_file import Person as Author
from webinar.learn.offline.models import AnswerDraft, AnswerFile
from webinar.learn.study.actions import record
from webinar.learn.study.models import SlideProgress, Source, StudyAnswer, StudyStretch
from webinar.learn.study.queries import progress_of
from webinar.learn.study.wire import Answer, Answered, Deeds
from webinar.learn.study.wire import Read as Reading
from webinar.people.accounts.models import User
from webinar.room.cohorts.models import Person

KEY = "a-secret-key-for-tests-0123456789-abcdef"


def module(*, without=()):
    slides = [
        make_slide("welcome"),
        make_slide("which", poll=make_poll_item()),
        make_slide("opinion", poll=make_poll_item(is_quiz=False)),
    ]
    return make_module(slides=[slide for slide in slides if slide.id not in without])


@pytest.fixture
def course(db):
    """A course made ten days ago, with a cohort of two."""

    def make(session):
        owner = make_user(session)
        cohort = make_cohort(session, owner, people=["Daulet", "Aigerim"])
        long_ago = clock.now() - timedelta(days=10)
        new_course = make_course(
            session, owner=owner, module=module(), cohort=cohort, created_at=long_ago
        )
        return new_course.id

    return db.write(make)


def millis(at):
    return round(at.timestamp() * 1000)


def reading(key, at, seconds=30, slide="welcome"):
    return Reading(key, slide, millis(at), millis(at + timedelta(seconds=seconds)), seconds)


def answered(key, at, option="b", item="which"):
    return Answered(key, item, millis(at), "ru", Answer(options=[option]))


def file_of(*deeds, name="Daulet", number="", person="person-key-1", now=None, edition=""):
    now = millis(now or clock.now())
    answers = Answers(1, "pack", "CODE", edition, Author(person, name, number), now, list(deeds))
    digest = sha256(msgspec.json.encode(answers)).hexdigest()
    return Read("a.json", digest, answers)


def take(db, course_id, file, author_key="guest"):
    """The learner, the number of new and of refused deeds; None if the file was imported before."""

    def work(session):
        course = session.get_one(Course, course_id)
        user = session.get_one(User, course.owner_id)
        summary = actions.import_file(session, user, course, file, author_key, KEY)
        return None if summary is None else (summary.learner_id, summary.added, summary.refused)

    return db.write(work)


def count(db, model):
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(model))


def yesterday(**delta):
    return clock.now() - timedelta(days=1) + timedelta(**delta)


def test_importing_the_same_file_twice_changes_nothing(db, course):
    file = file_of(reading("key-00001", yesterday()), answered("key-00002", yesterday(minutes=1)))

    learner_id, added, refused = take(db, course, file)
    second_import = take(db, course, file)

    assert (added, refused, second_import) == (2, 0, None)
    assert [count(db, model) for model in (AnswerFile, StudyAnswer, StudyStretch)] == [1, 1, 1]
    with db.read() as session:
        assert {row.source for row in session.scalars(select(StudyAnswer))} == {Source.FILE}


def test_a_later_file_adds_only_new_deeds_to_the_same_learner(db, course):
    first = [reading("key-00001", yesterday()), answered("key-00002", yesterday(minutes=1), "a")]
    later = [*first, answered("key-00003", yesterday(minutes=2))]

    learner_id, *_ = take(db, course, file_of(*first))
    # The form names somebody else, but one author's files all go to one learner.
    result = take(db, course, file_of(*later), author_key="p1")

    assert result == (learner_id, 1, 0)
    with db.read() as session:
        learner = session.get_one(Learner, learner_id)
        progress = progress_of(session, session.get_one(Course, course), learner)
    assert [attempt.is_right for attempt in progress.tries["which"]] == [False, True]
    assert progress.right == {"which"}


def test_files_imported_out_of_order_give_the_same_result(db, course):
    first = [answered("key-00001", yesterday(), "a", "opinion")]
    later = [*first, answered("key-00002", yesterday(hours=1), "c", "opinion")]

    learner_id, *_ = take(db, course, file_of(*later))
    assert take(db, course, file_of(*first)) == (learner_id, 0, 0)

    with db.read() as session:
        learner = session.get_one(Learner, learner_id)
        tries = progress_of(session, session.get_one(Course, course), learner).tries["opinion"]
    assert [attempt.answer.options for attempt in tries] == [["a"], ["c"]]


def test_imported_time_is_merged_with_time_studied_online(db, course):
    at = yesterday()

    def online(session):
        opened_course = session.get_one(Course, course)
        learner = make_learner(session, opened_course, name="Guest")
        deeds = Deeds(millis(clock.now()), "", [reading("online-01", at, 30)])
        record(session, opened_course, learner, deeds, Source.OFFLINE)
        return learner.id

    learner_id = db.write(online)
    overlapping = reading("key-00001", at + timedelta(seconds=20), 30)

    take(db, course, file_of(overlapping), author_key=f"l{learner_id}")

    with db.read() as session:
        seconds = session.scalar(select(SlideProgress.seconds).filter_by(learner_id=learner_id))
    assert seconds == 50


def test_a_file_keeps_its_times_even_if_it_arrives_days_later(db, course):
    at = clock.now() - timedelta(days=5)

    take(db, course, file_of(answered("key-00001", at), now=at + timedelta(minutes=5)))

    with db.read() as session:
        assert abs(session.scalar(select(StudyAnswer.answered_at)) - at) < timedelta(seconds=2)


def test_times_from_a_clock_ahead_are_set_back_by_the_known_difference(db, course):
    ahead = clock.now() + timedelta(days=400)

    take(db, course, file_of(answered("key-00001", ahead - timedelta(days=2)), now=ahead))

    with db.read() as session:
        at = session.scalar(select(StudyAnswer.answered_at))
    assert abs(clock.now() - timedelta(days=2) - at) < timedelta(minutes=1)


def test_answers_from_a_clock_never_set_get_the_courses_creation_time(db, course):
    take(db, course, file_of(answered("key-00001", clock.now() - timedelta(days=9000))))

    with db.read() as session:
        opened_course = session.get_one(Course, course)
        assert session.scalar(select(StudyAnswer.answered_at)) == opened_course.created_at


def test_deeds_on_a_removed_slide_are_refused_and_the_rest_kept(db, course):
    file = file_of(
        reading("key-00001", yesterday(), slide="gone"), answered("key-00002", yesterday())
    )

    assert take(db, course, file)[1:] == (1, 1)


def test_answers_to_an_older_edition_are_checked_against_it(db, course):
    def renew(session):
        opened_course = session.get_one(Course, course)
        older = opened_course.edition.hash
        opened_course.edition = keep_edition(session, module(without=["opinion"]))
        return older

    older = db.write(renew)
    answer = answered("key-00001", yesterday(), "a", "opinion")

    assert take(db, course, file_of(answer, edition=older))[1:] == (1, 0)
    assert take(db, course, file_of(answered("key-00002", yesterday(), "a", "opinion")))[1:] == (
        0,
        1,
    )


def test_only_deeds_from_before_the_closing_are_imported(db, course):
    def close(session):
        session.get_one(Course, course).closes_at = clock.now() - timedelta(hours=12)

    db.write(close)
    file = file_of(answered("key-00001", yesterday()), answered("key-00002", clock.now()))

    assert take(db, course, file)[1:] == (1, 1)


def test_import_accepts_roster_people_and_guests_even_in_a_course_without_guests(db, course):
    def no_guests(session):
        session.get_one(Course, course).takes_guests = False
        return session.scalar(select(Person.id).filter_by(name="Aigerim"))

    person_id = db.write(no_guests)

    aigerim, *_ = take(db, course, file_of(answered("key-00001", yesterday())), f"p{person_id}")
    guest, *_ = take(db, course, file_of(answered("key-00002", yesterday()), person="person-key-2"))

    with db.read() as session:
        assert session.get_one(Learner, aigerim).person_id == person_id
        assert session.get_one(Learner, guest).person_id is None


@pytest.mark.parametrize("author_key", ["l999", "p999", "lx", "m1", "nobody", ""])
def test_an_import_for_an_unknown_learner_is_refused(db, course, author_key):
    with pytest.raises(Refused, match="unknown_learner"):
        take(db, course, file_of(answered("key-00001", yesterday())), author_key)


def test_learners_and_people_of_other_courses_are_unknown(db, course):
    def others(session):
        other = make_course(session, cohort=make_cohort(session, people=["Timur"]))
        person = session.scalar(select(Person.id).filter_by(name="Timur"))
        return make_learner(session, other).id, person

    learner_id, person_id = db.write(others)

    for author_key in (f"l{learner_id}", f"p{person_id}"):
        with pytest.raises(Refused):
            take(db, course, file_of(answered("key-00001", yesterday())), author_key)


def look(db, course_id, *files):
    with db.read() as session:
        opened_course = session.get_one(Course, course_id)
        choices = matching.choices(session, opened_course)
        previews = matching.previews_of(session, opened_course, Looked(list(files), []), choices)
        return {choice.key: choice.name for choice in choices}, previews


def test_a_preview_counts_new_known_and_unfit_deeds(db, course):
    first = file_of(reading("key-00001", yesterday(), 90), answered("key-00002", yesterday()))
    take(db, course, first)
    later = file_of(*first.answers.deeds, answered("key-00003", yesterday(), item="gone"))

    _, (old, new) = look(db, course, first, later)

    assert old.is_imported and not new.is_imported
    assert (new.known, new.new, new.unfit, new.answers, new.minutes) == (2, 1, 1, 2, 2)
    assert new.is_fixed and new.chosen.startswith("l")


def test_a_preview_of_more_files_takes_no_more_statements(db, course):
    def author(number):
        return {"name": f"Guest {number}", "person": f"person-key-{number}"}

    first = [file_of(answered("key-00001", yesterday()), **author(n)) for n in range(3)]
    for file in first:
        take(db, course, file)
    later = [
        file_of(*file.answers.deeds, reading("key-00002", yesterday()), **author(n))
        for n, file in enumerate(first)
    ]

    with statements(db) as single_statements:
        look(db, course, later[0])
    with statements(db) as triple_statements:
        _, previews = look(db, course, *later)

    assert len(single_statements) == len(triple_statements)
    assert [(preview.known, preview.new) for preview in previews] == [(1, 1)] * 3


@pytest.mark.parametrize(
    ("name", "number", "selected"),
    [
        ("daulet", "", "Daulet"),
        ("Daulet", "1", "Daulet"),
        ("Daulet", "2", None),
        ("Somebody", "1", None),
    ],
)
def test_the_learner_is_preselected_only_if_name_and_number_agree(
    db, course, name, number, selected
):
    names, (preview,) = look(db, course, file_of(name=name, number=number))

    assert names.get(preview.chosen) == selected


def test_no_learner_is_preselected_if_two_share_the_name(db, course):
    db.write(lambda s: make_learner(s, s.get_one(Course, course), name="Daulet"))

    _, (preview,) = look(db, course, file_of(name="Daulet"))

    assert preview.chosen == ""


def test_uploaded_files_not_imported_are_deleted_after_a_day(db, course):
    def keep(session):
        opened_course = session.get_one(Course, course)
        user = session.get_one(User, opened_course.owner_id)
        draft = actions.keep_draft(session, user, opened_course, Looked([file_of()], []))
        draft.made_at -= timedelta(days=1, minutes=1)

    db.write(keep)
    assert count(db, AnswerDraft) == 1

    db.write(actions.forget_drafts)

    assert count(db, AnswerDraft) == 0
