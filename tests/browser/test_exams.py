"""A test in a self-paced course: on a phone that loses its network, and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser import course_start
from tests.browser.conftest import LAPTOP, PHONE
from tests.factories import make_course, make_user
from tests.protocol.waiting import until
from webinar.learn.exams.drawing import versions_of
from webinar.live.assessment.plan import find_pair

PRE = "pre-test"


@pytest.fixture
def course(server, taught):
    """A course of the whole programme."""
    database = server.database()
    module = taught.find("programme")
    yield database.write(lambda s: make_course(s, make_user(s), module=module).code)
    database.close()


@pytest.fixture
def begin(visit, course):
    """A learner of the course who has begun its pre-test."""

    def begin(language, **options):
        page = visit(language, **options)
        course_start.begin(page, course, language=language)
        page.goto(f"/study/{course}/test/{PRE}")
        page.locator("button[value=begin]").click()
        return page

    return begin


def right_of(taught):
    module = taught.find("programme")
    versions = versions_of(module, find_pair(module, PRE)[1])
    return {key: next(iter(item.right)) for key, item in versions.items()}


def choose(page, number, right):
    question = page.locator(f"#q-{number}")
    name = question.locator("input[type=radio]").first.get_attribute("name")
    question.locator(f'label:has(input[value="{right[name.removeprefix("q.")]}"])').click()
    return question


def test_phone_saves_each_choice_including_those_made_offline(begin, taught, auditor):
    page, right = begin("ru", look=PHONE), right_of(taught)
    saved = choose(page, 1, right).locator("[data-state]")
    expect(saved).to_have_text("Сохранено")
    auditor.look(page, "attempt")

    page.watch.is_cut = True
    page.context.set_offline(True)
    unsaved = choose(page, 2, right).locator("[data-state]")
    expect(unsaved).to_contain_text("Ещё не сохранено")
    page.context.set_offline(False)
    expect(unsaved).to_have_text("Сохранено")
    expect(page.locator("#exam-kept")).to_contain_text("2")

    page.reload()
    expect(page.locator(".exam-question input:checked")).to_have_count(2)
    page.locator("#hand-in button[value=hand_in]").click()
    expect(page.locator("#hand-in [role=alert]")).to_be_visible()
    page.locator("button[value=hand_in_all]").click()
    expect(page.locator(".bar-number")).to_contain_text("2 из 10")
    auditor.look(page, "handed in")


def test_learner_without_scripts_saves_one_question_at_a_time(begin, taught):
    page, right = begin("kk", look=LAPTOP, java_script_enabled=False), right_of(taught)
    for number in range(1, 11):
        choose(page, number, right).locator(".exam-save button").click()
    page.locator("#hand-in button[value=hand_in]").click()

    expect(page.locator(".bar-number")).to_contain_text("10 ішінен 10")


def test_save_under_way_is_given_up_when_the_test_is_handed_in(begin, taught):
    page, right = begin("ru", look=LAPTOP), right_of(taught)
    held, given_up = [], []
    page.route("**/test/**", lambda route: held.append(route))
    page.on("requestfailed", lambda request: given_up.append(request.url))
    choose(page, 1, right)
    until(lambda: (page.title(), len(held))[1] == 1, problem="nothing was saved")
    page.locator("#hand-in button[value=hand_in]").click(no_wait_after=True)
    until(lambda: (page.title(), len(held))[1] == 2, problem="nothing was handed in")

    # The form has not left yet, so it is not the next page that ends the save.
    until(lambda: (page.title(), given_up)[1], problem="the save goes on")
    assert given_up == [held[0].request.url]
    assert given_up[0].endswith("?piece")
    held[1].continue_()
    expect(page.locator("#hand-in [role=alert]")).to_be_visible()
    expect(page.locator(".exam-question input:checked")).to_have_count(1)
