"""Moving between slides with a change of language, with scripts and without."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.course_start import begin
from tests.factories import make_course, make_user

NUMBER, QUIZ, SCENARIO = "of-hundred", "nearby", "chemist-shop"


@pytest.fixture
def course(server, taught):
    database = server.database()
    module = taught.find("policing-science")
    yield database.write(lambda s: make_course(s, make_user(s), module=module).code)
    database.close()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def study(request, visit, course):
    """Opens a slide for a learner who studies in Russian."""
    page = visit("ru", look=PHONE, java_script_enabled=request.param)
    begin(page, course)

    def study(slide):
        page.goto(f"/study/{course}/s/{slide}")
        return page

    return study


def speak(page, language):
    page.locator("header .menu > summary").click()
    page.locator(f"header button[value={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)


def test_choice_and_text_survive_a_change_of_language(study):
    page = study(QUIZ)
    question = page.locator("#question")
    options = question.locator("input[type=radio], input[type=checkbox]")
    options.first.check()
    speak(page, "kk")
    expect(options.first).to_be_checked()
    question.locator("form .button").first.click()
    expect(question.locator(".study-verdict")).to_be_visible()
    # A screen reader continues with the verdict.
    expect(page.locator("#question:focus, #question :focus")).to_have_count(1)

    # A second try, begun without reloading the page.
    question.locator("a[data-piece]").click()
    options.last.check()
    speak(page, "ru")
    expect(options.last).to_be_checked()

    page = study(SCENARIO)
    page.locator("#question textarea").fill("Я бы выслушал его.")
    speak(page, "kk")
    expect(page.locator("#question textarea")).to_have_value("Я бы выслушал его.")
    question.locator("form .button").first.click()
    expect(question.locator(".study-said svg")).to_be_visible()
    speak(page, "ru")
    expect(page.locator("#question textarea")).to_have_value("Я бы выслушал его.")


def test_enter_sends_the_answer_and_does_not_change_the_language(study):
    page = study(NUMBER)
    page.locator("input[name=number]").fill("12")

    page.locator("input[name=number]").press("Enter")

    expect(page.locator("#question .study-verdict")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "ru")


def test_next_slide_takes_the_focus_and_starts_at_the_top(study):
    page = study("nearby")

    page.locator(".study-moves .next").click()

    expect(page.locator("body")).not_to_have_attribute("data-slide", "nearby")
    # A screen reader continues with the slide, not with the back link and the languages.
    expect(page.locator(".slide-title")).to_be_focused()
    assert page.evaluate("() => scrollY") == 0


def test_exercise_text_is_there_again_after_moving_on(study):
    page = study(SCENARIO)
    page.locator("#question textarea").fill("Я бы выслушал его.")

    page.locator(".study-moves .next").click()

    expect(page.locator("body")).not_to_have_attribute("data-slide", SCENARIO)
    study(SCENARIO)
    expect(page.locator("#question textarea")).to_have_value("Я бы выслушал его.")
