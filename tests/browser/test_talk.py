"""Push to talk: a participant is given the floor, and speaks into Chromium's fake microphone."""

from playwright.sync_api import expect

from tests.browser.voices import expect_sound, press
from tests.protocol.waiting import until

MODULE = "policing-science"


def let_speak(console, name):
    """The participant raises a hand, and the host lets them speak."""
    console.page.locator("a[href='#people']").click()
    row = console.page.locator(".hands-row", has_text=name)
    row.get_by_role("button", name="Open their microphone").click()


def hold(page):
    """Press the button as a finger would, once the microphone is there."""
    button = page.locator(".talk-hold")
    expect(button).to_have_attribute("aria-disabled", "false")
    button.hover()
    page.mouse.down()


def expect_state(person, text):
    expect(person.page.locator(".talk-state")).to_have_text(text)


def test_participant_who_may_speak_is_heard_and_the_presenter_goes_on_by_itself(console, follower):
    olga, aida = follower("Olga"), follower("Aida")
    press(console.page, "Speak")
    expect(console.page.locator("#voice .voice-state")).to_have_text("You are speaking")
    for person in (olga, aida):
        press(person.page, "Listen")
        expect_sound(person.page)
    olga.raise_hand()
    let_speak(console, "Olga")
    expect_state(olga, "Nobody hears you until you hold the button")

    hold(olga.page)

    expect_state(olga, "Everybody hears you")
    expect(console.page.locator("#voice .voice-state")).to_have_text("⁨Olga⁩ is asking a question")
    expect(aida.page.locator(".voice-who")).to_contain_text("Olga")
    expect_sound(aida.page)
    expect_sound(console.page)
    expect(olga.page.locator(".voice-who")).to_have_attribute("data-on", "false")

    olga.page.mouse.up()

    expect(console.page.locator("#voice .voice-state")).to_have_text("You are speaking")
    expect(aida.page.locator(".voice-who")).to_contain_text("Administrator")
    expect_sound(aida.page)
    expect_sound(olga.page)
    expect(console.page.locator(".voice-said .voice-who")).to_have_count(0)


def test_host_ends_the_time_in_the_middle_of_a_sentence(console, follower):
    olga = follower("Olga")
    press(console.page, "Speak")
    olga.raise_hand()
    let_speak(console, "Olga")
    hold(olga.page)
    expect_state(olga, "Everybody hears you")

    console.page.locator(".talk-running").get_by_role("button", name="End the time").click()

    expect(olga.page.locator(".talk")).to_be_hidden()
    expect(console.page.locator("#voice .voice-state")).to_have_text("You are speaking")
    expect(console.page.locator(".talk-running")).to_have_count(0)


def test_host_interrupts_and_the_participant_goes_on_with_the_next_press(console, run, follower):
    olga = follower("Olga")
    olga.raise_hand()
    let_speak(console, "Olga")
    hold(olga.page)
    expect_state(olga, "Everybody hears you")
    # Until the console has heard of it, its button takes the channel from nobody, and asks nothing.
    expect(console.page.locator(".talk-running")).to_contain_text("⁨Olga⁩ is speaking")

    press(console.page, "Speak")
    press(console.page, "Press again to speak")

    expect_state(olga, "You were interrupted. Hold the button to go on.")
    olga.page.mouse.up()
    hold(olga.page)
    expect_state(olga, "Everybody hears you")
    expect(console.page.locator("#voice .voice-state")).to_have_text("⁨Olga⁩ is asking a question")


def test_silenced_participant_may_go_on_and_the_presenter_speaks_meanwhile(console, follower):
    olga = follower("Olga")
    press(console.page, "Speak")
    olga.raise_hand()
    let_speak(console, "Olga")
    hold(olga.page)
    expect_state(olga, "Everybody hears you")

    press(console.page, "Silence")

    expect_state(olga, "You were interrupted. Hold the button to go on.")
    expect(console.page.locator("#voice .voice-state")).to_have_text("You are speaking")


def test_button_is_held_by_keys_and_pressed_twice_by_those_who_cannot_hold(console, follower):
    olga = follower("Olga")
    olga.raise_hand()
    let_speak(console, "Olga")
    button = olga.page.locator(".talk-hold")
    expect(button).to_have_attribute("aria-disabled", "false")
    until(lambda: olga.page.locator(".talk meter").evaluate("m => m.value") > 0, problem="no level")

    button.focus()
    for key in (" ", "Enter", "F8"):
        olga.page.keyboard.down(key)
        expect(button).to_have_attribute("aria-pressed", "true")
        olga.page.keyboard.up(key)
        expect(button).to_have_attribute("aria-pressed", "false")

    press(olga.page, "Talk without holding")
    expect_state(olga, "Everybody hears you")
    press(olga.page, "Stop speaking")
    expect_state(olga, "Nobody hears you until you hold the button")

    # So a screen reader presses.
    button.evaluate("button => button.click()")
    expect_state(olga, "Everybody hears you")
    press(olga.page, "I am done")
    expect(olga.page.locator(".talk")).to_be_hidden()


def test_grant_outlives_a_reload_and_the_next_in_the_queue_waits(console, follower):
    olga, aida = follower("Olga"), follower("Aida")
    for person, name in ((olga, "Olga"), (aida, "Aida")):
        person.raise_hand()
        let_speak(console, name)
    expect(aida.page.locator(".talk-head")).to_contain_text("You will be able to speak soon")

    olga.page.reload()

    expect(olga.page.locator(".talk-head")).to_contain_text("You may speak")
    press(olga.page, "I am done")
    expect(aida.page.locator(".talk-head")).to_contain_text("You may speak")
    hold(aida.page)
    expect_state(aida, "Everybody hears you")


def test_refused_microphone_is_said_in_words(console, follower):
    olga = follower("Olga")
    refuse = "() => Promise.reject(new DOMException('', 'NotAllowedError'))"
    olga.page.evaluate(f"() => {{ navigator.mediaDevices.getUserMedia = {refuse} }}")
    olga.raise_hand()

    let_speak(console, "Olga")

    expect(olga.page.locator(".talk-state")).to_contain_text("The microphone was not allowed")
    olga.page.evaluate("delete navigator.mediaDevices.getUserMedia")
    press(olga.page, "Try again")
    expect_state(olga, "Nobody hears you until you hold the button")


def test_second_tab_of_the_speaker_says_so(console, run, follower):
    olga = follower("Olga")
    olga.raise_hand()
    let_speak(console, "Olga")
    other = olga.page.context.new_page()
    other.goto(olga.page.url)
    hold(olga.page)
    expect_state(olga, "Everybody hears you")

    expect(other.locator(".talk-state")).to_have_text("You speak in another tab")


def test_stage_says_who_speaks(console, desk, run, follower):
    olga = follower("Olga")
    stage = desk.open()
    stage.goto(f"/rooms/{run.code}/stage")
    expect(stage.locator("#speaker")).to_have_text("")
    olga.raise_hand()
    let_speak(console, "Olga")

    hold(olga.page)

    speaker = stage.locator("#speaker")
    expect(speaker).to_have_text("⁨Olga⁩ is speaking")
    assert speaker.bounding_box()["y"] > 0.8 * stage.viewport_size["height"]
