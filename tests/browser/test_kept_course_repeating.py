"""Questions that were answered wrongly come back in a kept course, too, without a network."""

import os
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.browser.kept_course import (
    MODULE,
    begin,
    eventually,
    keep,
    open_without_network,
)
from tests.browser.sizes import resize
from webinar.kit import clock
from webinar.kit.language_fallback import resolve
from webinar.learn.courses.models import Learner
from webinar.learn.repetition.models import RepeatAnswer
from webinar.learn.study.models import Source, StudyAnswer


def option_ids(slide, *, are_correct):
    return [option.id for option in slide.poll.options if option.is_correct == are_correct]


def answer_wrongly(database, course_id, *slides):
    """Answer these questions for the only learner, two days ago."""

    def work(db):
        learner = db.scalars(select(Learner).filter_by(course_id=course_id)).one()
        for slide in slides:
            at = clock.now() - timedelta(days=2)
            db.add(
                StudyAnswer(
                    learner_id=learner.id,
                    key=f"wrong-{slide.id}",
                    item=slide.id,
                    answer={"options": option_ids(slide, are_correct=False)[:1]},
                    is_right=False,
                    language="en",
                    answered_at=at,
                    source=Source.ONLINE,
                    arrived_at=at,
                )
            )

    database.write(work)


def repeats(database, course_id):
    with database.read() as db:
        rows = (
            select(RepeatAnswer.item, RepeatAnswer.is_right)
            .join(Learner, Learner.id == RepeatAnswer.learner_id)
            .where(Learner.course_id == course_id)
            .order_by(RepeatAnswer.id)
        )
        return [tuple(row) for row in db.execute(rows)]


@pytest.fixture
def quizzes(taught):
    """A question with several right options, and one with a single one."""
    slides = taught.modules[MODULE].slides
    return [slide for slide in slides if slide.id in ("school-features", "fidelity")]


@pytest.mark.parametrize(("language", "width"), [("ru", 360), ("kk", 390), ("prs", 320)])
def test_wrong_answers_come_back_without_a_network_and_are_sent_later(
    language, width, wire, phone, course, quizzes, database, auditor
):
    number, code = course
    page = phone(language)
    resize(page, {"width": width, "height": 740})
    begin(page, code, "Daulet")
    answer_wrongly(database, number, *quizzes)
    keep(page, code)
    expect(page.locator("[data-part=kept]")).to_be_visible()
    open_without_network(page, wire, f"/study/{code}")
    expect(page.locator(".player-repeat")).to_be_visible()
    look(page, auditor, width, f"{language}-offer")

    page.locator(".player-repeat .button").click()
    expect(page).to_have_url(f"{wire.url}/study/{code}/repeat")
    for count, slide in enumerate(quizzes):
        expect(page.locator(".slide-title")).to_have_text(resolve(slide.text, language)[1].title)
        if language == "ru":
            why = "ответили на этот вопрос неверно, поэтому он возвращается. После верного"
            expect(page.locator(".player-main")).to_contain_text(
                f"{why} ответа он вернётся через 3"
            )
        _, text = resolve(slide.poll.text, language)
        for option_id in option_ids(slide, are_correct=count == 0):
            page.locator(".choice", has_text=text.labels[option_id]).click()
        page.locator(".player-answer").click()
        expect(page.locator(".player-verdict")).to_be_focused()
        expect(page.locator(".player-verdict .good")).to_have_count(1 - count)
        if language == "ru":
            expect(page.locator(".player-main")).to_contain_text(" он вернётся.")
        look(page, auditor, width, f"{language}-verdict-{count}")
        page.locator(".player-foot .button").last.click()
    expect(page.locator(".player-repeat")).to_have_count(0)
    page.goto(f"/study/{code}/repeat")
    expect(page.locator(".slide-title")).to_be_visible()
    expect(page.locator(".choice")).to_have_count(0)
    look(page, auditor, width, f"{language}-nothing")

    wire.mend()
    page.watch.is_cut = False
    page.goto(f"/study/{code}")
    eventually(lambda: len(repeats(database, number)) == len(quizzes), page)
    first, second = quizzes
    assert repeats(database, number) == [(first.id, True), (second.id, False)]
    auditor.expect_nothing()


def look(page, auditor, width, name):
    auditor.look(page, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if shots := os.environ.get("SHOTS"):
        page.screenshot(path=f"{shots}/{name}.png", full_page=True)
