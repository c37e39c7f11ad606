"""A course without a network: kept on a phone, and on a USB stick."""

import re
import zipfile
from io import BytesIO

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE

MODULE = "prevention-science"


@pytest.fixture
def course(desk):
    """A course of one module, for whoever has its code: id and code."""
    made = desk.post("/desk/courses", module=MODULE, title="Prevention", guests="yes")
    number = int(made.headers["Location"].rsplit("/", 1)[1])
    code = re.search(r"/study/([A-Z0-9]+)", desk.get(f"/desk/courses/{number}").text)[1]
    return number, code


def learner(db_url):
    return None


def begin(page, code, name="Daulet"):
    page.goto(f"/study/{code}")
    page.get_by_label(re.compile("name|имя", re.I)).fill(name)
    page.locator("form[action$='/begin'] button").click()
    expect(page.locator("#offline-note")).to_be_visible()


def kept_answers(server, name):
    """The items that somebody has answered, as the server has them, each as often as it is kept."""
    from sqlalchemy import select

    from webinar.courses.models import Learner
    from webinar.study.models import StudyAnswer

    database = server.database()
    try:
        with database.read() as db:
            found = select(StudyAnswer.item, StudyAnswer.source).join(
                Learner, Learner.id == StudyAnswer.learner_id
            )
            return [tuple(row) for row in db.execute(found.where(Learner.name == name))]
    finally:
        database.close()


def test_a_course_kept_on_a_phone_is_studied_without_a_network(server, wire, visit, course, taught):
    _, code = course
    item = next(s for s in taught.modules[MODULE].slides if s.poll and s.poll.kind == "single")
    page = visit("en", look=PHONE, url=wire.url)
    begin(page, code)
    page.goto(f"/study/{code}/offline")
    page.get_by_role("button", name="Keep on this phone").click()
    expect(page.locator("[data-part=kept]")).to_be_visible()

    wire.cut()
    try:
        page.goto(f"/study/{code}/s/{item.id}")
        expect(page.locator(".slide-title")).to_have_text(item.text["en"].title)
        page.locator(".choice input").first.check()
        page.get_by_role("button", name="Answer", exact=True).click()
        expect(page.locator(".player-verdict")).to_be_visible()
        page.reload()
        expect(page.locator(".player-verdict")).to_be_visible()
        expect(page.locator(".player-carrier")).to_contain_text("1 answer waits on this phone")
    finally:
        wire.mend()

    page.goto(f"/study/{code}")
    expect(page.locator("#offline-note")).to_contain_text("This course is kept on this device.")
    assert kept_answers(server, "Daulet") == [(item.id, "offline")]
