"""A course guest downloads their data or is forgotten, and the organiser can download it too."""

import io
import json
import zipfile

import pytest

from tests.factories import (
    make_cohort,
    make_course,
    make_learner,
    make_person,
    make_user,
)
from tests.learn.study.conftest import Student
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.seating import token_of
from webinar.learn.study.models import SlideProgress, StudyAnswer
from webinar.people.accounts.limits import limiter
from webinar.people.audit.models import AuditEntry
from webinar.room.cohorts.models import Cohort

KEY = "a-secret-key-for-tests-0123456789-abcdef"


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Grace"))


@pytest.fixture
def course(db, owner):
    def build(s):
        by = s.merge(owner)
        return make_course(s, by, cohort=make_cohort(s, by, people=["Ada"]))

    return db.write(build)


@pytest.fixture
def guest(app, course):
    """A guest who has answered one question."""
    return study(app, course, "canary-guest", "b")


def study(app, course, name, option):
    student = Student(app, course.code)
    student.begin(name)
    student.open("which")
    student.answer("which", options=option)
    return student


def find_learner(db, name="canary-guest"):
    with db.read() as s:
        return s.query(Learner).filter_by(name=name).one_or_none()


def last_entry(db):
    with db.read() as s:
        return s.query(AuditEntry).order_by(AuditEntry.id.desc()).first()


def files_of(content):
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def test_guest_downloads_only_their_own_data(app, db, course, guest):
    study(app, course, "canary-other", "a")
    page = guest.get(f"/study/{course.code}").text
    assert f"/study/{course.code}/data" in page
    guest.get(f"/study/{course.code}/data")

    answer = guest.post(f"/study/{course.code}/data", format="json")

    data = json.loads(answer.data)["data"]
    assert [row["name"] for row in data["learners"]] == ["canary-guest"]
    assert data["learners"][0]["course"] == course.title
    assert [row["answer"]["options"] for row in data["study_answers"]] == [["b"]]
    assert b"canary-other" not in answer.data
    assert answer.headers["Cache-Control"] == "no-store"
    entry = last_entry(db)
    assert (entry.kind, entry.user_id) == ("person.exported", None)
    assert entry.detail["learners"] == [find_learner(db).id]


def test_guest_can_also_download_a_readable_page(course, guest):
    guest.get(f"/study/{course.code}/data")

    answer = guest.client.post(
        f"/study/{course.code}/data", data={"csrf_token": guest.token, "format": "zip"}
    )

    assert files_of(answer.data) == ["data.json", "data.html"]


def test_downloads_are_rate_limited(course, guest):
    guest.get(f"/study/{course.code}/data")

    statuses = [
        guest.post(f"/study/{course.code}/data", format="json").status_code for _ in range(11)
    ]

    assert set(statuses[:10]) == {200} and statuses[10] != 200
    limiter.reset()


def test_person_of_a_roster_cannot_download_or_be_forgotten_here(app, db, course):
    """A course link must not give access to the person's data elsewhere."""

    def begin(s):
        own_course = s.get_one(Course, course.id)
        person = make_person(
            s, s.get_one(Cohort, own_course.cohort_id), name="Bek", email="bek@x.test"
        )
        return token_of(make_learner(s, own_course, person=person), KEY)

    token = db.write(begin)
    visitor = Visitor(app)
    visitor.get(f"/study/mine/{token}")
    visitor.post(f"/study/mine/{token}")

    home = visitor.get(f"/study/{course.code}").text

    assert "Bek" in home and f"/study/{course.code}/data" not in home
    assert visitor.get(f"/study/{course.code}/data").status_code == 303
    assert visitor.post(f"/study/{course.code}/data", format="json").status_code == 404
    visitor.post(f"/study/{course.code}/forget", sure="yes")
    assert find_learner(db, "Bek") is not None


def test_guest_is_forgotten_only_after_confirming(app, db, course, guest):
    study(app, course, "canary-other", "a")
    guest.get(f"/study/{course.code}/data")
    guest.post(f"/study/{course.code}/forget")
    assert find_learner(db) is not None, "the box was not ticked"

    answer = guest.post(f"/study/{course.code}/forget", sure="yes")

    assert answer.status_code == 303
    assert "You are forgotten here" in guest.get(answer.location).text
    assert find_learner(db) is None and find_learner(db, "canary-other") is not None
    with db.read() as s:
        for model in (StudyAnswer, SlideProgress):
            learner_ids = {row.learner_id for row in s.query(model)}
            assert learner_ids <= {find_learner(db, "canary-other").id}
    entry = last_entry(db)
    assert (entry.kind, entry.user_id) == ("learner.forgotten", None)
    assert "canary-guest" not in guest.get(f"/study/{course.code}").text


def test_organiser_can_download_a_guests_data(app, db, owner, course, guest):
    desk = signed_in(app, owner)
    guest_row = find_learner(db)
    address = f"/desk/learners/{guest_row.id}/data"
    page = desk.get(f"/desk/courses/{course.id}/people/{guest_row.number}").text

    answer = desk.post(address, format="json")

    assert address in page
    data = json.loads(answer.data)["data"]
    assert [row["name"] for row in data["learners"]] == ["canary-guest"]
    assert last_entry(db).user_id == owner.id


def test_other_organiser_cannot_download_a_guests_data(app, db, course, guest):
    other = signed_in(app, db.write(lambda s: make_user(s, "Other")))
    other.get("/desk")

    assert (
        other.post(f"/desk/learners/{find_learner(db).id}/data", format="json").status_code == 404
    )
