"""A session's door and catching up, as two participants and a presenter see them."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.console import Console
from tests.browser.double_press import press_again
from tests.browser.room import Participant

OLGA, AIGERIM = "Ольга Ким", "Айгерим Сейт"
POLL = "last-year"
# From now on the page's clock is two minutes ahead.
PUT_PAGE_CLOCK_FORWARD = (
    "const real = performance.now.bind(performance); performance.now = () => real() + 120_000"
)


@pytest.fixture
def console(desk, visit, admin_state):
    """The console of a session with a waiting room."""
    code = desk.new_session()
    desk.post(f"/desk/{code}/lobby", mode="admit", names="Сейт Айгерим\n")
    console = Console(visit(storage_state=admin_state)).open(code)
    console.code = code
    console.show("people")
    return console


@pytest.fixture
def knock(visit, console):
    """A participant joins and waits."""

    def knock(name, language):
        page = visit(language, look=PHONE)
        page.goto(f"/join/{console.code}")
        page.locator("#name").fill(name)
        page.locator("main form .button").click()
        expect(page.locator("[data-connection]")).to_have_attribute("data-connection", "connected")
        return Participant(page, name)

    return knock


def row(console, name):
    return console.page.locator(".lobby-row", has_text=name)


def test_presenter_closes_the_door_to_newcomers(console, visit):
    console.page.locator(".lobby .button", has_text="nobody else").click()
    expect(console.page.locator(".lobby")).to_contain_text("Nobody else can join")

    page = visit("ru", look=PHONE)
    page.goto(f"/join/{console.code}")
    page.locator("#name").fill(OLGA)
    page.locator("main form .button").click()

    expect(page.locator("main")).to_contain_text("больше не впускают")
    clearing = console.page.locator(".lobby .button", has_text="never here")
    clearing.click()
    expect(console.page.locator(".lobby .button", has_text="Remove them all?")).to_be_visible()


def test_host_admits_one_person_and_turns_away_another_who_asks_again(console, knock):
    olga, aigerim = knock(OLGA, "ru"), knock(AIGERIM, "kk")
    expect(console.page.locator("[data-count='lobby']")).to_have_text("2")
    expect(row(console, OLGA).locator("[data-expected='false']")).to_be_visible()
    expect(row(console, AIGERIM).locator("[data-expected='true']")).to_be_visible()
    for someone in (olga, aigerim):
        # The same answer for everybody, so that nobody learns who is on the list.
        expect(someone.page.locator(".door-lines > p")).to_have_count(2)
    expect(aigerim.page.locator("#place")).to_contain_text("2")

    refuse = row(console, OLGA).locator("details")
    refuse.locator("summary").click()
    refuse.locator(".menu-item").first.click()
    expect(olga.page.locator(".notice.warn")).to_be_visible()
    expect(row(console, OLGA)).to_have_count(0)
    row(console, AIGERIM).get_by_role("button", name=console.words["Let in"], exact=True).click()
    aigerim.page.wait_for_url(f"**/rooms/{console.code}")
    aigerim.expect_connection("connected")
    expect(console.page.locator(".roll-row", has_text=AIGERIM)).to_be_visible()

    olga.page.locator(".notice.warn .button").click()
    expect(olga.page.locator("#place")).to_contain_text("1")
    expect(row(console, OLGA)).to_be_visible()


def test_waiting_participants_connection_is_tested_and_shown_to_hosts(console, knock):
    olga = knock(OLGA, "ru")

    expect(olga.page.locator("[data-quality='good'], [data-quality='enough']")).to_be_visible()
    expect(row(console, OLGA)).to_contain_text("connection")


def test_removed_participant_is_out_until_the_removal_is_undone(console, knock):
    aigerim = knock(AIGERIM, "kk")
    row(console, AIGERIM).get_by_role("button", name=console.words["Let in"], exact=True).click()
    aigerim.page.wait_for_url(f"**/rooms/{console.code}")
    aigerim.expect_connection("connected")

    remove = console.page.locator(".roll-row", has_text=AIGERIM).locator(".roll-remove")
    remove.click()
    aigerim.expect_connection("connected")
    press_again(remove.click, console.page.locator(".roll-remove[data-asked=true]"))
    aigerim.expect_connection("refused")

    console.page.locator(".lobby-removed summary").click()
    console.page.locator(".lobby-removed .button").click()
    expect(console.page.locator(".lobby-removed")).to_have_count(0)
    aigerim.page.reload()
    aigerim.expect_connection("connected")


def test_console_says_why_a_removal_was_refused(console, knock, server):
    knock(AIGERIM, "kk")
    row(console, AIGERIM).get_by_role("button", name=console.words["Let in"], exact=True).click()
    person = console.page.locator(".roll-row", has_text=AIGERIM)
    expect(person.locator(".roll-remove")).to_be_visible()
    console.expect_facilitator(AIGERIM)
    console.lose_hosting(server.database_url, console.code)

    person.locator(".roll-remove").click()
    press_again(
        person.locator(".roll-remove").click, person.locator(".roll-remove[data-asked=true]")
    )

    expect(person.get_by_role("alert")).not_to_be_empty()


def test_latecomer_is_led_through_the_missed_slides(desk, join, lesson, late):
    run = desk.run(desk.new_session())
    run.start()
    run.go(lesson.number(POLL))
    run.open(POLL)
    run.close(POLL)
    run.reveal(POLL)
    for slide in (2, 3):
        run.go(slide)
    late(run.code, 10)

    olga = join(run.code, OLGA, "ru", look=PHONE)
    band = olga.page.locator("[data-mount='catchup/band']")
    expect(band.get_by_role("button")).to_have_count(2)
    band.get_by_role("button").first.click()
    for slide in range(3):
        olga.expect_position(slide)
        band.locator(":scope > .button").click()
    expect(band).to_be_hidden()
    olga.expect_position(3)

    olga.page.reload()
    olga.expect_extras()
    expect(band).to_be_hidden()


def test_reconnecting_participant_is_led_through_the_missed_slides(desk, join, lesson, late, wire):
    run = desk.run(desk.new_session())
    run.start()
    olga = join(run.code, OLGA, "ru", look=PHONE, url=wire.url)
    olga.lose_network(wire)
    olga.expect_connection("offline")
    run.go(lesson.number(POLL))
    run.open(POLL)
    run.close(POLL)
    for slide in (2, 3):
        run.go(slide)
    late(run.code, 10, people=1)
    olga.page.evaluate(PUT_PAGE_CLOCK_FORWARD)

    olga.find_network(wire)

    band = olga.page.locator("[data-mount='catchup/band']")
    expect(band.locator("p")).to_contain_text("Пропущено: 2 слайда + 1 опрос")
    band.get_by_role("button").first.click()
    olga.expect_slide(lesson.number(POLL), lesson.title(POLL, "ru"))
    band.locator(":scope > .button").click()
    olga.expect_slide(2, lesson.title_at(2, "ru"))
    band.locator(":scope > .button").click()
    expect(band).to_be_hidden()
    olga.expect_slide(3, lesson.title_at(3, "ru"))


def test_waiting_participants_see_the_start_in_their_own_time_zone(desk, visit):
    code = desk.new_session(date="2031-11-29", time="10:00")
    page = visit("ru", look=PHONE, timezone_id="Asia/Tokyo")
    page.goto(f"/join/{code}")
    expect(page.locator("main")).to_contain_text("14:00")

    Participant(page).join(code, OLGA).expect_extras()

    expect(page.locator(".waiting").first).to_contain_text("10:00")
    expect(page.locator(".waiting").first).to_contain_text("14:00")
