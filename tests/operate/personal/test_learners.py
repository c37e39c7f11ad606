"""Course data is erased with its person, and purged after its retention time."""

from copy import copy
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import (
    make_cohort,
    make_course,
    make_learner,
    make_member,
    make_room,
    make_user,
)
from webinar.connect.lti.models import LtiGrade, LtiLink, LtiPlatform, LtiUser
from webinar.connect.xapi.models import Statement
from webinar.kit import clock
from webinar.learn.courses.models import Course, JoinedLearner, Learner, LearnerSeat
from webinar.learn.courses.queries import forgotten_link, learner_by_token
from webinar.learn.courses.seating import member_learner, sit, token_of
from webinar.learn.exams.models import ExamAnswer, ExamAttempt
from webinar.learn.offline.models import AnswerDraft, AnswerFile
from webinar.learn.study.models import SlideProgress, Source, StudyAnswer, StudyStretch
from webinar.operate.personal import actions
from webinar.operate.personal.access import personal_data
from webinar.operate.personal.erasing import erase
from webinar.operate.personal.learners import purge_learners
from webinar.operate.personal.purging import purge_due
from webinar.operate.personal.subject import find_person
from webinar.people.accounts.browsers import make_browser
from webinar.people.audit.models import AuditEntry
from webinar.results.completion.forgetting import forget
from webinar.results.completion.joining import join
from webinar.room.cohorts.models import Person
from webinar.room.rooms.models import RoomState
from webinar.tables import metadata

KEY = "a-secret-key-for-tests-0123456789-abcdef"
WRITTEN_TEXT = "canary-written"
PLATFORM_USER = "canary-platform-user"


class School:
    """Two people of a roster and a guest in a course, each with a row in every table of courses."""

    def __init__(self, db):
        self.db = db
        self.owner = make_user(db, "Grace")
        people = [{"name": f"canary-{learner}"} for learner in ("aizada", "bermet")]
        self.cohort = make_cohort(db, self.owner, people=people)
        self.course = make_course(db, self.owner, cohort=self.cohort)
        platform = self._add(
            LtiPlatform,
            name="Moodle",
            issuer="https://moodle.example",
            client_id="1",
            login_url="https://moodle.example/login",
            token_url="https://moodle.example/token",
            keys_url="https://moodle.example/keys",
            deployments=["1"],
            hosts=[],
            created_at=clock.now(),
        )
        self.link = self._add(
            LtiLink,
            platform_id=platform.id,
            deployment="1",
            resource="1",
            course_id=self.course.id,
            context_title="",
            line_item="",
            members="",
            seen_at=clock.now(),
        )
        people_rows = db.scalars(select(Person).order_by(Person.number)).all()
        self.person, self.other = people_rows
        self.learner, self.second = (
            make_learner(db, self.course, person=person) for person in people_rows
        )
        self.guest = make_learner(db, self.course, "canary-guest")
        for learner in (self.learner, self.second, self.guest):
            self._fill(learner)

    def _add(self, model, **fields):
        row = model(**fields)
        self.db.add(row)
        self.db.flush()
        return row

    def _fill(self, learner):
        now, learner_id = clock.now(), {"learner_id": learner.id}
        text = f"{WRITTEN_TEXT}-{learner.number}"
        browser = make_browser(self.db)
        sit(self.db, learner, browser.id)
        arrival = {"source": Source.ONLINE, "arrived_at": now}
        self._add(
            StudyStretch,
            key="s",
            slide="end",
            began_at=now,
            ended_at=now,
            seconds=0,
            **arrival,
            **learner_id,
        )
        self._add(SlideProgress, slide="end", first_at=now, last_at=now, **learner_id)
        answer_fields = {"language": "en", "answered_at": now, "is_right": None}
        self._add(
            StudyAnswer,
            key="a",
            item="end",
            answer={"text": text},
            **answer_fields,
            **arrival,
            **learner_id,
        )
        self._add(
            StudyAnswer,
            key="b",
            item="which",
            answer={"options": ["b"]},
            **answer_fields,
            **arrival,
            **learner_id,
        )
        attempt = self._add(
            ExamAttempt,
            part="post",
            number=1,
            edition_id=self.course.edition_id,
            seed="s",
            asked=["which"],
            language="en",
            began_at=now,
            **learner_id,
        )
        self._add(ExamAnswer, attempt_id=attempt.id, asked="which", options=["b"], **answer_fields)
        file_fields = {"course_id": self.course.id, "by_user_id": self.owner.id}
        self._add(
            AnswerFile,
            hash=str(learner.id),
            person_key=f"canary-key-{learner.number}",
            saved_at=now,
            imported_at=now,
            entries=1,
            added=1,
            refused=0,
            **file_fields,
            **learner_id,
        )
        self._add(
            AnswerDraft, cohort_id=self.cohort.id, made_at=now, content=text.encode(), **file_fields
        )
        for topic in ("began", "answer", "test"):
            self._add(
                Statement,
                id=f"{topic}-{learner.id}",
                topic=f"{topic}:{learner.id}:x",
                facts="",
                body=f"{learner.name} {text}",
                queued_at=now,
                next_at=now,
                **learner_id,
            )
        sub = f"{PLATFORM_USER}-{learner.number}"
        course_fields = {"platform_id": self.link.platform_id, "course_id": self.course.id}
        self._add(LtiUser, sub=sub, **course_fields, **learner_id)
        self._add(
            LtiGrade,
            link_id=self.link.id,
            given=50,
            is_finished=False,
            error="",
            **learner_id,
        )


@pytest.fixture
def school(db):
    return db.write(School)


def dump_tables(db):
    """Return all values of all tables, as a single text."""
    with db.read() as session:
        rows = [row for table in metadata.sorted_tables for row in session.execute(select(table))]
        return "\n".join(repr(tuple(row)) for row in rows)


def count(db, model, **filters):
    with db.read() as session:
        return session.query(model).filter_by(**filters).count()


def set_last_seen(db, school, days, closed_days_ago=None):
    """Pretend that everybody was last seen, and perhaps the course closed, this many days ago."""

    def work(session):
        for learner in session.query(Learner):
            learner.seen_at = clock.now() - timedelta(days=days)
        if closed_days_ago is not None:
            session.get(Course, school.course.id).closes_at = clock.now() - timedelta(
                days=closed_days_ago
            )

    db.write(work)


def keep_for(db, school, attendance, answers):
    db.write(lambda s: actions.keep_for(s, school.cohort, school.owner, attendance, answers))


def test_handed_out_data_includes_the_persons_course_data(db, school):
    with db.read() as session:
        data = personal_data(session, find_person(session, school.owner, school.person.id))["data"]

    for table in ("learners", "study_stretches", "slide_progress", "study_answers"):
        assert table in data, table
    assert {"exam_attempts", "exam_answers", "answer_files", "lti_users", "lti_grades"} <= {*data}
    assert f"{WRITTEN_TEXT}-1" in repr(data) and f"{WRITTEN_TEXT}-2" not in repr(data)


def test_erasing_a_person_reaches_every_table(db, school):
    before = dump_tables(db)
    canaries = ("canary-aizada", f"{WRITTEN_TEXT}-1", "canary-key-1", f"{PLATFORM_USER}-1")
    assert all(canary in before for canary in canaries)

    db.write(lambda s: erase(s, find_person(s, school.owner, school.person.id), None))

    after = dump_tables(db)
    assert [canary for canary in canaries if canary in after] == []
    for canary in (
        "canary-bermet",
        f"{WRITTEN_TEXT}-2",
        "canary-key-2",
        f"{PLATFORM_USER}-2",
        "canary-guest",
    ):
        assert canary in after
    # Choices stay in the figures.
    assert count(db, StudyAnswer, learner_id=school.learner.id) == 2


def test_erased_learner_cannot_continue_by_link_or_browser(db, school):
    with db.read() as session:
        token = token_of(session.get(Learner, school.learner.id), KEY)
    assert token

    db.write(lambda s: erase(s, find_person(s, school.owner, school.person.id), None))

    with db.read() as session:
        assert learner_by_token(session, token) is None
        assert token_of(session.get(Learner, school.learner.id), KEY) == ""
    assert count(db, LearnerSeat, learner_id=school.learner.id) == 0
    assert count(db, LearnerSeat) == 2


def test_forgotten_guest_is_gone_everywhere(db, school):
    def work(session):
        guest = session.get(Learner, school.guest.id)
        forget(session, session.get(Course, school.course.id), guest, school.owner.id)

    db.write(work)

    after = dump_tables(db)
    for canary in ("canary-guest", f"{WRITTEN_TEXT}-3", "canary-key-3", f"{PLATFORM_USER}-3"):
        assert canary not in after
    assert f"{WRITTEN_TEXT}-2" in after


def test_nothing_is_purged_before_its_time(db, school):
    set_last_seen(db, school, 179)

    assert purge_learners(db) == 0


def test_purge_removes_names_and_answers_but_keeps_progress(db, school):
    set_last_seen(db, school, 181)
    db.write(lambda s: s.query(AnswerDraft).delete())

    assert purge_learners(db) == 6
    assert purge_learners(db) == 0

    with db.read() as session:
        learners = session.query(Learner).order_by(Learner.number).all()
        assert [learner.name for learner in learners] == [f"[№\u00a0G{n}]" for n in (1, 2, 3)]
        assert {(learner.person_id, learner.member_id) for learner in learners} == {(None, None)}
    for model in (StudyAnswer, ExamAttempt, ExamAnswer, Statement, LtiUser, LtiGrade, LearnerSeat):
        assert count(db, model) == 0, model
    assert count(db, StudyStretch) == count(db, SlideProgress) == 3
    # The roster has its own retention time.
    after = dump_tables(db)
    assert WRITTEN_TEXT not in after and PLATFORM_USER not in after and "canary-key" not in after
    assert "canary-guest" not in after and "canary-aizada" in after
    with db.read() as session:
        entries = session.query(AuditEntry).filter_by(kind="course.purged").order_by("id").all()
        assert [(entry.detail["part"], entry.detail["learners"]) for entry in entries] == [
            ("attendance", 3),
            ("answers", 3),
        ]


def join_guest(db, school):
    """Join the guest with person 1, giving a reason."""

    def work(session):
        course, person = session.get(Course, school.course.id), session.get(Person, 1)
        guest = session.get(Learner, school.guest.id)
        join(session, course, guest, person, KEY, school.owner.id, "canary-why")

    db.write(work)


def test_guests_link_to_a_person_stays_while_that_person_studies(db, school):
    with db.read() as session:
        token = token_of(session.get(Learner, school.guest.id), KEY)
    join_guest(db, school)
    set_last_seen(db, school, 181)
    db.write(lambda s: setattr(s.get(Learner, school.learner.id), "seen_at", clock.now()))

    purge_learners(db)

    with db.read() as session:
        assert learner_by_token(session, token).id == school.learner.id
        assert forgotten_link(session, token) is None
    assert count(db, LearnerSeat, learner_id=school.guest.id) == 1
    assert count(db, LtiUser, learner_id=school.guest.id) == 1


def test_reason_for_joining_a_guest_is_purged_with_their_names(db, school):
    join_guest(db, school)
    assert "canary-why" in dump_tables(db)
    set_last_seen(db, school, 181)

    purge_learners(db)

    assert "canary-why" not in dump_tables(db)


def test_forgotten_learner_takes_joined_guests_along(db, school):
    join_guest(db, school)
    set_last_seen(db, school, 181)
    purge_learners(db)

    def work(session):
        course, learner = session.get(Course, school.course.id), session.get(Learner, 1)
        forget(session, course, learner, school.owner.id)

    db.write(work)

    with db.read() as session:
        assert [remaining.id for remaining in session.query(Learner)] == [school.second.id]
        assert session.query(JoinedLearner).count() == 0


def test_learner_returning_after_a_purge_starts_over(db, school):
    set_last_seen(db, school, 181)
    purge_learners(db)

    def return_to_course(session):
        course, person = session.get(Course, school.course.id), session.get(Person, 1)
        return make_learner(session, course, person=person).number

    assert db.write(return_to_course) == 4


def test_answers_can_be_purged_before_names(db, school):
    keep_for(db, school, 100, 10)
    set_last_seen(db, school, 40)

    assert purge_learners(db) == 3

    assert count(db, StudyAnswer) == count(db, ExamAttempt) == 0
    with db.read() as session:
        assert {statement.topic.split(":")[0] for statement in session.query(Statement)} == {
            "began"
        }
        assert "canary-aizada" in {learner.name for learner in session.query(Learner)}


def test_learner_in_a_course_without_an_end_has_a_month_to_return(db, school):
    keep_for(db, school, 0, 0)
    set_last_seen(db, school, 29)
    assert purge_learners(db) == 0
    set_last_seen(db, school, 31)
    assert purge_learners(db) == 6


def test_retention_counts_from_the_closing_day_or_later_activity(db, school):
    keep_for(db, school, 10, 10)
    set_last_seen(db, school, 60, closed_days_ago=-1)
    assert purge_learners(db) == 0
    set_last_seen(db, school, 5, closed_days_ago=20)
    assert purge_learners(db) == 0
    set_last_seen(db, school, 12, closed_days_ago=11)
    assert purge_learners(db) == 6


def test_purge_at_once_affects_only_courses_that_chose_it(db, school):
    set_last_seen(db, school, 400, closed_days_ago=300)
    assert purge_learners(db, at_once=True) == 0
    keep_for(db, school, 0, 1)
    assert purge_learners(db, at_once=True) == 3
    assert count(db, StudyAnswer) == 6


def test_purging_a_session_keeps_data_of_members_who_study_its_course(db, school):
    def end_session(session):
        room = make_room(session, school.owner, state=RoomState.ENDED)
        room.ended_at = clock.now() - timedelta(days=200)
        member = make_member(session, room, "canary-visitor")
        course = session.get(Course, school.course.id)
        learner = member_learner(session, course, member, KEY)
        School._fill(school_in(session, school), learner)
        attended = f"attended:{room.id}:m{member.id}"
        session.add(
            Statement(
                id="attended",
                topic=attended,
                facts="",
                body="canary-visitor",
                member_id=member.id,
                queued_at=clock.now(),
                next_at=clock.now(),
            )
        )
        return learner.id

    learner_id = db.write(end_session)

    assert purge_due(db) == {"attendance": 1, "answers": 1}

    with db.read() as session:
        assert session.get(Learner, learner_id).name == "canary-visitor"
        assert session.get(Statement, "attended") is None
    assert count(db, Statement, learner_id=learner_id) == 3
    assert count(db, LtiGrade, learner_id=learner_id) == 1
    assert count(db, StudyAnswer, learner_id=learner_id) == 2


def school_in(session, school):
    """Return the same school, which writes in another database session."""
    same = copy(school)
    same.db = session
    return same
