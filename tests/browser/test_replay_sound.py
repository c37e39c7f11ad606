"""The recording of a session in its replay: in step with the slides, and no obstacle to them."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.recorded import record
from tests.browser.truth import expect_true
from tests.protocol.waiting import until
from webinar.live.recording.models import RecordedSound

MINUTES = 10
CHANNELS = {"floor": 590, "kk": 400}
# How far sound and slides may differ.
IN_STEP_MS = 300
# How seldom the replay draws its time.
BEAT_MS = 250
CANNOT_PLAY = "HTMLMediaElement.prototype.canPlayType = () => ''"
REFUSE_SOUND = """
() => {
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException("", "NotAllowedError"));
  window.allowSound = () => (HTMLMediaElement.prototype.play = play);
}
"""
IS_HEARD = """
() => {
  const { paused, seeking, readyState } = document.querySelector(".replay-sound audio");
  return !paused && !seeking && readyState > 2;
}
"""
# The replay draws its time in whole seconds: what it is when a new one begins is known.
TIMES_AT_NEXT_SECOND = """
() => new Promise((resolve) => {
  const bar = document.querySelector(".replay-bar");
  const audio = document.querySelector(".replay-sound audio");
  const first = bar.value;
  const timer = setInterval(() => {
    if (bar.value === first) return;
    clearInterval(timer);
    resolve([Number(bar.value), audio.currentTime * 1000]);
  }, 5);
})
"""


@pytest.fixture
def code(desk, late, database):
    """A session of ten minutes with a recording in two channels."""
    code = desk.new_session(module="programme")
    run = desk.run(code)
    run.start()
    run.go(1)
    late(code, MINUTES)
    database.write(lambda session: record(session, code, CHANNELS))
    return code


@pytest.fixture
def watch(desk, code, join):
    """`watch(language)`: the replay of the session for a participant who reads this language."""

    def watch(language="kk", look=PHONE):
        page = join(code, "Olga", language, look=look).page
        desk.run(code).end()
        page.goto(f"/replay/{code}")
        expect(page.locator(".replay-toggle")).to_be_visible()
        return page

    return watch


def sound_of(page):
    return page.locator(".replay-sound audio")


def channel_of(page):
    return page.locator("select[name='sound-channel']")


def time_of(page):
    return int(page.locator(".replay-bar").input_value())


def expect_in_step(page, speed=1):
    """Expect that both play, and come to differ by no more than they may.

    After a jump, and whenever a busy machine has stood still, the sound needs a moment to follow.
    """
    until(lambda: is_in_step(page, speed), problem="the sound and the slides differ")


def is_in_step(page, speed):
    if not page.evaluate(IS_HEARD):
        return False
    slides_ms, sound_ms = page.evaluate(TIMES_AT_NEXT_SECOND)
    return -IN_STEP_MS <= sound_ms - slides_ms <= IN_STEP_MS + speed * BEAT_MS


def expect_to_go_on(page):
    before = time_of(page)
    expect_true(page, f"() => Number(document.querySelector('.replay-bar').value) > {before}")


def test_sound_follows_the_replay(watch, auditor):
    page = watch()
    expect(channel_of(page)).to_have_value("kk")
    auditor.look(page, "the sound of a replay")
    auditor.expect_nothing()
    # Nothing is loaded for viewers who only look.
    assert sound_of(page).get_attribute("src") is None

    page.locator(".replay-toggle").tap()
    expect_in_step(page)
    page.locator(".replay-bar").fill("240000")
    expect_in_step(page)
    page.locator(".replay-speed select").select_option("2")
    expect_in_step(page, speed=2)
    channel_of(page).select_option("floor")
    expect_in_step(page, speed=2)
    page.locator(".replay-toggle").tap()

    expect(sound_of(page)).to_have_js_property("paused", True)
    assert sound_of(page).get_attribute("src").endswith("voice.floor.webm")


def test_the_replay_waits_for_sound_that_is_on_its_way(watch):
    page = watch()
    waiting, is_held = [], True
    page.route(
        "**/voice.kk.webm",
        lambda route: waiting.append(route) if is_held else route.continue_(),
    )
    page.locator(".replay-toggle").tap()

    expect(page.locator(".replay-waiting")).not_to_be_empty()
    page.wait_for_timeout(1500)
    assert time_of(page) == 0
    expect(page.locator(".replay-toggle")).to_have_text("Тоқтату")
    is_held = False
    for route in waiting:
        route.continue_()

    expect_in_step(page)
    expect(page.locator(".replay-waiting")).to_be_empty()


def test_keys_of_the_player_rule_the_sound(watch):
    page = watch(look=LAPTOP)
    page.locator(".replay-bar").focus()

    page.keyboard.press("Space")
    expect_in_step(page)
    page.keyboard.press("ArrowRight")
    expect_in_step(page)
    assert time_of(page) >= 10_000
    page.keyboard.press("Space")

    expect(sound_of(page)).to_have_js_property("paused", True)


def test_choice_of_the_sound_is_kept(watch):
    page = watch(look=LAPTOP)
    channel_of(page).select_option("floor")
    page.locator("input[name=volume]").fill("40")
    page.locator("input[name=sound]").uncheck()

    page.reload()

    expect(channel_of(page)).to_have_value("floor")
    expect(page.locator("input[name=volume]")).to_have_value("40")
    expect(sound_of(page)).to_have_js_property("volume", 0.4)
    page.locator(".replay-toggle").click()
    expect_to_go_on(page)
    assert sound_of(page).get_attribute("src") is None


def test_reader_of_another_language_hears_the_original(watch):
    page = watch("prs")

    expect(channel_of(page)).to_have_value("floor")
    page.locator(".replay-toggle").tap()
    expect_in_step(page)


def test_after_the_last_word_the_replay_goes_on_to_its_end(watch):
    page = watch()
    end = page.locator(".replay-bar").get_attribute("max")
    page.locator(".replay-bar").fill(str(int(end) - 3000))

    page.locator(".replay-toggle").tap()

    expect(page.locator(".replay-toggle")).to_have_text("Ойнату")
    expect(page.locator(".replay-sound [role=alert]")).to_have_count(0)


def test_a_recording_that_went_missing_leaves_the_replay_silent(watch, database):
    page = watch()
    database.write(lambda session: session.execute(delete(RecordedSound)))
    page.watch.foreseen.add(404)

    page.locator(".replay-toggle").tap()

    expect(page.locator(".replay-sound [role=alert]")).to_be_visible()
    expect_to_go_on(page)


def test_a_broken_recording_leaves_the_replay_silent_and_can_be_tried_again(watch):
    page = watch()
    page.route("**/voice.kk.webm", lambda route: route.fulfill(body="no sound"))
    page.locator(".replay-toggle").tap()
    trouble = page.locator(".replay-sound [role=alert]")
    expect(trouble).to_be_visible()
    expect_to_go_on(page)

    page.unroute("**/voice.kk.webm")
    trouble.locator("button").tap()

    expect(trouble).to_have_count(0)
    expect_in_step(page)


def test_a_browser_that_cannot_play_it_shows_the_session_silently(watch):
    page = watch()
    page.add_init_script(CANNOT_PLAY)
    page.reload()

    expect(page.locator(".replay-sound [role=alert]")).to_be_visible()
    expect(page.locator(".replay-sound [role=alert] button")).to_have_count(0)
    page.locator(".replay-toggle").tap()
    expect_to_go_on(page)


def test_sound_that_the_browser_has_not_allowed_needs_a_press(watch):
    page = watch()
    page.evaluate(REFUSE_SOUND)
    page.locator(".replay-toggle").tap()
    trouble = page.locator(".replay-sound [role=alert]")
    expect(trouble).to_be_visible()
    expect_to_go_on(page)

    page.evaluate("() => void window.allowSound()")
    trouble.locator("button").tap()

    expect_in_step(page)


def test_without_a_recording_the_replay_has_no_sound(watch, database):
    database.write(lambda session: session.execute(delete(RecordedSound)))
    page = watch()

    expect(page.locator(".replay-toggle")).to_be_visible()
    expect(page.locator(".replay-sound, audio")).to_have_count(0)
