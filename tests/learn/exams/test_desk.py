"""The rules that an organiser sets for a course's tests, and the statistics they see."""

import re
from datetime import timedelta

import pytest

from tests.factories import make_learner, make_member, make_room, make_user
from tests.learn.exams.making import POST, PRE, make_school, result, set_rule, take
from tests.learn.exams.test_live_papers import hand_in_live
from tests.live.assessment.making import make_programme
from tests.people.accounts.browsing import signed_in
from webinar.learn.courses.actions import add_session
from webinar.learn.courses.models import Course
from webinar.learn.exams.models import ExamRule
from webinar.learn.exams.sheets import first_sheets, pair_figures
from webinar.people.audit.models import AuditEntry
from webinar.room.rooms.models import RoomState

RULES = {
    f"pass.{PRE}": "",
    f"attempts.{PRE}": "1",
    f"cool_down.{PRE}": "0",
    f"pass.{POST}": "80",
    f"attempts.{POST}": "2",
    f"cool_down.{POST}": "60",
    f"draws.{POST}": "yes",
}


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Grace"))


@pytest.fixture
def school(db, owner):
    return make_school(db, owner=owner)


@pytest.fixture
def desk(school):
    return f"/desk/courses/{school.course.id}"


def test_organiser_sets_the_rules_and_the_change_is_logged(app, db, owner, school, desk):
    visitor = signed_in(app, owner)
    assert 'value="70"' in visitor.get(f"{desk}/tests").text

    answer = visitor.post(f"{desk}/tests", **RULES)

    assert answer.status_code == 303
    rule = result(db, school, POST).rule
    assert (rule.pass_percent, rule.attempts, rule.cool_down.seconds, rule.draws) == (
        80,
        2,
        3600,
        True,
    )
    assert not result(db, school, PRE).rule.draws
    with db.read() as s:
        assert s.query(AuditEntry).filter_by(kind="course.tests").count() == 1


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        (f"pass.{POST}", "0"),
        (f"pass.{POST}", "101"),
        (f"pass.{POST}", "½"),
        (f"attempts.{POST}", "21"),
        (f"attempts.{POST}", ""),
        (f"cool_down.{POST}", "-1"),
        (f"cool_down.{POST}", "99999"),
    ],
)
def test_an_invalid_number_changes_nothing_and_stays_in_the_form(
    app, db, owner, school, desk, name, typed
):
    visitor = signed_in(app, owner)
    visitor.get(f"{desk}/tests")

    answer = visitor.post(f"{desk}/tests", **{**RULES, f"cool_down.{PRE}": "7", name: typed})

    assert answer.status_code == 422
    assert f'name="{name}" value="{typed}"' in answer.text and 'value="7"' in answer.text
    with db.read() as s:
        assert s.query(ExamRule).count() == 0


def test_another_organisers_course_is_not_found(app, db, school, desk):
    visitor = signed_in(app, db.write(lambda s: make_user(s, "Another")))

    assert visitor.get(f"{desk}/tests").status_code == 404
    assert visitor.get(f"{desk}/items").status_code == 404
    visitor.get("/desk")
    assert visitor.post(f"{desk}/tests", **RULES).status_code == 404


def make_class(db, school, count, language="ru"):
    def work(s):
        course = s.get_one(Course, school.course.id)
        return [make_learner(s, course, f"Learner {n}", language) for n in range(count)]

    return db.write(work)


def figures(db, school):
    with db.read() as s:
        [pair] = pair_figures(s, s.get_one(Course, school.course.id))
        return pair


def test_organiser_sees_the_result_of_each_attempt(app, db, owner, school, desk):
    set_rule(db, school, POST, cool_down=timedelta())
    take(db, school, PRE, "b", "a")
    take(db, school, POST, "a", "b")
    take(db, school, POST, "b", "b")

    page = signed_in(app, owner).get(f"{desk}/people/{school.ada.number}").text

    tests = page.partition('id="tests"')[2].partition("</section>")[0]
    assert re.findall(r"([012]) of 2", re.sub("<[^>]+>", "", tests)) == ["1", "1", "2"]
    assert tests.count("passed") == 1 and "not passed" not in tests


def test_gains_compare_first_attempts_item_by_item(db, school):
    set_rule(db, school, POST, cool_down=timedelta(), pass_percent=100)
    for learner in make_class(db, school, 5):
        take(db, school, PRE, "a", "b", student=learner)
        take(db, school, POST, "b", "a", student=learner)
        take(db, school, POST, "b", "b", student=learner)

    all_items = figures(db, school).gains.whole
    assert (all_items.pairs, all_items.right_before, all_items.right_after) == (10, 5, 5)


def test_a_variant_counts_towards_its_item(db, school):
    for learner in make_class(db, school, 10):
        take(db, school, POST, "b", "a", student=learner)

    [first, second] = figures(db, school).items[POST]
    assert (first.item, first.people, first.whole.percent) == ("q1", 10, 100)
    assert (second.item, second.whole.percent) == ("q2", 0)
    assert {version.slide_id for version in first.versions} == {"post-test--q1", "post-test--q1b"}


def test_figures_change_only_with_every_fifth_paper(db, school):
    everybody = make_class(db, school, 6)
    for learner in everybody[:5]:
        take(db, school, POST, "b", "b", student=learner)
    before = figures(db, school).people[POST]
    take(db, school, POST, "a", "a", student=everybody[5])

    assert before == figures(db, school).people[POST] == 5


def live_session(s, school, state):
    course = s.get_one(Course, school.course.id)
    room = make_room(s, module=make_programme(), state=state)
    add_session(s, course, room)
    for number in range(3):
        hand_in_live(s, make_member(s, room, f"Member {number}"), PRE, "b", "b")


def test_papers_of_an_ended_session_count_in_the_figures(db, school):
    db.write(lambda s: live_session(s, school, RoomState.ENDED))
    for learner in make_class(db, school, 2):
        take(db, school, PRE, "a", "a", student=learner)

    [first, _second] = figures(db, school).items[PRE]
    assert (first.people, first.whole.percent) == (5, 60)


def test_papers_of_a_session_not_yet_ended_do_not_count(db, school):
    db.write(lambda s: live_session(s, school, RoomState.PLANNED))

    with db.read() as s:
        assert first_sheets(s, s.get_one(Course, school.course.id)) == {}


def test_statistics_page_shows_figures_without_names(app, db, owner, school, desk):
    for learner in make_class(db, school, 5):
        take(db, school, PRE, "a", "b", student=learner)
        take(db, school, POST, "b", "b", student=learner)

    page = signed_in(app, owner).get(f"{desk}/items").text

    assert "5 papers" in page and "Before and after, 5 people" in page
    assert "50% right before, 100% after" in page
    assert "Learner 1" not in page
