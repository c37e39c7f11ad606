"""The pages of a self-paced test without scripts: contents, saving, and secrets they must keep."""

from datetime import timedelta

import pytest

from tests.factories import (
    make_learner,
    make_module,
    make_paired_item,
    make_slide,
    make_statement_item,
)
from tests.learn.exams.making import (
    POST,
    PRE,
    act,
    later,
    make_school,
    make_tested,
    result,
    set_rule,
)
from tests.people.accounts.browsing import Visitor
from webinar.content.editions.actions import keep_edition
from webinar.kit import clock
from webinar.learn.courses.models import Course, Learner
from webinar.learn.exams import queries
from webinar.learn.exams.models import ExamAnswer


@pytest.fixture
def school(db):
    return make_school(db)


@pytest.fixture
def ada(app, db, school):
    return student(app, db, school)


def student(app, db, school):
    """A visitor who studies in this browser; `learner` is their row."""
    visitor = Visitor(app)
    visitor.get(f"/study/{school.course.code}")
    visitor.post(f"/study/{school.course.code}/begin", name="Ada", language="en")
    with db.read() as s:
        visitor.learner = s.query(Learner).order_by(Learner.number.desc()).first()
    return visitor


@pytest.fixture
def test(school):
    return f"/study/{school.course.code}/test"


def begin(visitor, test, part=POST):
    visitor.get(f"{test}/{part}")
    assert visitor.post(f"{test}/{part}", act="begin").status_code == 303
    return visitor.get(f"{test}/{part}")


def slides_asked(db, visitor, part=POST):
    with db.read() as s:
        return queries.open_attempt(s, visitor.learner, part).asked


def fields(keys, options, before=""):
    hidden_fields = {f"was.{key}": before for key in keys}
    return hidden_fields | {
        f"q.{key}": option for key, option in zip(keys, options, strict=False) if option
    }


def hand_in(db, visitor, test, *options, part=POST, act="hand_in"):
    begin(visitor, test, part)
    keys = slides_asked(db, visitor, part)
    return visitor.post(f"{test}/{part}", act=act, number=1, **fields(keys, options))


def test_a_stranger_is_redirected_to_the_course(app, school, test):
    answer = Visitor(app).get(f"{test}/{POST}")

    assert answer.status_code == 303 and answer.location.endswith(f"/study/{school.course.code}")


def test_a_part_that_is_not_a_test_is_not_found(ada, test):
    assert ada.get(f"{test}/main").status_code == 404


def test_page_before_a_test_states_its_rules(ada, test):
    page = ada.get(f"{test}/{POST}").text

    assert "70%" in page and "3 attempts" in page and "30 minutes between" in page
    assert "You have not taken the pre-test" in page


def test_an_attempt_asks_all_questions_without_revealing_answers(ada, test):
    page = begin(ada, test).text

    assert page.count('class="exam-question" id="q-') == 2
    assert "because" not in page and "is_correct" not in page and "Correct" not in page


def test_a_matching_question_is_answered_by_row_and_marked_as_a_whole(app, db):
    school = make_school(db, module=make_tested(make_paired_item))
    ada = student(app, db, school)
    test = f"/study/{school.course.code}/test"
    page = begin(ada, test).text
    first, second = slides_asked(db, ada)
    assert page.count("<select") == 4 and "Match each with its partner" in page
    wrong, right = ["a--y", ""], ["a--x", "b--y"]

    saved = {f"was.{first}": "", f"q.{first}": wrong, f"was.{second}": "", f"q.{second}": right}
    ada.post(f"{test}/{POST}", act="save", number=1, **saved)

    assert ada.get(f"{test}/{POST}").text.count(" selected>") == 3
    ada.post(f"{test}/{POST}", act="hand_in", number=1, **saved)
    assert result(db, school, POST, student=ada.learner).best.right == 1


def test_a_statement_is_marked_by_its_choice_and_asks_for_no_reason(app, db):
    school = make_school(db, module=make_tested(make_statement_item))
    ada = student(app, db, school)
    test = f"/study/{school.course.code}/test"

    page = begin(ada, test).text

    assert page.count("Select one") == 2 and "and why" not in page
    assert "<textarea" not in page
    assert page.index("true en") < page.index("false en")
    saved = fields(slides_asked(db, ada), ["false", "true"])
    ada.post(f"{test}/{POST}", act="hand_in", number=1, **saved)
    assert result(db, school, POST, student=ada.learner).best.right == 1


def test_one_answer_is_saved_and_shown_when_the_page_is_reloaded(app, db, ada, school, test):
    begin(ada, test)
    first, _second = slides_asked(db, ada)
    answer = ada.post(f"{test}/{POST}", act="save-2", number=1, **fields([first], "b"))

    assert answer.location.endswith("#q-2")
    with db.read() as s:
        token = queries.open_attempt(s, ada.learner, POST)
        assert list(queries.answers_of(s, token)) == [first]
    assert 'value="b" checked' in ada.get(f"{test}/{POST}").text


def test_changing_the_language_saves_the_choices(db, ada, test):
    page = begin(ada, test).text
    first, _second = slides_asked(db, ada)

    answer = ada.post(f"{test}/{POST}", act="save", language="kk", number=1, **fields([first], "b"))

    assert '<form class="exam-form" id="attempt"' in page
    assert 'value="kk" form="attempt"' in page
    assert answer.location == f"{test}/{POST}"
    page = ada.get(answer.location).text
    assert 'lang="kk"' in page and 'value="b" checked' in page
    with db.read() as s:
        assert s.query(ExamAnswer).one().language == "en"


def test_saving_after_hand_in_is_refused_in_the_newly_chosen_language(db, ada, test):
    hand_in(db, ada, test, "b", "a")

    answer = ada.post(f"{test}/{POST}", act="save", language="ru", number=1)

    assert answer.status_code == 422 and 'lang="ru"' in answer.text
    assert "language=ru" in answer.headers["Set-Cookie"]


def test_a_stale_tab_does_not_overwrite_newer_answers(db, ada, test):
    begin(ada, test)
    first, second = slides_asked(db, ada)
    ada.post(f"{test}/{POST}", act="save", number=1, **fields([first], "b"))

    # The stale tab still shows the first question unanswered, and answers the second.
    ada.post(f"{test}/{POST}", act="save", number=1, **fields([first, second], ["", "a"]))

    with db.read() as s:
        saved_options = {row.asked: row.options for row in s.query(ExamAnswer)}
    assert saved_options == {first: ["b"], second: ["a"]}


def test_handing_in_with_unanswered_questions_asks_once_to_confirm(db, ada, school, test):
    answer = hand_in(db, ada, test, "b")

    assert answer.location.endswith("?left=1#hand-in")
    assert "1 question is not answered yet" in ada.get(answer.location).text
    assert result(db, school, POST, student=ada.learner).attempts == 0
    ada.post(f"{test}/{POST}", act="hand_in_all", number=1)
    assert result(db, school, POST, student=ada.learner).percent == 50


def test_page_shows_the_right_answers_after_passing(db, ada, test):
    hand_in(db, ada, test, "b", "b")

    page = ada.get(f"{test}/{POST}").text
    assert "Passed" in page and "100%" in page and "because" in page
    assert "Begin" not in page


def test_page_reveals_no_answers_after_failing_with_attempts_left(db, ada, test):
    hand_in(db, ada, test, "a", "b")

    page = ada.get(f"{test}/{POST}").text
    assert "Not passed yet: 70% are needed." in page and "2 attempts left" in page
    assert "next attempt in 30 minutes" in page
    assert "because" not in page and "Correct" not in page


def test_a_long_cool_down_is_shown_in_hours(db, ada, school, test, monkeypatch):
    set_rule(db, school, POST, cool_down=timedelta(days=1))
    assert "24 hours between two attempts" in ada.get(f"{test}/{POST}").text
    hand_in(db, ada, test, "a", "b")
    later(monkeypatch, minutes=61)

    assert "You can begin the next attempt in 23 hours." in ada.get(f"{test}/{POST}").text
    assert "next attempt in 23 hours" in ada.get(f"/study/{school.course.code}").text


def test_next_attempt_is_offered_after_the_cool_down(db, ada, test, monkeypatch):
    hand_in(db, ada, test, "a", "b")
    later(monkeypatch, minutes=31)

    assert "Begin the next attempt" in ada.get(f"{test}/{POST}").text


def test_page_shows_the_right_answers_after_the_last_attempt(db, ada, school, test):
    set_rule(db, school, POST, attempts=1)
    hand_in(db, ada, test, "a", "b")

    page = ada.get(f"{test}/{POST}").text
    assert "Not passed: 70% were needed." in page and "because" in page


def test_pre_test_shows_the_right_answers_only_after_the_post_test(db, ada, school, test):
    hand_in(db, ada, test, "a", "b", part=PRE)
    before = ada.get(f"{test}/{PRE}").text
    set_rule(db, school, POST, cool_down=timedelta())
    hand_in(db, ada, test, "b", "b")
    after = ada.get(f"{test}/{PRE}").text

    assert "because" not in before and "What is right is shown after the post-test." in before
    assert "because" in after and "1 of 2" in after


def test_a_second_hand_in_is_refused_with_the_reason(db, ada, test):
    hand_in(db, ada, test, "b", "a")

    answer = ada.post(f"{test}/{POST}", act="hand_in_all", number=1)

    assert answer.status_code == 422 and "was handed in already" in answer.text


def test_answering_in_a_closed_course_is_refused_with_the_reason(db, ada, school, test):
    begin(ada, test)
    keys = slides_asked(db, ada)
    db.write(lambda s: setattr(s.get_one(Course, school.course.id), "closes_at", clock.now()))

    answer = ada.post(f"{test}/{POST}", act="save", number=1, **fields(keys, "b"))

    assert answer.status_code == 422 and "This course is closed" in answer.text


def test_an_attempt_can_be_handed_in_after_a_new_edition_drops_the_test(db, ada, school, test):
    begin(ada, test)
    keys = slides_asked(db, ada)
    plain = make_module(slides=[make_slide("welcome")])
    newer = db.write(lambda s: keep_edition(s, plain).id)
    db.write(lambda s: setattr(s.get_one(Course, school.course.id), "edition_id", newer))

    page = ada.get(f"{test}/{POST}")
    ada.post(f"{test}/{POST}", act="hand_in", number=1, **fields(keys, "bb"))

    assert page.status_code == 200 and page.text.count('id="q-') == 2
    with db.read() as s:
        [attempt] = queries.attempts_of(s, ada.learner, POST)
    assert attempt.right_count == 2
    assert ada.get(f"{test}/{POST}").location.endswith(school.course.code)


def test_valid_choices_stay_on_the_page_after_a_refusal(db, ada, test):
    begin(ada, test)
    first, second = slides_asked(db, ada)
    sent = fields([first, second], ["b", "nonsense"])

    answer = ada.post(f"{test}/{POST}", act="save", number=1, **sent)

    assert answer.status_code == 422 and 'value="b" checked' in answer.text


def test_script_requests_get_the_number_left_or_a_refusal_code(db, ada, test):
    begin(ada, test)
    first, _second = slides_asked(db, ada)
    saving = ada.post(f"{test}/{POST}?piece", act="save", number=1, **fields([first], "b"))
    refusal = ada.post(f"{test}/{POST}?piece", act="save", number=7, **fields([first], "a"))

    assert saving.json == {"left": 1}
    assert refusal.status_code == 422 and refusal.json["code"] == "test_not_begun"


def test_course_page_lists_tests_with_their_results(db, ada, school, test):
    hand_in(db, ada, test, "a", "b")

    page = ada.get(f"/study/{school.course.code}").text
    assert f"{test}/{PRE}" in page and "not passed yet" in page and "50%" in page


def test_way_to_the_pre_test_stands_above_the_button_that_begins(ada, school, test):
    page = ada.get(f"/study/{school.course.code}").text

    assert f'{test}/{PRE}"' in page[: page.index('id="go-on"')]


def test_course_page_hints_at_the_pre_test_until_it_is_taken(db, ada, school, test):
    course, hint = f"/study/{school.course.code}", "Take it before you study"

    assert ada.get(course).text.count(hint) == 1
    hand_in(db, ada, test, "a", "b", part=PRE)
    assert hint not in ada.get(course).text


def test_a_variant_stands_in_for_its_question(db, school):
    asked = {
        act(db, "begin", school, POST, "ru", student=learner).asked[0]
        for learner in _many(db, school)
    }

    assert asked == {"post-test--q1", "post-test--q1b"}


def test_everybody_gets_the_originals_if_nothing_is_drawn(db, school):
    set_rule(db, school, POST, draws=False)
    asked = {
        act(db, "begin", school, POST, "ru", student=learner).asked[0]
        for learner in _many(db, school)
    }

    assert asked == {"post-test--q1"}


def _many(db, school, count=16):
    def work(s):
        course = s.get_one(Course, school.course.id)
        return [make_learner(s, course, f"Learner {number}") for number in range(count)]

    return db.write(work)
