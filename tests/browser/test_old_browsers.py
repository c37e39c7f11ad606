"""One session and one course in the oldest supported browser, and in a later old one."""

import json
import os

import pytest

from tests.browser.devtools import launched
from tests.browser.kept_course import answers_of, eventually, single_choices
from tools import old_chromium

TERM = "selective-prevention"
PARTS = "prevention-science"


@pytest.fixture(scope="module", params=old_chromium.VERSIONS)
def browser_before(request):
    """`./check browser` fetches them; elsewhere they may be missing."""
    path = old_chromium.find(request.param)
    if path is None:
        assert os.environ.get("CI") != "true"
        pytest.skip(f"no Chromium {request.param}: python -m tools.old_chromium fetches it")
    with launched(path) as devtools:
        yield devtools


@pytest.fixture
def page(browser_before):
    page = browser_before.new_page("en")
    yield page
    assert page.faults == []


@pytest.fixture
def programme(taught):
    """The slides of a session that also has tests."""
    return taught.find("programme").slides


def number(slides, name):
    return [slide.id for slide in slides].index(f"{PARTS}--{name}")


def title(slide):
    return slide.text["en"].title


def test_participant_follows_answers_and_asks_in_an_old_browser(page, desk, server, programme):
    code = desk.new_session(module="programme")
    run = desk.run(code)

    page.goto(f"{server.url}/join/{code}")
    page.type("#name", "Ada")
    page.tap("main form .button")
    expect_connected(page)
    take_first_question(page)
    page.goto(f"{server.url}/rooms/{code}")
    expect_connected(page)

    run.start()
    answer_poll(page, run, programme)
    meet_a_term(page, run, programme)
    signal_and_ask(page)
    agree_to_a_step(page, run)
    write_a_message(page, run)
    page.tap(".text-size .larger")
    page.until("document.documentElement.dataset.textSize === '125'")
    page.tap(".text-size .smaller")
    page.until("document.documentElement.dataset.textSize === '100'")
    expect_no_cover(page)
    page.tap("[data-menu] summary")
    assert page.run("document.querySelector('.menu-list').getBoundingClientRect().right <= 360")
    run.end()
    page.until_there(".thanks.when-ended")


def expect_connected(page):
    page.until_there("[data-connection='connected']")
    page.until("document.body.dataset.extras === 'there'")


def take_first_question(page):
    page.tap(".tests.when-planned a.button")
    page.until("location.pathname.includes('/test/') && document.readyState === 'complete'")
    page.tap("main a.button")
    page.until_there("#test")
    page.tap(".test-item[data-number='1'] input[name=options]")
    page.until_text("[data-number='1'] .test-status", "Saved")
    page.tap("[data-number='1'] .test-moves .button:last-child")
    page.until_there("[data-number='2']:not([hidden])")


def answer_poll(page, run, slides):
    slide = slides[number(slides, "last-year")]
    run.go(number(slides, "last-year"))
    page.until_text("#slides .slide-title", title(slide))
    run.open(slide.id)
    page.tap("#slides .poll input:not([disabled])")
    page.tap("#slides .poll .button")
    page.until_there("#slides .poll-status.good")
    run.wait_until(r'"voters":\s*1\b')


def meet_a_term(page, run, slides):
    run.go(number(slides, "levels"))
    page.tap(f"#slides a.term[href$='#{TERM}']")
    page.until_there("dialog#term[open] dd")
    page.tap("dialog#term .button, dialog#term button")
    page.until("!document.querySelector('dialog#term').open")


def go_to(page, place):
    link = f".dock-place[href='#{place}']"
    page.until(f'document.querySelector("{link}:not([hidden])") !== null')
    if page.run(f"document.querySelector(\"{link}\").hasAttribute('data-late')"):
        page.tap(".dock-more")
    page.tap(link)


def signal_and_ask(page):
    page.tap(".dock-hand")
    page.tap(".signals [data-up='false']")
    page.until_there(".signals [data-up='true']")
    go_to(page, "questions")
    page.type("#question-text", "Why is one talk not enough?")
    page.tap(".question-form .button")
    page.until_there(".question .question-vote, .questions .question")


def agree_to_a_step(page, run):
    run.do("step.propose", text="Meet the parents", language="en")
    run.do("step.put", step="1")
    go_to(page, "steps")
    page.tap("#steps .step.put .answers button")
    page.until_there("#steps .step-status.good")


def write_a_message(page, run):
    run.do("chat.set", mode="everyone")
    go_to(page, "chat")
    page.type("#chat-text", "Good evening")
    page.tap("#chat .talk-form .button")
    page.until_there("#chat .message[data-mine='true'] .message-text")


def expect_no_cover(page):
    """Only keyboard users see the link that skips the page header."""
    assert page.run("document.querySelector('.skip').getBoundingClientRect().bottom <= 0")


def test_learner_answers_keeps_and_leaves_a_course_in_an_old_browser(
    page, desk, server, course, taught, database
):
    course_id, code = course
    quiz = next(slide for slide in single_choices(taught) if slide.poll.is_quiz)
    scenario = next(slide for slide in taught.modules[PARTS].slides if slide.is_scenario)
    base = f"{server.url}/study/{code}"

    page.goto(base)
    page.type("#name", "Ada")
    page.tap("main form .button")
    page.until_there("#go-on")
    expect_no_cover(page)
    page.goto(f"{base}/s/{quiz.id}")
    page.tap("#question input[type=radio]")
    expect_room_between(page, "#question .choice")
    page.tap("#question form .button")
    page.until_there("#question .study-verdict")
    assert page.run("document.activeElement.matches('.study-verdict')")

    page.goto(f"{base}/s/{scenario.id}")
    page.type("#question textarea", "I would listen first.")
    page.ask("Page.reload")
    page.until("document.querySelector('#question textarea').value === 'I would listen first.'")
    page.tap("form[data-moves] [data-way=back]")
    page.until(f"!location.pathname.endsWith({json.dumps(scenario.id)})")

    page.goto(f"{base}/offline")
    page.tap("[data-part=offer] button")
    page.until_there("[data-part=kept]")
    page.goto(base)
    page.tap("form[data-leave] button")
    page.until("!document.cookie.includes('study') && location.pathname !== ''")
    eventually(lambda: answers_of(database, course_id) == [(quiz.id, "online")])


def expect_room_between(page, selector):
    """The options do not touch each other."""
    script = f"""(() => {{
      const [upper, lower] = document.querySelectorAll({json.dumps(selector)});
      return lower.getBoundingClientRect().top - upper.getBoundingClientRect().bottom;
    }})()"""
    assert page.run(script) >= 4
