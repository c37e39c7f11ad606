"""Hands, pace, reactions, countdowns and breaks, as several people see them at once."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.console import Console, Stage

OLGA, AIGERIM = "Ольга", "Айгерим"


@pytest.fixture
def console(desk, visit, admin_state):
    """The console of a running session."""
    code = desk.new_session()
    console = Console(visit(storage_state=admin_state)).open(code)
    console.start()
    console.code = code
    return console


@pytest.fixture
def olga(console, join):
    return join(console.code, OLGA, "ru", look=PHONE)


def press(screen, place, word):
    screen.page.locator(place).get_by_role("button", name=word, exact=True).click()


def signal(someone, word):
    someone.open_signals()
    press(someone, ".dock-signals", word)


def hands(console):
    return console.page.locator(".hands-name")


def test_hand_is_raised_called_lowered_and_survives_a_reload(console, olga, join):
    aigerim = join(console.code, AIGERIM, "kk", look=PHONE)
    words = olga.words
    console.show("people")

    for someone in (olga, aigerim):
        signal(someone, someone.words["Raise hand"])
        expect(someone.page.locator("[data-up='true']")).to_be_visible()
    expect(hands(console)).to_have_text([OLGA, AIGERIM])
    olga.page.reload()
    expect(olga.page.locator(".signals-state")).to_have_text(
        words["Your hand is raised. You will be called."]
    )

    first = console.page.locator(".hands-row").first
    first.get_by_role("button", name=console.say("Give the floor")).click()
    band = olga.page.locator("[data-mount='signals/called']")
    expect(band.locator("strong")).to_have_text(words["You have the floor. Please speak."])
    expect(console.page.locator(".hands-row").first).to_have_attribute("data-called", "true")
    expect(aigerim.page.locator("[data-mount='signals/called']")).to_be_hidden()

    # The slide moves on, so the speech is over even if the host does not lower the hand.
    console.go(1)
    expect(band).to_be_hidden()
    expect(olga.page.locator(".signals-state")).to_have_text(
        words["You have the floor. Please speak."]
    )
    signal(olga, words["having the floor", "Finish"])
    expect(hands(console)).to_have_text([AIGERIM])


def test_hand_is_raised_from_any_place_by_a_round_button_on_a_phone(olga):
    page, words = olga.page, olga.words
    olga.expect_extras()
    opener, panel = page.locator(".dock-hand"), page.locator(".dock-signals")
    olga.show("questions")
    expect(panel).to_be_hidden()
    size = opener.bounding_box()
    assert min(size["width"], size["height"]) >= 48

    opener.click()
    press(olga, ".dock-signals", words["Raise hand"])

    expect(panel.locator(".signals-state")).to_have_text(
        words["Your hand is raised. You will be called."]
    )
    expect(opener).to_have_attribute("data-up", "")
    page.locator("#questions h2").click()
    expect(panel).to_be_hidden()
    expect(opener).to_have_attribute("aria-expanded", "false")


def test_signals_are_a_row_on_a_laptop(console, join):
    reader = join(console.code, AIGERIM, "kk")
    reader.expect_extras()

    expect(reader.page.locator(".dock-hand")).to_be_hidden()
    expect(reader.page.locator(".dock-signals .button")).to_have_count(3)
    press(reader, ".dock-signals", reader.words["Raise hand"])
    expect(reader.page.locator("[data-up='true']")).to_be_visible()


def test_pace_and_reactions_reach_the_consoles_bar(console, olga, join):
    aigerim = join(console.code, AIGERIM, "kk", look=PHONE)
    bar = console.page.locator("#figures")
    words = olga.words
    # The console knows the number of people a moment after they came.
    console.expect_here(2, 2)

    signal(olga, words["a signal to the presenter", "Slower"])
    expect(bar).to_contain_text(console.say("{n} of {all}: slower", n=1, all=2))
    expect(olga.page.locator(".signals-state")).to_have_text(
        words["The presenter sees your signal for three minutes."]
    )

    press(aigerim, ".signals-reactions", aigerim.words["reaction", "Thank you"])
    expect(bar).to_contain_text(f"{console.words['reaction', 'Thank you']} 1")
    expect(olga.page.locator(".signals-reactions .signals-count").nth(1)).to_have_text("1")
    # A screen reader must not announce two groups by the same name.
    groups = olga.page.locator(".signals [role=group]")
    names = groups.evaluate_all("all => all.map((group) => group.getAttribute('aria-label'))")
    assert len(names) == len(set(names)) == 2


def test_countdown_is_on_every_screen_until_the_host_ends_it(console, olga, visit, admin_state):
    stage = Stage(visit(storage_state=admin_state)).open(console.code)
    words = olga.words
    console.show("timing")
    console.page.locator("#timing-label").select_option("discussion")
    console.page.locator("#timing-minutes").fill("7")
    press(console, "#timing-body", console.words["Start the countdown"])

    band = olga.page.locator("[data-mount='timing/band']")
    expect(band).to_contain_text(words["Discussion"])
    # It keeps running while this test looks from screen to screen.
    time_left = re.compile("0[456]:")
    expect(band.locator(".number")).to_contain_text(time_left)
    expect(stage.page.locator(".stage-activity")).to_contain_text(time_left)
    olga.page.reload()
    expect(band.locator(".number")).to_contain_text(time_left)

    press(console, "#timing-body", console.words["End now"])
    expect(band).to_be_hidden()
    expect(stage.page.locator(".stage-activity")).to_have_count(0)


def test_break_fills_the_stage_while_participants_look_at_slides(
    console, olga, visit, admin_state, lesson
):
    stage = Stage(visit(storage_state=admin_state)).open(console.code)
    console.show("timing")
    press(console, "#timing-body", console.words["Start the break"])

    clock = stage.page.locator(".stage-break-clock")
    expect(clock).to_be_visible()
    end_time = olga.words["Break until {time}"].format(time=clock.inner_text())
    expect(olga.page.locator("[data-mount='timing/band'] strong")).to_have_text(end_time)
    olga.expect_slide(0, lesson.title("welcome", "ru"))

    press(console, "#timing-body", console.words["End now"])
    expect(clock).to_have_count(0)
    expect(stage.title).to_have_text(lesson.title("welcome", "en"))


def test_participant_without_scripts_raises_a_hand_and_reads_the_break(console, visit):
    page = visit("ru", look=PHONE, java_script_enabled=False)
    page.goto(f"/join/{console.code}")
    page.locator("#name").fill(OLGA)
    page.locator("main form .button").click()
    console.show("timing")
    press(console, "#timing-body", console.words["Start the break"])
    expect(console.page.locator(".timing-now")).to_be_visible()

    page.reload()
    expect(page.locator("[data-mount='timing/band']")).to_be_visible()
    page.goto(f"/rooms/{console.code}/more")
    expect(page.locator("main .notice")).to_be_visible()
    page.locator("form[action$='hand.raise'] button").click()

    expect(page.locator("form[action$='hand.lower'] button")).to_be_visible()
    console.show("people")
    expect(hands(console)).to_have_text([OLGA])


def test_hands_and_countdowns_are_accessible(console, olga, auditor):
    signal(olga, olga.words["Raise hand"])
    console.show("people")
    expect(hands(console)).to_have_text([OLGA])
    auditor.look(console.page, "console, a hand is up")
    console.show("timing")
    press(console, "#timing-body", console.words["Start the countdown"])
    expect(olga.page.locator("[data-mount='timing/band']")).to_be_visible()
    auditor.look(console.page, "console, time")
    auditor.look(olga.page, "room, a countdown")
    auditor.expect_nothing()
