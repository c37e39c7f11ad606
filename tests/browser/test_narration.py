"""A recording narrates a course: a learner hears what was said about the slide, and no more."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete

from tests.browser.conftest import PHONE
from tests.browser.course_start import begin
from tests.browser.office import path_of
from tests.browser.recorded import record
from tests.browser.truth import expect_true
from webinar.live.recording.models import RecordedSound

MINUTES = 3
# The session showed three slides, each for a minute; the second one asks a question.
WELCOME, POLL, PREVENTION = "welcome", "last-year", "prevention"
PASSAGES_S = {WELCOME: (0, 60), PREVENTION: (120, 170)}
CHANNELS = {"floor": 170, "kk": 30}
# How far a player may play past the end of a passage if the machine stands still for seconds; the
# next passage is much further.
SPARE_S = 10


@pytest.fixture
def narrated(desk, late, database):
    """The code of a course that is narrated by a session of three minutes."""
    code = desk.new_session()
    run = desk.run(code)
    run.start()
    run.go(1)
    run.go(2)
    late(code, MINUTES)
    database.write(lambda session: record(session, code, CHANNELS))
    run.end()
    course = path_of(desk.post("/desk/courses", module="prevention-science", guests="yes"))
    desk.post(course, add=code)
    desk.post(f"{course}/narration", session=code)
    return re.search(r"/study/([A-Z0-9]{8})", desk.get(course).text)[1]


@pytest.fixture
def study(visit, narrated):
    """`study(language, slide)`: this slide on the phone of a learner."""

    def study(language, slide):
        page = visit(language, look=PHONE)
        begin(page, narrated, language=language)
        page.goto(f"/study/{narrated}/s/{slide}")
        return page

    return study


def track(page, place=0):
    return page.locator(".narration-player").nth(place)


def place_of(page, place=0):
    """Return where the track is in its file, in seconds."""
    return track(page, place).locator("audio").evaluate("audio => audio.currentTime")


def expect_playing(page, place=0):
    audio = track(page, place).locator("audio")
    expect(audio).to_have_js_property("paused", False)
    before = place_of(page, place)
    expect_true(
        page,
        "([place, before]) => document.querySelectorAll('.narration-player audio')[place]"
        ".currentTime > before",
        [place, before],
    )


def test_learner_hears_the_slide_in_their_language_or_the_original(study, auditor):
    page = study("kk", WELCOME)
    names = page.locator(".narration-name")
    expect(names).to_have_text(["Қазақша", "Түпнұсқа"])
    auditor.look(page, "the narration of a slide")
    auditor.expect_nothing()
    assert track(page).locator("audio").get_attribute("src") is None

    track(page).locator("button").tap()
    expect_playing(page)
    track(page, 1).locator("button").tap()

    expect_playing(page, 1)
    # The original and its interpretation are not heard at once.
    expect(track(page).locator("audio")).to_have_js_property("paused", True)
    expect(track(page).locator("button")).to_have_text("Тыңдау")


@pytest.mark.parametrize("slide", PASSAGES_S)
def test_narration_begins_and_ends_with_its_slide(study, slide):
    begin, end = PASSAGES_S[slide]
    page = study("ru", slide)
    button, bar = track(page).locator("button"), track(page).locator("input")
    expect(page.locator(".narration-name")).to_have_text(["Оригинал"])
    button.tap()
    expect_playing(page)
    assert begin <= place_of(page) < end

    bar.fill(str((end - begin - 2) * 1000))

    expect(button).to_have_text("Слушать")
    assert end - SPARE_S <= place_of(page) <= end + SPARE_S
    button.tap()
    expect_playing(page)
    assert begin <= place_of(page) < end - SPARE_S


def test_narration_of_a_question_comes_with_its_answer(study):
    page = study("ru", POLL)
    expect(page.locator(".study-question")).to_be_visible()
    expect(page.locator(".narration")).to_have_count(0)

    page.locator(".study-question input[type=radio]").first.check()
    page.locator("[data-answer] button").first.tap()

    track(page).locator("button").tap()
    expect_playing(page)


def test_a_recording_that_went_missing_is_said_when_it_is_played(study, database):
    page = study("ru", WELCOME)
    database.write(lambda session: session.execute(delete(RecordedSound)))
    page.watch.foreseen.add(404)

    track(page).locator("button").tap()

    expect(track(page).locator("[role=alert]")).to_be_visible()
    expect(track(page).locator("button")).to_have_text("Слушать")
    page.reload()
    expect(page.locator(".narration")).to_have_count(0)
