"""A self-paced course on a phone in Russian, and how its time is counted."""

import re
import time
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser import course_start
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.sizes import resize
from tests.factories import make_course, make_user
from webinar.kit import clock
from webinar.learn.study.models import StudyStretch

NOON = datetime(2030, 1, 15, 12, tzinfo=UTC)
HIDE = """
hidden => {
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}
"""
READ_STRETCH = re.compile(r'"key":"([^"]+)","slide":"([^"]+)".*?"seconds":(\d+)')
QUIZ, POLL, SCENARIO = "fidelity", "last-year", "parents-against"


def reported_times_in(request):
    """`{key: (slide, seconds)}` of the times that a request reports, as JSON or by a form."""
    if not request.url.split("?")[0].endswith("/deeds"):
        return {}
    sent = request.post_data_buffer.decode(errors="replace")
    return {key: (slide, int(seconds)) for key, slide, seconds in READ_STRETCH.findall(sent)}


@pytest.fixture
def course(server, taught):
    """A course of one module, made some days ago."""

    def build(session):
        created_at = clock.now() - timedelta(days=3)
        owner = make_user(session)
        module = taught.find("prevention-science")
        return make_course(session, owner, module=module, created_at=created_at).code

    database = server.database()
    yield database.write(build)
    database.close()


@pytest.fixture
def begin(visit, course):
    def begin(language, **options):
        page = visit(language, **options)
        page.goto(f"/study/{course}")
        expect(page.locator("#offline-left")).to_be_hidden()
        course_start.begin(page, course, language=language)
        return page

    return begin


def open_slide(page, course, slide):
    page.goto(f"/study/{course}/s/{slide}")


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_button_of_a_question_is_in_sight_on_a_low_phone(language, begin, course):
    page = begin(language, look=PHONE)
    resize(page, {"width": 360, "height": 640})
    open_slide(page, course, QUIZ)
    button = page.locator("#question .poll-foot .button")

    expect(button).to_be_in_viewport(ratio=1)

    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = page.locator("#question .choice").last.bounding_box()
    assert last["y"] + last["height"] <= button.bounding_box()["y"]
    page.locator("#question").evaluate("question => question.scrollIntoView()")


def test_learner_studies_answers_writes_and_changes_language_on_a_phone(
    begin, course, auditor, lesson
):
    page = begin("ru", look=PHONE)
    question = page.locator("#question")
    auditor.look(page, "course")
    page.locator(".study-progress .button").tap()
    expect(page.locator(".slide-title")).to_have_text(lesson.title("welcome", "ru"))
    auditor.look(page, "slide")

    open_slide(page, course, QUIZ)
    requests = len(page.watch.requests)
    question.locator("input[type=radio]").first.check()
    question.locator("form .button").first.tap()
    expect(question.locator(".study-verdict.stop")).to_be_focused()
    auditor.look(page, "verdict")
    question.locator("a[data-piece]").tap()
    question.locator("input[type=radio]").nth(1).check()
    question.locator("form .button").first.tap()
    expect(question.locator(".study-verdict.good")).to_be_focused()
    # Only the parts were fetched, not the page. A slow answer is reported twice and
    # drawn again.
    assert sum("piece" in request for request in page.watch.requests[requests:]) >= 3
    assert not [
        request for request in page.watch.requests[requests:] if request.endswith(f"/s/{QUIZ}")
    ]

    open_slide(page, course, POLL)
    question.locator("input[type=radio]").first.check()
    question.locator("form .button").first.tap()
    expect(question.locator(".study-cohort")).to_be_visible()
    auditor.look(page, "opinion")

    open_slide(page, course, SCENARIO)
    question.locator("textarea").fill("Я бы выслушал родителей.")
    page.reload()
    expect(question.locator("textarea")).to_have_value("Я бы выслушал родителей.")
    question.locator("form .button").first.tap()
    expect(question.locator(".study-said svg")).to_be_visible()
    auditor.look(page, "scenario")
    page.locator("header .menu > summary").tap()
    page.locator("header button[value=kk]").tap()
    expect(page.locator(".slide-title")).to_have_text(lesson.title(SCENARIO, "kk"))
    expect(question.locator("textarea")).to_have_value("Я бы выслушал родителей.")
    auditor.expect_nothing()


def test_time_counts_while_the_page_is_in_use_and_is_reported_once(begin, course, server):
    page = begin("en", look=LAPTOP)
    seconds_sent = {}
    page.on("request", lambda request: seconds_sent.update(reported_times_in(request)))
    began = time.monotonic()
    page.clock.install(time=NOON)
    open_slide(page, course, "standards")
    expect(page.locator("#state")).to_contain_text("Counts as read")
    page.clock.pause_at(NOON + timedelta(seconds=20))
    in_real_time = time.monotonic() - began
    page.clock.run_for(20_000)
    page.evaluate(HIDE, "hidden")
    page.clock.run_for(600_000)
    page.evaluate(HIDE, "visible")
    # A learner looks for ever and touches nothing: one minute of that counts.
    page.clock.run_for(600_000)
    expect(page.locator("#state")).to_have_text("Counted as read")

    with page.expect_navigation():
        page.keyboard.press("ArrowRight")
    expect(page.locator(".slide-title")).to_have_text("How evidence is weighed")
    page.locator("header .study-back").click()
    expect(page.locator(".study-progress")).to_contain_text("1 of 19 slides done")

    database = server.database()
    with database.read() as session:
        keys = [row.key for row in session.query(StudyStretch).filter_by(slide="standards")]
    database.close()
    of_slide = {
        key: seconds for key, (slide, seconds) in seconds_sent.items() if slide == "standards"
    }
    # By the clock that the test controls, from where it stopped. Each time was reported at least
    # twice, or will be.
    assert 80 <= sum(of_slide.values()) <= 80 + in_real_time
    assert sorted(keys) == sorted(of_slide)
