"""A kept course has the same rounds as online: its first page, their ends, and where to go on."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.kept_course import MODULE, begin_and_keep, open_without_network
from tests.browser.sizes import resize
from webinar.learn.study.rounds import rounds

ROUND_END = re.compile("/round$")
CONTINUED = {"ru": "Продолжить", "kk": "Жалғастыру", "prs": "ادامه"}


@pytest.fixture
def cut(taught):
    """The rounds of the module."""
    return rounds(taught.modules[MODULE])


def go_to_end(page):
    """Press the last button of each slide until the round has ended."""
    while not ROUND_END.search(page.url):
        url = page.url
        page.locator(".player-foot .button").last.click()
        expect(page).not_to_have_url(url)


@pytest.mark.parametrize(("language", "width"), [("ru", 390), ("kk", 360), ("prs", 320)])
def test_learner_goes_through_the_rounds_of_a_kept_course(
    wire, phone, course, cut, taught, auditor, language, width
):
    _, code = course
    page = phone(language)
    resize(page, {"width": width, "height": 740})
    begin_and_keep(page, code, "Daulet")
    open_without_network(page, wire, f"/study/{code}")
    expect(page.locator(".player-round")).to_have_count(len(cut))
    expect(page.locator(".player-round[data-state=now]")).to_have_count(1)
    objectives = taught.modules[MODULE].objectives
    expect(page.locator(".player-steps > li")).to_have_count(len(objectives["en"]))
    auditor.look(page, "first page")
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.locator(".player-go-on").click()
    expect(page).to_have_url(re.compile(f"/s/{cut[0].slides[0]}$"))
    go_to_end(page)
    assert page.url.endswith(f"/s/{cut[0].slides[-1]}/round")
    expect(page.locator(".player-end .notice.warn")).to_be_visible()
    auditor.look(page, "end of a round")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.reload()
    page.get_by_role("button", name=CONTINUED[language]).click()
    expect(page).to_have_url(re.compile(f"/s/{cut[1].slides[0]}$"))
    page.go_back()
    expect(page.locator(".player-end")).to_be_visible()

    page.go_forward()
    go_to_end(page)
    questions = page.locator(".player-end .player-options > li")
    quizzes = [
        slide
        for slide in taught.modules[MODULE].slides
        if slide.poll and slide.poll.is_quiz and not slide.poll.is_anonymous
    ]
    expect(questions).to_have_count(len(quizzes))
    auditor.look(page, "end of the module")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    questions.first.get_by_role("button").click()
    expect(page).to_have_url(re.compile(f"/s/{quizzes[0].id}$"))
    expect(page.locator(".player-answer")).to_be_visible()
    auditor.expect_nothing()


def test_wrong_answer_is_tried_again_from_the_end_of_the_module(wire, phone, course, cut, items):
    _, code = course
    quiz = next(slide for slide in items if slide.poll.is_quiz)
    wrong = next(at for at, option in enumerate(quiz.poll.options) if not option.is_correct)
    page = phone()
    begin_and_keep(page, code, "Daulet")
    open_without_network(page, wire, f"/study/{code}/s/{quiz.id}")
    page.locator(".choice input").nth(wrong).check()
    page.locator(".player-answer").click()
    expect(page.locator(".player-verdict")).to_be_visible()

    page.goto(f"/study/{code}/s/{cut[-1].slides[-1]}/round")
    question = page.locator(".player-options > li").filter(has_text=quiz.text["en"].title)
    expect(question).to_contain_text("Not correct yet")
    question.get_by_role("button", name="Try again").click()

    expect(page.locator(".player-answer")).to_be_visible()
    # The keyboard comes along to the slide.
    expect(page.locator(".slide-title")).to_be_focused()


def test_a_page_that_only_the_network_has_becomes_the_first_page(wire, phone, course):
    _, code = course
    page = phone()
    begin_and_keep(page, code, "Daulet")

    open_without_network(page, wire, f"/study/{code}/link")

    expect(page.locator(".player-go-on")).to_be_visible()
    expect(page).to_have_url(re.compile(f"/study/{code}$"))
