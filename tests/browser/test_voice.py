"""Voice: a presenter speaks into Chromium's fake microphone, and participants hear it."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.console import Console
from tests.browser.voices import expect_sound, press
from tests.protocol.waiting import until

MODULE = "policing-science"


def test_participant_hears_the_presenter(console, follower):
    olga = follower("Ольга", "ru")
    expect(olga.page.locator(".voice")).to_be_hidden()

    press(console.page, "Speak")

    expect(console.page.locator("#voice .voice-state")).to_have_text("You are speaking")
    press(olga.page, olga.words["Listen"])
    expect_sound(olga.page)

    press(console.page, "Stop speaking")

    expect(olga.page.locator(".voice-who")).to_contain_text(olga.words["Nobody is speaking now"])


def test_listening_goes_on_after_the_language_was_changed(console, follower):
    olga = follower("Ольга", "ru")
    press(console.page, "Speak")
    press(olga.page, olga.words["Listen"])
    expect_sound(olga.page)

    olga.switch_language("en")

    expect_sound(olga.page)
    press(olga.page, "Stop listening")
    expect(olga.page.get_by_role("button", name="Listen")).to_be_visible()
    olga.page.reload()
    olga.expect_extras()
    expect(olga.page.get_by_role("button", name="Listen")).to_be_visible()


def test_participant_hears_the_interpreter_of_their_language(interpreter, follower, console):
    dana = interpreter("Dana")
    aida = follower("Айда", "kk")
    press(console.page, "Speak")
    press(dana, "Speak")
    expect(dana.locator("#voice .voice-state")).to_have_text("You are speaking")

    press(aida.page, aida.words["Listen"])

    expect(aida.page.locator(".voice-who")).to_contain_text("Dana")
    expect_sound(aida.page)
    aida.page.locator(".voice select").first.select_option("floor")
    expect(aida.page.locator(".voice-who")).to_contain_text("Administrator")
    expect_sound(aida.page)
    press(dana, "Listen")
    expect_sound(dana)

    console.page.locator(".voice-listeners summary").click()
    press(console.page, "Silence ⁨Dana⁩")

    expect(dana.locator("#voice .voice-state")).to_contain_text("A host has ended your speaking")


def test_second_presenter_takes_over_at_the_second_press(desk, run, console, follower):
    olga = follower("Ольга", "ru")
    press(console.page, "Speak")
    expect(console.page.locator("#voice .voice-state")).to_have_text("You are speaking")
    other = Console(desk.open()).open(run.code)
    expect(other.page.locator("#voice .voice-state")).to_have_text("You speak in another tab")

    press(other.page, "Speak")

    expect(other.page.locator("#voice .voice-state")).to_have_text("You are speaking")
    expect(console.page.locator("#voice .voice-state")).to_contain_text(
        "perhaps you in another tab"
    )
    press(olga.page, olga.words["Listen"])
    expect_sound(olga.page)


def test_microphone_and_loudspeaker_are_tested_before_the_session(desk, join):
    planned = desk.run(desk.new_session(module="policing-science"))
    console = Console(desk.open()).open(planned.code)
    olga = join(planned.code, "Ольга", "ru", look=PHONE)

    press(console.page, "Test the microphone")
    expect(console.page.locator("#voice .voice-state")).to_contain_text("the bar must move")
    loudest = console.page.locator("meter")
    until(lambda: loudest.evaluate("meter => meter.value") > 0, problem="the bar does not move")
    press(console.page, "Stop the test")

    press(olga.page, olga.words["Test the sound"])
    expect(olga.page.locator(".door-check")).to_contain_text(
        olga.words["You should have heard three notes. If not, make it louder or use headphones."]
    )


def test_sound_goes_on_after_the_link_was_down(console, run, phone, enter, wire):
    olga = enter(phone("ru"), run.code, "Ольга")
    olga.expect_extras()
    press(console.page, "Speak")
    press(olga.page, olga.words["Listen"])
    expect_sound(olga.page)

    olga.page.watch.is_cut = True
    wire.cut()
    olga.expect_connection("reconnecting")
    wire.mend()

    olga.expect_connection("connected")
    expect_sound(olga.page)


def test_speaker_whose_link_was_down_goes_on_speaking(desk, follower, run, visit, wire):
    console = Console(visit(url=wire.url, storage_state=desk.state)).open(run.code)
    olga = follower("Ольга", "ru")
    press(console.page, "Speak")
    press(olga.page, olga.words["Listen"])
    expect_sound(olga.page)

    console.page.watch.is_cut = True
    wire.cut()
    expect(console.page.locator("#voice .voice-state")).to_have_text(
        "The connection is down: nobody hears you now"
    )
    wire.mend()

    expect(console.page.locator("#voice .voice-state")).to_have_text("You are speaking")
    expect_sound(olga.page)


def test_muted_speaker_is_heard_as_silence_until_a_host_takes_the_channel(console, run, follower):
    olga = follower("Ольга", "ru")
    press(console.page, "Speak")
    press(console.page, "Mute")
    expect(console.page.locator("#voice .voice-state")).to_have_text("You are muted")
    press(olga.page, olga.words["Listen"])
    expect_sound(olga.page)

    console.page.get_by_role("button", name="Next", exact=True).click()

    expect(olga.page.locator(".slide-position")).to_contain_text("2 / 19")
    run.do("voice.silence", channel="floor")
    expect(console.page.locator("#voice .voice-state")).to_contain_text(
        "A host has ended your speaking"
    )
