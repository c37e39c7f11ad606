"""Several hosts of one session: a hand-over, interpreters' captions, a remote on a phone."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.console import Console, Stage
from tests.browser.double_press import press_again
from tests.browser.meter import Meter
from webinar.people.accounts.actions import make_sign_in_link
from webinar.people.accounts.models import User
from webinar.room.rooms.models import Room

REMOTE_BYTES = 55_000
LINE_BYTES = 300
# The poll of the second slide.
POLL = "last-year"
KAZAKH, CORRECTED = "Алдын алу мектептен басталады", "Алдын алу отбасынан басталады"


@pytest.fixture
def helpers(desk, sign_in, visit):
    """`helpers(code, name, task, language)`: a signed-in page of an appointed helper."""

    def invite(code, name, task, language="en", **look):
        email = f"{name.lower()}-{code.lower()}@demo.example"
        link = desk.invite(name, email, "presenter", language)
        desk.appoint(code, email, task)
        return visit(language, storage_state=sign_in(link, language).state, **look)

    return invite


@pytest.fixture
def session(desk, visit, admin_state):
    """The organiser's console of a session that has started, and its code."""
    code = desk.new_session()
    console = Console(visit(storage_state=admin_state)).open(code)
    console.start()
    return code, console


def open_desk(page, code):
    page.goto(f"/rooms/{code}/interpreting")
    expect(page.locator("#bar [data-part='link']")).to_have_attribute("data-state", "connected")


def type_line(page, text):
    page.locator("#line").fill(text)
    page.keyboard.press("Enter")


def next_button(page):
    return page.locator("#move [data-part='next'] .button")


def presenter_text(page):
    return page.locator("#floor .floor-who")


def press_again_prompt(page):
    return page.locator("#floor .floor-who", has_text="Press once more")


def test_two_presenters_hand_over_and_take_over_the_floor(session, helpers, join, lesson):
    code, first = session
    second = Console(helpers(code, "Dana", "presenter")).open(code)
    someone = join(code, "Айгуль", "kk", look=PHONE)
    expect(presenter_text(first.page)).to_have_text("You are presenting now")
    first.next()
    someone.expect_slide(1, lesson.title_at(1, "kk"))

    # While the other presenter is here, the first press only asks; wait until the console knows.
    expect(presenter_text(second.page)).to_contain_text("is presenting now")
    next_button(second.page).click()
    prompt = press_again_prompt(second.page)
    expect(prompt).to_be_visible()
    expect(second.page.locator("#floor .button.stop")).to_have_text("Press again to present")
    someone.expect_slide(1, lesson.title_at(1, "kk"))
    press_again(next_button(second.page).click, prompt)
    someone.expect_slide(2, lesson.title_at(2, "kk"))
    expect(presenter_text(second.page)).to_have_text("You are presenting now")
    expect(presenter_text(first.page)).to_have_text("⁨Dana⁩ has taken over and presents now")
    expect(presenter_text(first.page)).to_have_attribute("data-lost", "true")

    # Then the floor goes back: it is offered and accepted.
    second.page.locator("#floor .button", has_text="Hand over").click()
    expect(presenter_text(first.page)).to_contain_text("hands over to you")
    first.page.locator("#floor .button", has_text="Accept").click()
    expect(presenter_text(first.page)).to_have_text("You are presenting now")
    first.next()
    someone.expect_slide(3, lesson.title_at(3, "kk"))


def test_absent_presenter_does_not_lock_the_others_out(session, helpers, join, lesson):
    code, first = session
    second = Console(helpers(code, "Dana", "presenter")).open(code)
    expect(presenter_text(second.page)).to_contain_text("is presenting now")

    first.page.watch.is_cut = True
    first.page.context.set_offline(True)
    first.page.close()
    # Once the console knows that the other is gone, one press is enough.
    press_again(next_button(second.page).click, press_again_prompt(second.page))

    expect(presenter_text(second.page)).to_have_text("You are presenting now")
    expect(second.page.locator("[data-part='position']")).to_contain_text("2")


def test_only_readers_of_its_language_see_a_caption_line(
    session, helpers, join, visit, admin_state, auditor
):
    code, _ = session
    dana = helpers(code, "Dana", "interpreter.kk")
    aigul = join(code, "Айгуль", "kk", look=PHONE).page
    rustam = join(code, "Рустам", "ru", look=PHONE).page
    meter = Meter(aigul)
    stage = Stage(visit(storage_state=admin_state)).open(code).page
    stage.locator("#tools select").last.select_option("kk")
    open_desk(dana, code)

    type_line(dana, KAZAKH)

    expect(aigul.locator(".captions-lines p")).to_have_text([KAZAKH])
    expect(stage.locator(".stage-captions p")).to_have_text([KAZAKH])
    assert meter.wait_for("caption.said").size <= LINE_BYTES
    # Only what has been said can be corrected.
    expect(dana.locator(".lane-lines")).to_contain_text(KAZAKH)
    dana.keyboard.press("ArrowUp")
    type_line(dana, CORRECTED)
    expect(aigul.locator(".captions-lines p")).to_have_text([CORRECTED])
    type_line(dana, "<b>Екінші</b> жол")
    expect(aigul.locator(".captions-lines p")).to_have_text([CORRECTED, "<b>Екінші</b> жол"])
    # The captions are not in his language.
    expect(rustam.locator(".captions")).to_be_hidden()
    auditor.look(aigul, "captions on a phone")
    auditor.look(dana, "the interpreter's desk")

    # The earlier lines may have disappeared by now, so type one more.
    type_line(dana, KAZAKH)
    aigul.locator(".captions .button").click()
    expect(aigul.locator(".captions-lines")).to_have_count(0)
    aigul.reload()
    expect(aigul.locator(".captions .button")).to_be_visible()
    expect(aigul.locator(".captions-lines")).to_have_count(0)
    auditor.expect_nothing()


def test_captions_do_not_move_what_is_being_read(session, helpers, join):
    code, _ = session
    dana = helpers(code, "Dana", "interpreter.kk")
    aigul = join(code, "Айгуль", "kk", look=PHONE).page
    expect(aigul.locator("body")).to_have_attribute("data-extras", "there")
    title = aigul.locator("#slides .slide-title")
    before = title.bounding_box()
    open_desk(dana, code)

    heights = set()
    for text in (KAZAKH, " ".join([KAZAKH] * 3), "Жоқ"):
        type_line(dana, text)
        expect(aigul.locator(".captions-lines p").last).to_have_text(text)
        heights.add(aigul.locator(".captions").bounding_box()["height"])

    assert title.bounding_box() == before
    assert len(heights) == 1


def test_two_interpreters_of_one_language_see_each_others_lines(session, helpers):
    code, _ = session
    dana = helpers(code, "Dana", "interpreter.kk")
    erlan = helpers(code, "Erlan", "interpreter.kk")
    for page in (dana, erlan):
        open_desk(page, code)
    type_line(dana, KAZAKH)
    expect(erlan.locator("#lane .floor-who")).to_contain_text("Dana")
    expect(erlan.locator("#line")).to_be_disabled()

    dana.locator("#lane .button", has_text="Ask to be followed").click()
    # A requested hand-over takes one press; before this console hears of it, two.
    erlan.locator("#lane .button:not(.quiet)", has_text="Take over").click()

    expect(erlan.locator("#line")).to_be_enabled()
    expect(dana.locator("#line")).to_be_disabled()
    expect(erlan.locator(".lane-lines")).to_contain_text(KAZAKH)


def asked(button):
    """A button of the remote that was pressed once, and says what the second press does."""
    return button.and_(button.page.locator(".stop"))


def press_twice(button):
    button.click()
    expect(asked(button)).to_be_visible()
    press_again(button.click, asked(button))


def test_remote_moves_slides_runs_the_poll_and_is_light(session, helpers, join, lesson, auditor):
    code, _ = session
    dana = helpers(code, "Dana", "presenter", "en", look=PHONE)
    someone = join(code, "Айгуль", "kk", look=PHONE)
    meter = Meter(dana)
    dana.goto(f"/rooms/{code}/remote")
    expect(dana.locator("#bar [data-part='link']")).to_have_attribute("data-state", "connected")

    # The remote learns who presents a moment after it loads, and asks only once it knows.
    expect(presenter_text(dana)).to_contain_text("is presenting now")
    next_button(dana).click()
    prompt = press_again_prompt(dana)
    expect(prompt).to_be_visible()
    press_again(next_button(dana).click, prompt)
    someone.expect_slide(1, lesson.title_at(1, "kk"))
    expect(dana.locator("#position")).to_contain_text("2")
    expect(dana.locator("#notes-text .prose")).to_be_visible()
    poll = dana.locator("#poll .button")
    press_twice(poll)
    expect(poll).to_contain_text("Close poll")
    poll.click()
    expect(asked(poll)).to_be_visible()
    auditor.look(dana, "the remote")
    press_again(poll.click, asked(poll))
    expect(poll).to_have_count(0)

    box = next_button(dana).bounding_box()
    assert box["height"] >= 0.3 * PHONE["viewport"]["height"]
    size = meter.response_bytes + meter.handshake_bytes + meter.frame_bytes
    size -= meter.regained_bytes
    print(f"\n  the remote: {size} bytes of {REMOTE_BYTES}", end="")
    assert size <= REMOTE_BYTES
    auditor.expect_nothing()


@pytest.fixture
def phone_by_code(visit, database):
    """A page of a phone that has scanned the remote's code of a session's first presenter."""

    def scan(code):
        def link(db):
            room = db.scalars(select(Room).filter_by(code=code)).one()
            owner = db.get_one(User, room.owner_id)
            return make_sign_in_link(db, owner, f"/rooms/{code}/remote", remote_of=code)

        page = visit("en", look=PHONE)
        page.goto(f"/welcome/{database.write(link)}")
        page.locator("main form .button").click()
        expect(page).to_have_url(re.compile("/remote$"))
        page.goto("about:blank")
        return page

    return scan


def test_phone_paired_by_code_runs_the_session_without_hearing_names(
    session, phone_by_code, join, lesson
):
    code, _ = session
    someone = join(code, "Айгуль", "kk", look=PHONE)
    page = phone_by_code(code)
    meter = Meter(page)
    page.goto(f"/rooms/{code}/remote")
    expect(page.locator("#bar [data-part='link']")).to_have_attribute("data-state", "connected")

    next_button(page).click()
    someone.expect_slide(1, lesson.title_at(1, "kk"))
    press_twice(page.locator("#poll .button"))
    expect(page.locator("#poll .button")).to_contain_text("Close poll")
    someone.vote(POLL, lesson.keys(POLL)[0])

    expect(page.locator("#poll .number")).to_contain_text("1")
    received = "".join(frame.text for frame in meter.frames if not frame.is_up)
    assert '"voters":1' in received
    assert "Айгуль" not in received


def test_console_shows_a_code_for_a_phone_to_scan_once(session, visit):
    code, first = session
    first.menu("[data-opens='remote-dialog']").click()

    first.page.locator("#remote-dialog form .button").first.click()

    expect(first.page.locator("#remote-dialog [data-part='qr'] svg")).to_be_visible()
    expect(first.page.locator("#remote-dialog [data-part='said']")).to_contain_text("once")


def test_reassigned_helper_gets_the_page_for_the_new_task(session, helpers, desk):
    code, _ = session
    dana = helpers(code, "Dana", "presenter", look=LAPTOP)
    Console(dana).open(code)
    expect(next_button(dana)).to_be_visible()
    # A pending request of the console gets a 404 once the helper has no console.
    dana.watch.foreseen.add(404)
    page = desk.get(f"/desk/{code}").text
    number = re.search(r'name="entrust" value="(\d+)"', page)[1]

    desk.post(f"/desk/{code}", entrust=number, task="moderator")
    expect(next_button(dana)).to_have_count(0)

    desk.post(f"/desk/{code}", entrust=number, task="interpreter.kk")
    expect(dana).to_have_url(re.compile("/interpreting$"))


def test_interpreter_translates_a_step_into_their_language(session, helpers, join):
    code, console = session
    someone = join(code, "Айгерим", "kk")
    interpreter = helpers(code, "Samal", "interpreter.kk", "kk")
    open_desk(interpreter, code)
    console.show("steps")
    console.page.locator("#propose-text").fill("Meet the parents")
    console.page.locator(".console-propose .button").click()

    steps = interpreter.locator("#desk-steps")
    steps.locator("button[aria-expanded]").click()
    expect(steps.locator(".step-beside")).to_have_text("Meet the parents")
    steps.locator("textarea").fill("Ата-аналармен кездесу")
    steps.locator("form .button").first.click()

    expect(steps.locator("p[lang='kk']")).to_have_text("Ата-аналармен кездесу")
    someone.expect_extras()
    someone.show("steps")
    expect(someone.page.locator("#steps .step-text")).to_have_text("Ата-аналармен кездесу")


def test_remote_puts_a_step_and_closes_it_on_the_second_press(session, join, visit, admin_state):
    code, console = session
    someone = join(code, "Айгерим", "kk")
    console.show("steps")
    console.page.locator("#propose-text").fill("Meet the parents")
    console.page.locator(".console-propose .button").click()
    expect(console.step("Meet the parents")).to_be_visible()
    phone = visit(look=PHONE, storage_state=admin_state)
    phone.goto(f"/rooms/{code}/remote")

    put = phone.locator("#step-next .button")
    put.click()
    expect(asked(put)).to_have_text("Press once more to put it to everyone.")
    expect(console.step("Meet the parents")).to_have_attribute("data-state", "proposed")
    press_again(put.click, asked(put))
    someone.answer("agree")
    expect(phone.locator("#step")).to_contain_text("1 of 1 answered · Agree 1")
    close = phone.locator("#step .button")
    close.click()
    expect(asked(close)).to_be_visible()
    expect(console.step("Meet the parents")).to_have_attribute("data-state", "put")
    press_again(close.click, asked(close))

    expect(console.step("Meet the parents")).to_have_attribute("data-state", "agreed")
    expect(phone.locator("#step")).to_be_empty()
