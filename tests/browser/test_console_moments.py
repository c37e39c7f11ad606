"""The console in a presenter's hands: keys, focus, and what stays in sight."""

import pytest
from playwright.sync_api import expect

from tests.browser.console import Console, Stage
from tests.browser.double_press import press_at_once
from tests.browser.sizes import resize

SPOT = "Which school first?"
POLL = "last-year"


@pytest.fixture
def code(desk):
    return desk.new_session()


@pytest.fixture
def console(code, visit, admin_state):
    return Console(visit(storage_state=admin_state)).open(code)


def first_card(console):
    return console.page.locator("#run-body > .console-card")


def test_clicker_moves_the_slides_after_a_click_on_a_tab(console, lesson):
    console.start()
    position = console.page.locator("[data-part='position']")

    console.show("people")
    console.page.keyboard.press("PageDown")

    expect(position).to_have_text(console.say("Slide {n} of {all}", n=2, all=len(lesson)))
    console.page.keyboard.press("PageUp")
    expect(position).to_have_text(console.say("Slide {n} of {all}", n=1, all=len(lesson)))


def test_focus_is_on_next_after_the_start(console):
    console.start()

    expect(console.page.locator("#move [data-part='next'] .button")).to_be_focused()


def test_new_poll_form_focuses_the_question(console):
    console.page.locator("#run-body [data-opens='make-dialog']").click()

    expect(console.page.locator("#make-en-question")).to_be_focused()


def test_result_of_a_spontaneous_poll_stays_in_sight(console, lesson):
    console.start()
    console.go(lesson.number(POLL))
    for word in ("Open poll", "Close poll", "Show results"):
        console.command_here(word)
    console.make_poll(en=[SPOT, "Ours", "Theirs"])
    for word in ("Open poll", "Close poll", "Show results"):
        console.command_here(word)

    expect(first_card(console).locator("[data-state='revealed']")).to_be_visible()
    expect(first_card(console).locator(".console-card-title")).to_have_text(SPOT)


def test_presenter_reopens_a_poll_closed_by_mistake(console, code, join):
    ada = join(code, "Ada")
    console.start()
    console.make_poll(en=[SPOT, "Ours", "Theirs"])
    console.command_here("Open poll")
    ada.page.get_by_label("Ours").check()
    ada.page.locator(".poll-foot .button").first.click()
    expect(ada.page.locator(".poll-status").first).to_have_text(
        ada.words["Counted. You may change it until it closes."]
    )
    console.command_here("Close poll")
    expect(ada.page.locator(".poll-status").first).to_have_text(
        ada.words["Poll closed. Your answer is counted."]
    )

    console.command_here("Open again")

    expect(ada.page.locator(".poll-status").first).to_have_text(
        ada.words["Counted. You may change it until it closes."]
    )
    expect(ada.page.get_by_label("Theirs")).to_be_enabled()


def test_step_put_to_the_room_scrolls_into_view_with_its_button(console):
    console.start()
    console.show("steps")
    for number in range(1, 7):
        console.page.locator("#propose-text").fill(f"Meet the parents of school {number}")
        console.page.locator(".console-propose .button").click()
        expect(console.step(f"school {number}")).to_be_visible()

    console.step("school 6").get_by_role("button", name=console.words["Put to everyone"]).click()

    close = console.step("school 6").get_by_role("button", name=console.words["Close and count"])
    expect(close).to_be_focused()
    expect(close).to_be_in_viewport()


def test_poll_of_a_pre_test_closed_by_mistake_opens_again(desk, taught):
    programme = taught.programmes["programme"]
    part = next(part for part in programme.parts if part.keeps_answers)
    number = next(number for number in part.numbers if programme.slides[number].poll)
    console = Console(desk.open()).open(desk.new_session(module="programme"))
    console.start()
    console.go(number)

    for word in ("Open poll", "Close poll", "Open again"):
        console.command_here(word)


def test_report_opens_beside_the_console_and_links_back(console, code):
    console.start()
    link = console.menu("a[href$='/report']")

    with console.page.expect_popup() as opened:
        link.click()

    expect(opened.value.locator(f"a[href='/rooms/{code}/console']")).to_be_visible()
    console.expect_connection("connected")


def test_stage_has_its_own_language(console, code, visit, admin_state, lesson):
    stage = Stage(visit(storage_state=admin_state)).open(code)
    stage.page.locator("#tools select").first.select_option("kk")
    kazakh = stage.words
    expect(stage.page.locator("[data-says='scan']")).to_have_text(
        kazakh["Scan the picture, or open"]
    )

    console.start()
    console.go(lesson.number(POLL))
    console.command_here("Open poll")
    console.command_here("Close poll")

    expect(stage.page.locator("#foot")).to_contain_text(kazakh["Poll closed"])
    expect(stage.page.locator("#show .stage-column")).to_have_attribute("lang", "kk")
    console.end()
    expect(stage.page.locator(".stage-thanks")).to_have_text(kazakh["Thank you for taking part"])


def test_press_just_after_the_buttons_have_changed_is_refused_in_words(console):
    console.start()
    console.make_poll(en=[SPOT, "Ours", "Theirs"])
    card = console.page.locator("#moment .moment")
    expect(card.locator("[data-act='poll.open']")).to_be_visible()
    console.rest()

    press_at_once(console.page, card.locator("[data-act='poll.open']").click, "poll.close")

    said = console.say("The buttons had just changed. Press again.")
    expect(card.locator(".moment-state")).to_have_text(said)
    expect(card.locator("[data-act='poll.close']")).to_be_visible()
    console.rest()
    card.locator("[data-act='poll.close']").click()
    expect(card.locator("[data-act='poll.reveal']")).to_be_visible()
    expect(card.locator(".moment-state")).not_to_have_text(said)


def test_console_names_what_comes_after_the_end(console, visit):
    console.start()
    links = console.page.locator(".console-after a")
    expect(links.first).to_be_hidden()

    console.end()

    expect(links).to_have_count(4)
    for link in links.all():
        expect(link).to_be_visible()
        answer = console.page.request.get(link.get_attribute("href"))
        assert answer.ok, link.get_attribute("href")
    next_button = console.page.locator("#move [data-part='next'] .button")
    expect(next_button).to_have_attribute("aria-disabled", "true")


@pytest.mark.parametrize("size", [(1366, 768), (360, 640)], ids=["laptop", "phone"])
def test_ended_console_names_what_comes_next_before_the_slides_poll(console, lesson, size):
    width, height = size
    console.start()
    console.go(lesson.number(POLL))
    console.command_here("Open poll")
    console.command_here("Close poll")
    console.end()
    resize(console.page, {"width": width, "height": height})

    last_link = console.page.locator(".console-after a").last
    title = console.page.locator(".moment-title")
    expect(title).to_be_visible()
    assert last_link.bounding_box()["y"] < title.bounding_box()["y"]
    if width > height:
        expect(last_link).to_be_in_viewport()
