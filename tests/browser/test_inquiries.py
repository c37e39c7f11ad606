"""A learner's question to the organisers of a course, on a phone, with the script and without."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.course_start import begin
from tests.factories import make_course, make_user

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
