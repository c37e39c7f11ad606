"""A learner's question to the organisers of a course, on a phone, with the script and without."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.browser.conftest import PHONE
from tests.browser.course_start import begin
from tests.factories import make_course, make_user
from webinar.learn.courses.models import Course, Learner
from webinar.learn.inquiries import actions

SLIDE = "welcome"
PHONE_PLAIN = {**PHONE, "java_script_enabled": False}


@pytest.fixture
def course(database, taught):
    def build(session):
        module = taught.find("prevention-science")
        return make_course(session, make_user(session), module=module).code

    return database.write(build)


def open_question(page, course):
    begin(page, course, language="ru")
    page.goto(f"/study/{course}/s/{SLIDE}")
    page.locator("#inquiry > summary").click()


@pytest.mark.parametrize("look", [PHONE, PHONE_PLAIN], ids=["script", "plain"])
def test_typed_question_is_sent_by_its_button_and_by_going_on(look, visit, course, auditor):
    page = visit("ru", look=look)
    open_question(page, course)
    page.locator("#inquiry textarea").fill("Почему два?")
    if look is PHONE:
        auditor.look(page, "ask")

    page.locator("#inquiry .button").click()
    expect(page.locator("#inquiry")).to_contain_text("Ждёт ответа")
    page.locator("#inquiry textarea").fill("А три?")
    page.locator("#note > summary").click()
    page.locator("#note textarea").fill("Заметка")
    page.locator("#moves .next").click()
    expect(page).not_to_have_url(re.compile(f"/s/{SLIDE}"))
    page.goto(f"/study/{course}/s/{SLIDE}")

    expect(page.locator("#note textarea")).to_have_value("Заметка")
    expect(page.locator("#inquiry .study-written")).to_have_text(["Почему два?", "А три?"])


def drafts_of(page):
    return page.evaluate("Object.keys(localStorage).filter((key) => /draft/.test(key))")


def test_question_not_yet_sent_stays_in_another_language_and_after_reloading(visit, course):
    page = visit("ru", look=PHONE)
    open_question(page, course)
    field = page.locator("#inquiry textarea")
    field.fill("Почему два?")

    page.locator("header .menu > summary").click()
    page.locator("header button[value=kk]").click()
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    expect(field).to_be_visible()
    expect(field).to_have_value("Почему два?")
    page.reload()
    expect(field).to_have_value("Почему два?")
    expect(page.locator("#inquiry .study-written")).to_have_count(0)

    page.locator("#inquiry .button").click()
    expect(page.locator("#inquiry [role=status]")).to_have_text("Сұрағыңыз жіберілді.")
    expect(page.locator("#inquiry .study-written")).to_have_text("Почему два?")
    page.reload()
    expect(page.locator("#inquiry .study-written")).to_have_text("Почему два?")
    expect(field).to_have_value("")
    expect(page.locator("#inquiry [role=status]")).to_have_count(0)
    page.evaluate("async () => void (await import(document.body.dataset.drop))")
    assert drafts_of(page) == []


def test_draft_stays_when_another_device_asks_a_question(visit, course, database):
    page = visit("ru", look=PHONE)
    open_question(page, course)
    page.locator("#inquiry textarea").fill("Почему два?")

    def ask(session):
        learner = session.scalars(select(Learner).order_by(Learner.id.desc())).first()
        actions.ask(
            session,
            session.get_one(Course, learner.course_id),
            learner,
            SLIDE,
            "А три?",
            "other-device",
        )

    database.write(ask)
    page.reload()

    expect(page.locator("#inquiry .study-written")).to_have_text("А три?")
    expect(page.locator("#inquiry textarea")).to_have_value("Почему два?")
    assert len(drafts_of(page)) == 1


def test_saved_note_is_said(visit, course):
    page = visit("ru", look=PHONE)
    begin(page, course, language="ru")
    page.goto(f"/study/{course}/s/{SLIDE}")
    page.locator("#note > summary").click()
    page.locator("#note textarea").fill("Заметка")
    page.locator("#note .button").click()

    expect(page.locator("#note [role=status]")).to_have_text("Ваша заметка сохранена.")
