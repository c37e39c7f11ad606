"""The chime and the music of breaks are off until somebody switches them on, and load only then."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.console import Stage
from tests.browser.truth import expect_true

OLGA = "Ольга"
POLL = "last-year"
# Counts the notes that a page starts.
COUNTING = """
window.notes = 0;
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...times) {
  window.notes += 1;
  return start.apply(this, times);
};
"""


@pytest.fixture
def run(desk):
    """A running session, at the slide of its first poll."""
    code = desk.new_session()
    run = desk.run(code)
    run.start()
    run.go(1)
    return run


@pytest.fixture
def olga(run, join):
    olga = join(run.code, OLGA, "ru", look=PHONE)
    olga.page.add_init_script(COUNTING)
    olga.page.reload()
    olga.expect_extras()
    return olga


@pytest.fixture
def stage(run, visit, admin_state):
    page = visit(storage_state=admin_state)
    page.add_init_script(COUNTING)
    return Stage(page).open(run.code)


def notes(screen):
    return screen.page.evaluate("window.notes")


def wait_for_notes(screen, more_than):
    expect_true(screen.page, f"window.notes > {more_than}")


def has_loaded(screen, name):
    return screen.page.evaluate(
        "name => performance.getEntriesByType('resource').some((each) => each.name.includes(name))",
        name,
    )


def test_phone_is_silent_until_its_owner_switches_the_chime_on(run, olga):
    run.open(POLL)
    expect(olga.option(POLL, "talks")).to_be_enabled()
    assert (notes(olga), has_loaded(olga, "chime")) == (0, False)

    olga.page.locator("[data-mount='timing/chime'] input").check()
    # One hears what the chime is.
    wait_for_notes(olga, 1)
    heard = notes(olga)
    run.close(POLL)
    run.do("poll.reopen", poll=POLL)

    wait_for_notes(olga, heard)


def test_chime_stays_on_after_a_reload_and_goes_off_for_good(run, olga):
    box = olga.page.locator("[data-mount='timing/chime'] input")
    box.check()
    wait_for_notes(olga, 1)
    olga.page.reload()
    expect(box).to_be_checked()
    # A browser plays only after a tap.
    olga.page.locator(".slide-title").click()
    run.open(POLL)
    wait_for_notes(olga, 0)

    box.uncheck()
    olga.page.reload()
    olga.expect_extras()

    expect(box).not_to_be_checked()
    assert has_loaded(olga, "chime") is False


def test_switch_without_its_script_goes_back_off(olga):
    olga.page.watch.is_cut = True
    olga.page.route("**/chime-*", lambda route: route.abort())
    box = olga.page.locator("[data-mount='timing/chime'] input")

    # The switch may be back off before `check` looks at it.
    box.click()

    expect(box).not_to_be_checked()


def show_tools(stage):
    stage.page.mouse.move(200, 200)
    stage.page.mouse.move(220, 210)


def test_stage_chimes_if_the_presenter_wants_it(run, stage):
    run.open(POLL)
    expect(stage.page.locator("#foot")).not_to_have_text("")
    assert notes(stage) == 0
    show_tools(stage)

    stage.page.locator("#chime").check()
    wait_for_notes(stage, 1)
    heard = notes(stage)
    run.close(POLL)
    run.do("poll.reopen", poll=POLL)

    wait_for_notes(stage, heard)


def test_music_plays_in_a_break_until_the_break_ends(run, stage):
    music = stage.page.locator("#break-music")
    expect(music).to_be_hidden()
    run.do("break.start", minutes="5")
    expect(music).to_be_attached()
    show_tools(stage)
    assert has_loaded(stage, "break_music") is False

    music.click()
    expect(music).to_have_attribute("aria-pressed", "true")
    wait_for_notes(stage, 2)
    run.do("timing.end")

    expect(music).to_be_hidden()
    expect(music).to_have_attribute("aria-pressed", "false")


def test_second_press_stops_the_music(run, stage):
    run.do("break.start", minutes="5")
    music = stage.page.locator("#break-music")
    show_tools(stage)
    music.click()
    wait_for_notes(stage, 2)

    music.click()

    expect(music).to_have_attribute("aria-pressed", "false")
    expect(music).to_be_visible()


def test_music_stops_when_somebody_speaks(run, stage):
    run.do("break.start", minutes="5")
    music = stage.page.locator("#break-music")
    show_tools(stage)
    music.click()
    expect(music).to_have_attribute("aria-pressed", "true")

    run.do("voice.take")

    expect(music).to_have_attribute("aria-pressed", "false")
    music.click()
    expect(music).to_have_attribute("aria-pressed", "false")
