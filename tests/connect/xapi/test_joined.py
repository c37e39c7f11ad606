"""A guest who is matched with a person: their statements become that person's, once."""

from tests.connect.xapi.scene import PLACE, every_kind, studied
from tests.connect.xapi.test_queue import deliver
from tests.factories import LINK_KEY, make_cohort, make_course, make_learner, make_person, make_user
from webinar.connect.xapi.models import Statement
from webinar.connect.xapi.statement_jobs import collect
from webinar.learn.courses.models import Course, Learner
from webinar.learn.study.wire import Answer
from webinar.results.completion.joining import join, separate


def standing_topics(db):
    """The standing statements by learner."""
    with db.read() as s:
        rows = s.query(Statement).filter(Statement.voided_at.is_(None))
        return sorted(
            (row.learner_id, row.topic.partition(":")[0])
            for row in rows
            if not row.topic.startswith("void:")
        )


def test_guest_statements_move_to_the_person_and_back_with_the_match(db, books):
    def build(s):
        owner = make_user(s)
        cohort = make_cohort(s, owner)
        course = make_course(s, owner, module=every_kind(), cohort=cohort)
        guest = make_learner(s, course, "Guest Example")
        studied(s, course, guest, answers=[("single", Answer(options=["b"]))])
        return course, guest, make_person(s, cohort, name="Ada Example")

    course, guest, person = db.write(build)
    collect(db, PLACE)
    deliver(db, books)
    kinds = ["answer", "began", "slide", "slide"]
    assert standing_topics(db) == [(guest.id, kind) for kind in kinds]

    ada = db.write(
        lambda s: join(
            s, s.get_one(Course, course.id), s.get_one(Learner, guest.id), s.merge(person),
            LINK_KEY, None,
        )
    )  # fmt: skip
    collect(db, PLACE)
    deliver(db, books)
    assert standing_topics(db) == [(ada.id, kind) for kind in kinds]
    assert collect(db, PLACE) == 0

    db.write(
        lambda s: separate(
            s, s.get_one(Course, course.id), s.get_one(Learner, guest.id), LINK_KEY, None
        )
    )
    collect(db, PLACE)
    deliver(db, books)
    assert standing_topics(db) == [*((guest.id, kind) for kind in kinds), (ada.id, "began")]
