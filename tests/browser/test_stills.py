"""Still pictures: of a presenter by Chromium's fake camera, and of a screen that it makes up."""

import secrets

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.console import Console
from tests.browser.voices import press
from tests.protocol.waiting import until

MODULE = "policing-science"

# Keeps the streams that the page gets, to tell whether the camera's light is on.
KEEP_STREAMS = """
    window.streams = [];
    for (const name of ["getUserMedia", "getDisplayMedia"]) {
      const ask = navigator.mediaDevices[name].bind(navigator.mediaDevices);
      navigator.mediaDevices[name] = async (wish) => {
        const stream = await ask(wish);
        streams.push(stream);
        return stream;
      };
    }
"""
LIVE_TRACKS = """
    streams.flatMap((stream) => stream.getTracks())
      .filter(({ readyState }) => readyState === "live").length
"""
SAVE_DATA = """
    const connection = { saveData: true, effectiveType: "4g" };
    Object.defineProperty(navigator, "connection", { value: connection });
"""


@pytest.fixture
def console(desk, run):
    page = desk.open()
    page.add_init_script(KEEP_STREAMS)
    return Console(page).open(run.code)


def press_in_menu(console, label):
    """Press a button of the menu *Tools*, which opens by itself when there is something to say."""
    menu = console.page.locator(".console-tools-menu")
    if menu.get_attribute("open") is None:
        menu.locator("summary").click()
    menu.get_by_role("button", name=label, exact=True).click()


def show_me(console):
    press_in_menu(console, "Show my picture")
    expect(console.page.locator("#stills .voice-state")).to_have_text("Your picture is shown")


def preview_screen(console):
    press_in_menu(console, "Show my screen now")
    expect(console.page.locator("#screen-dialog")).to_be_visible()


def show_screen(console, text=""):
    preview_screen(console)
    console.page.locator("#screen-text").fill(text)
    press(console.page, "Show to everybody")
    expect(console.page.locator("#screen-dialog")).to_be_hidden()


def speaker_of(page):
    return page.locator(".dock .voice img")


def screen_of(page):
    return page.locator("#slides figure img")


def expect_picture(image):
    expect(image).to_be_visible()
    assert image.evaluate("image => image.complete && image.naturalWidth") > 0


def test_participant_sees_the_presenter_until_the_camera_is_off(console, follower):
    olga = follower("Ольга", "ru")

    show_me(console)

    expect_picture(speaker_of(olga.page))
    assert speaker_of(olga.page).evaluate("image => [image.naturalWidth, image.naturalHeight]") == [
        320,
        180,
    ]
    assert console.page.evaluate(LIVE_TRACKS) == 1

    press_in_menu(console, "Stop showing my picture")

    expect(speaker_of(olga.page)).to_be_hidden()
    assert console.page.evaluate(LIVE_TRACKS) == 0


def test_newer_picture_follows(console, follower):
    olga = follower("Ольга", "ru")
    show_me(console)
    expect_picture(speaker_of(olga.page))
    first = speaker_of(olga.page).get_attribute("src")

    expect(speaker_of(olga.page)).not_to_have_attribute("src", first)


def test_participant_hides_the_picture_and_that_is_remembered(console, follower):
    olga = follower("Ольга", "ru")
    show_me(console)
    expect_picture(speaker_of(olga.page))

    press(olga.page, olga.words["Hide"])

    expect(speaker_of(olga.page)).to_be_hidden()
    olga.page.reload()
    expect(olga.page.get_by_role("button", name=olga.words["Show"], exact=True)).to_be_visible()
    expect(speaker_of(olga.page)).to_be_hidden()
    press(olga.page, olga.words["Show"])
    expect_picture(speaker_of(olga.page))


def test_phone_that_saves_data_loads_no_picture_of_the_speaker(
    console, run, visit, enter, follower
):
    page = visit("ru", look=PHONE)
    page.add_init_script(SAVE_DATA)
    requested = []
    page.on("request", lambda request: requested.append(request.url))
    aida = enter(page, run.code, "Айда")
    aida.expect_extras()
    olga = follower("Ольга", "ru")

    show_me(console)

    expect_picture(speaker_of(olga.page))
    until(lambda: any("stills-" in url for url in requested), problem="it hears of no picture")
    assert not [url for url in requested if "/stills/" in url]
    expect(speaker_of(page)).to_be_hidden()


def test_screen_is_shown_only_after_the_presenter_has_looked_at_it(console, follower, desk, run):
    olga = follower("Ольга", "ru")
    preview_screen(console)
    assert console.page.evaluate(LIVE_TRACKS) == 0, "the capture has ended"
    assert console.page.locator(".stills-preview").evaluate("canvas => canvas.width") > 300
    expect(screen_of(olga.page)).to_have_count(0)

    console.page.locator("#screen-text").fill("A map of the district")
    press(console.page, "Show to everybody")

    expect_picture(screen_of(olga.page))
    expect(screen_of(olga.page)).to_have_attribute("alt", "A map of the district")
    expect(olga.page.locator("#slides .slide")).to_be_hidden()
    caption = olga.words["{name} shows this picture"].replace("{name}", "⁨Administrator⁩")
    expect(olga.page.locator("#slides figcaption")).to_have_text(caption)
    stage = desk.open()
    stage.goto(f"/rooms/{run.code}/stage")
    expect_picture(stage.locator(".stage-picture img"))


def test_late_joiner_sees_the_screen_and_a_reload_keeps_it(console, follower):
    show_screen(console)
    olga = follower("Ольга", "ru")
    expect_picture(screen_of(olga.page))

    olga.page.reload()

    expect_picture(screen_of(olga.page))


def test_next_slide_replaces_the_screen(console, follower):
    olga = follower("Ольга", "ru")
    show_screen(console)
    expect_picture(screen_of(olga.page))

    console.next()

    expect(screen_of(olga.page)).to_be_hidden()
    expect(olga.page.locator("#slides .slide")).to_be_visible()


def test_presenter_takes_the_screen_away(console, follower):
    olga = follower("Ольга", "ru")
    show_screen(console)
    expect_picture(screen_of(olga.page))

    press_in_menu(console, "Take the shown picture away")

    expect(screen_of(olga.page)).to_be_hidden()
    expect(olga.page.locator("#slides .slide")).to_be_visible()


def test_slide_stays_until_the_screen_has_arrived(console, follower):
    olga = follower("Ольга", "ru")
    waiting = []
    olga.page.route("**/stills/*", lambda route: waiting.append(route))
    show_screen(console)
    until(lambda: waiting or olga.page.wait_for_timeout(50), problem="it is not fetched")
    expect(olga.page.locator("#slides .slide")).to_be_visible()

    waiting[0].continue_()

    expect_picture(screen_of(olga.page))
    expect(olga.page.locator("#slides .slide")).to_be_hidden()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("NotAllowedError", "The camera was not allowed"),
        ("NotFoundError", "There is no camera"),
        ("NotReadableError", "used by another program"),
        ("TypeError", "Try again"),
    ],
)
def test_trouble_with_the_camera_is_said_in_words(desk, run, error, words):
    page = desk.open()
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = async () => "
        f"{{ throw Object.assign(new Error(), {{ name: '{error}' }}) }}"
    )
    console = Console(page).open(run.code)

    press_in_menu(console, "Show my picture")

    expect(console.page.locator("#stills .voice-state")).to_contain_text(words)


def test_browser_that_makes_no_webp_is_named(desk, run):
    page = desk.open()
    page.add_init_script(
        "const canvases = HTMLCanvasElement.prototype; const encode = canvases.toBlob;"
        "canvases.toBlob = function (done) { encode.call(this, done, 'image/png') }"
    )
    page.add_init_script(KEEP_STREAMS)
    console = Console(page).open(run.code)

    press_in_menu(console, "Show my picture")

    expect(console.page.locator("#stills .voice-state")).to_contain_text("cannot send pictures")
    assert page.evaluate(LIVE_TRACKS) == 0
    press_in_menu(console, "Show my screen now")
    expect(console.page.locator("#stills .voice-state")).to_contain_text("cannot send pictures")


def test_presenter_whose_picture_was_taken_away_is_told(desk, sign_in, run, console, follower):
    email = f"pia{secrets.token_hex(4)}@demo.example"
    link = desk.invite("Pia", email, "presenter")
    desk.appoint(run.code, email)
    pia = Console(sign_in(link).open()).open(run.code)
    olga = follower("Ольга", "ru")
    show_me(console)
    expect_picture(speaker_of(olga.page))

    # The next picture is refused.
    console.page.watch.foreseen.add(409)
    press_in_menu(pia, "Take the picture away")

    expect(speaker_of(olga.page)).to_be_hidden()
    expect(console.page.locator("#stills .voice-state")).to_contain_text("no longer shown")
    assert console.page.evaluate(LIVE_TRACKS) == 0
