"""A presenter who works by keyboard never loses the focus; a double click does one thing."""

import pytest
from playwright.sync_api import expect

from tests.browser.console import SLIP_MS
from tests.browser.double_press import press_at_once
from tests.browser.sizes import resize
from tests.browser.truth import expect_true
from tests.browser.voices import press

FOCUSED = "document.activeElement.localName + '#' + document.activeElement.id"
TEXT = "Meet the parents"


def focused(page):
    return page.evaluate(FOCUSED)


def act(console, control, done):
    """Press a control by keyboard, wait until `done` holds, and expect the focus somewhere."""
    # The card of the moment takes an earlier press for the second one of a double click.
    console.rest()
    control.focus()
    console.page.keyboard.press("Enter")
    done()
    console.page.wait_for_timeout(100)
    # The page gives a lost focus back in a moment, which a busy machine makes longer.
    expect_true(console.page, f"!({FOCUSED}).startsWith('body')")


def shown(locator):
    return lambda: expect(locator).to_be_visible()


@pytest.fixture
def page(console):
    resize(console.page, {"width": 1366, "height": 768})
    console.show("notes-panel")
    return console.page


def test_focus_follows_a_poll_from_the_card_of_the_moment(console, page):
    console.go(1)
    main = page.locator(".moment-act .button").first
    expect(main).to_have_text(console.words["Open poll"])
    for label in ("Close poll", "Show results", "Second round"):
        said = page.locator(".moment-act").get_by_role("button", name=console.words[label])
        act(console, main, shown(said))
        expect(main).to_be_focused()


def test_focus_survives_every_step_and_question_and_hand(console, page, run, join):
    console.show("steps")
    page.locator("#propose-text").fill(TEXT)
    page.locator(".console-propose .button").click()
    step = console.step(TEXT)
    put = step.get_by_role("button", name=console.words["Put to everyone"], exact=True)
    close = step.get_by_role("button", name=console.words["Close and count"], exact=True)
    act(console, put, shown(close))
    act(
        console,
        step.get_by_role(
            "button", name=console.words["a step that is put to everyone", "Take back"]
        ),
        shown(put),
    )
    act(console, put, shown(close))
    act(console, close, shown(step.locator(".step-outcome")))

    olga = join(run.code, "Olga")
    console.show("people")
    press(olga.page, olga.words["Raise hand"])
    hand = page.locator(".hands-row")
    call = hand.get_by_role("button", name=console.words["Give the floor"])
    end = hand.get_by_role("button", name=console.words["End their turn"])
    act(console, call, lambda: expect(call).to_have_count(0))
    act(console, end, lambda: expect(hand).to_have_count(0))


def test_focus_survives_time_and_the_end(console, page):
    console.show("timing")
    start = page.get_by_role("button", name=console.words["Start the countdown"])
    end = page.locator("#timing").get_by_role("button", name=console.words["End now"])
    act(console, start, shown(end))
    act(console, end, lambda: expect(end).to_have_count(0))

    page.locator("#bar [data-opens='end-dialog']").click()
    act(
        console,
        page.locator("#end-dialog .button.stop"),
        lambda: console.expect_connection("ended"),
    )


@pytest.mark.parametrize(
    "gone",
    [
        "control.remove()",
        "control.hidden = true",
        "control.disabled = true",
        "control.parentElement.hidden = true",
    ],
)
def test_control_that_goes_away_hands_the_focus_to_its_surroundings(page, gone):
    page.locator("#move [data-part='next'] .button").focus()
    page.evaluate(f"const control = document.activeElement; {gone}")

    expect_true(page, "document.activeElement.closest('#move') !== null")


def test_control_that_moves_keeps_the_focus(page):
    control = page.locator("#move [data-part='next'] .button")
    control.focus()
    control.evaluate("control => document.getElementById('move').append(control)")

    expect(page.locator("#move > button").last).to_be_focused()


def test_press_beside_a_control_leaves_the_focus_nowhere(page):
    page.locator("#move [data-part='next'] .button").focus()
    page.locator(".console-title").click()
    # Everything on the console is drawn again at least once a second.
    page.wait_for_timeout(1500)

    assert focused(page).startswith("body")


def test_double_click_does_not_end_the_turn_that_it_gave(console, page, run, join):
    olga = join(run.code, "Olga")
    press(olga.page, olga.words["Raise hand"])
    moment = page.locator(".moment")
    main = page.locator(".moment-act .button").first
    expect(main).to_have_text(console.words["Give the floor"])
    console.rest()

    press_at_once(page, main.click, "hand.dismiss")

    console.rest()
    expect(moment).to_contain_text(console.words["Has the floor"])
    main.click()
    expect(moment).not_to_contain_text("Olga")


def test_hand_that_got_the_floor_stays_on_the_chosen_card(console, page, run, join):
    console.go(1)
    olga = join(run.code, "Olga")
    press(olga.page, olga.words["Raise hand"])
    page.locator(".moment-others .button").click()
    expect(page.locator(".moment-act .button").first).to_have_text(console.words["Give the floor"])
    console.rest()
    page.locator(".moment-act .button").first.click()

    expect(page.locator(".moment")).to_contain_text(console.words["Has the floor"])


def test_double_click_in_the_queue_does_one_thing(console, page, run, join):
    console.show("people")
    olga = join(run.code, "Olga")
    press(olga.page, olga.words["Raise hand"])
    row = page.locator(".hands-row")
    call = row.get_by_role("button", name=console.words["Give the floor"])
    box = call.bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.up()
    expect(call).to_have_count(0)
    end = row.get_by_role("button", name=console.words["End their turn"])
    # Another button may have come to stand in the same place.
    end.dispatch_event("click", {"detail": 2})

    page.wait_for_timeout(SLIP_MS)
    expect(row).to_have_count(1)
