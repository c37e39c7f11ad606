"""Interpreters speak in two directions, relay from each other, and are heard over the original."""

from playwright.sync_api import expect

from tests.browser.voices import begin_speaking, expect_sound, press
from tests.protocol.waiting import until

MODULE = "policing-science"

SECOND = "document.querySelectorAll('audio')[1]"


def expect_speaker(page, name):
    expect(page.locator(".voice-who[data-on]")).to_contain_text(name)
    expect_sound(page)


def test_listener_hears_the_original_quietly_under_the_interpretation(
    console,
    interpreter,
    follower,
):
    dana, aida = interpreter("Dana"), follower("Айда", "kk")
    begin_speaking(console.page)
    begin_speaking(dana)
    press(aida.page, aida.words["Listen"])
    expect_speaker(aida.page, "Dana")
    under = aida.page.locator(".voice-under")
    expect(under).to_have_value("0")

    under.select_option("1")

    until(lambda: aida.page.evaluate(f"{SECOND}.currentTime") > 0, problem="no original plays")
    assert aida.page.evaluate(f"{SECOND}.volume") < 0.2
    expect_sound(aida.page)
    aida.page.reload()
    aida.expect_extras()
    expect(under).to_have_value("1")
    until(lambda: aida.page.evaluate(f"{SECOND}.currentTime") > 0, problem="no original plays")

    aida.page.locator(".voice select").first.select_option("floor")

    expect_speaker(aida.page, "Administrator")
    expect(under).to_have_count(0)


def test_presenter_hears_a_question_interpreted(console, interpreter, follower):
    dana, aida = interpreter("Dana"), follower("Айда", "kk")
    begin_speaking(console.page)
    begin_speaking(dana)
    press(aida.page, aida.words["Listen"])
    expect_speaker(aida.page, "Dana")
    press(console.page, "Listen")

    dana.keyboard.press("F8")

    expect(dana.locator(".voice-relay")).to_have_text(
        "You do not listen here. You speak into: English."
    )
    expect(dana.locator("#voice .voice-state")).to_have_text("You are speaking")
    expect_speaker(console.page, "Dana")
    # A listener who hears no interpreter hears the original.
    expect_speaker(aida.page, "Administrator")

    press(dana, "Kazakh")

    expect_speaker(aida.page, "Dana")
    expect(console.page.locator(".voice-other")).to_contain_text("Kazakh: ⁨Dana⁩")
    expect(console.page.locator(".voice-who")).to_have_count(0)
    expect(console.page.locator("#voice .voice-state")).to_have_text("You are speaking")


def test_second_press_takes_the_presenters_channel_from_a_colleague(interpreter):
    dana, olga = interpreter("Dana"), interpreter("Olga", "ru")
    english = "English (for the presenters)"
    press(dana, english)
    begin_speaking(dana)
    begin_speaking(olga)

    press(olga, english)
    expect(olga.locator("#voice .voice-state")).to_contain_text("Press once more")
    expect(dana.locator("#voice .voice-state")).to_have_text("You are speaking")
    press(olga, english)

    expect(dana.locator("#voice .voice-state")).to_contain_text("You no longer speak")
    expect(olga.locator(".voice-relay")).to_contain_text("You speak into: English")


def test_interpreter_relays_from_another_one(console, interpreter):
    olga, dana = interpreter("Olga", "ru"), interpreter("Dana")
    begin_speaking(console.page)
    begin_speaking(olga)
    begin_speaking(dana)
    press(dana, "Listen")
    expect_speaker(dana, "Administrator")

    dana.locator(".voice-hear select").select_option("ru")

    expect_speaker(dana, "Olga")
    expect(dana.locator(".voice-relay")).to_contain_text("You hear: Russian")
    dana.reload()
    press(dana, "Listen")
    expect_speaker(dana, "Olga")


def test_console_counts_and_names_the_listeners(console, interpreter, follower):
    dana, aida, olga = interpreter("Dana"), follower("Айда", "kk"), follower("Ольга", "ru")
    begin_speaking(console.page)
    begin_speaking(dana)
    for person in (aida, olga):
        press(person.page, person.words["Listen"])

    menu = console.page.locator(".voice-listeners")
    expect(menu.locator("summary")).to_have_text("Listeners: 2")
    menu.locator("summary").click()

    kazakh = menu.locator(".voice-channel", has_text="Kazakh")
    expect(kazakh).to_contain_text("1 listener")
    expect(kazakh).to_contain_text("⁨Dana⁩ has been interpreting since")
    expect(kazakh).to_contain_text("Айда")
    expect(menu.locator(".voice-channel", has_text="Original")).to_contain_text("Ольга")


def test_interpreters_hand_the_channel_over_at_one_press(interpreter, follower):
    dana, erlan, aida = interpreter("Dana"), interpreter("Erlan"), follower("Айда", "kk")
    begin_speaking(dana)
    press(aida.page, aida.words["Listen"])
    expect_speaker(aida.page, "Dana")

    press(dana, "Ask to be followed")
    expect(dana.locator("#voice .voice-state")).to_contain_text("You have asked to be followed")
    expect(erlan.locator("#voice .voice-state")).to_contain_text("Dana⁩ asks you to take over")
    erlan.locator(".voice-speak").get_by_role("button", name="Take over").click()

    expect_speaker(aida.page, "Erlan")
    expect(erlan.locator("#voice .voice-state")).to_have_text("You are speaking")
    expect(dana.locator("#voice .voice-state")).to_have_text(
        "⁨Erlan⁩ has taken over. You no longer speak."
    )


def test_slides_turn_at_once_when_the_host_says_so(console, run, follower):
    olga = follower("Ольга", "ru")
    begin_speaking(console.page)
    console.page.locator(".voice-listeners summary").click()
    switch = console.page.get_by_label("Slides wait for the voice")
    expect(switch).to_be_checked()

    # The switch shows what the server has, so it turns a moment after the click.
    switch.click()

    expect(switch).not_to_be_checked()
    later = follower("Айда", "kk")
    for person in (olga, later):
        press(person.page, person.words["Listen"])
        expect_sound(person.page)
    console.page.keyboard.press("Escape")
    console.page.get_by_role("button", name="Next", exact=True).click()
    for person in (olga, later):
        expect(person.page.locator(".slide-position")).to_contain_text("2 / 19")
