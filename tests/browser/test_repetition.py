"""Repeating a question that was answered wrongly the day before, on a phone."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.course_start import begin
from tests.browser.sizes import resize
from tests.factories import make_course, make_user
from webinar.learn.study.models import StudyAnswer

QUIZ = "fidelity"


@pytest.fixture
def course(database, taught):
    def build(session):
        module = taught.find("prevention-science")
        return make_course(session, make_user(session), module=module).code

    return database.write(build)


@pytest.mark.parametrize(("language", "width"), [("ru", 390), ("kk", 360), ("prs", 320)])
def test_learner_repeats_a_question_on_the_next_day_by_keyboard(
    language, width, visit, database, taught, course, auditor
):
    options = next(slide for slide in taught.find("prevention-science").slides if slide.id == QUIZ)
    wrong, right = (
        next(option.id for option in options.poll.options if option.is_correct == is_right)
        for is_right in (False, True)
    )
    page = visit(language, look=PHONE)
    resize(page, {"width": width, "height": 740})
    begin(page, course, language=language)
    page.goto(f"/study/{course}/s/{QUIZ}")
    page.locator(f"#question input[value={wrong}]").check()
    page.locator("#question form .button").first.tap()
    expect(page.locator("#verdict")).to_be_focused()

    def wait_a_day(session):
        for answer in session.query(StudyAnswer).filter_by(item=QUIZ):
            answer.answered_at -= timedelta(days=1)

    database.write(wait_a_day)
    page.goto(f"/study/{course}")
    auditor.look(page, "offered")
    page.locator(f"a[href='/study/{course}/repeat']").press("Enter")
    auditor.look(page, "asked")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(f"#question input[value={right}]").press("Space")
    page.locator("#question form .button").first.press("Enter")

    expect(page.locator("#verdict.good")).to_be_visible()
    auditor.look(page, "answered")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(f"/study/{course}")
    expect(page.locator("#progress")).to_be_attached()
    expect(page.locator("#repeat")).to_have_count(0)
