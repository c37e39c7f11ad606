"""The test before and after, as one learner takes it on a phone whose link drops."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.console import Console
from tests.browser.meter import Meter
from tests.browser.room import Participant

ITEM_COUNT = 10
PAGE_BYTES = 60_000
SMALL = {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True}
LONG_TITLE = "Профилактика употребления психоактивных веществ для сотрудников полиции"


class Taker:
    """A test on a page, which shows one question at a time."""

    def __init__(self, page):
        self.page = page

    @property
    def shown(self):
        return self.page.locator(".test-item:not([hidden])")

    @property
    def status(self):
        return self.shown.locator(".test-status")

    def choose(self, number, option):
        expect(self.shown).to_have_attribute("data-number", str(number))
        self.shown.locator(f"input[value='{option}']").check()

    def next(self):
        self.shown.locator(".test-moves .button").last.click()

    def expect_saved(self):
        expect(self.status).to_contain_text("Saved")


@pytest.fixture
def session(desk):
    code = desk.new_session(module="programme")
    return code, desk.run(code)


def test_learner_starts_in_the_lobby_drops_resumes_and_sees_the_gain(session, join, wire, visit):
    code, run = session
    phone = join(code, "Rosa", look=PHONE, url=wire.url)
    phone.page.locator(".tests.when-planned a.button").click()
    phone.page.locator("main a.button").first.click()
    taker = Taker(phone.page)

    taker.choose(1, "register")
    taker.expect_saved()
    taker.next()
    phone.page.watch.is_cut = True
    wire.cut()
    taker.choose(2, "knowledge-only")
    expect(taker.status).to_contain_text("Kept on this device")
    taker.next()
    expect(taker.shown).to_have_attribute("data-number", "3")
    wire.mend()
    phone.page.go_back()
    taker.expect_saved()
    phone.page.watch.is_cut = False

    # The page is loaded again, as on another day: the earlier answers are there.
    phone.page.reload()
    expect(phone.page.locator("[data-number='2'] input[value='knowledge-only']")).to_be_checked()
    expect(phone.page.locator("[data-number='1'] input[value='register']")).to_be_checked()
    phone.page.goto(f"/rooms/{code}/test/pre-test/hand-in")
    expect(taker.shown.locator(".test-left")).to_contain_text("8 questions are not answered yet")
    taker.shown.locator("form .button").click()
    expect(phone.page.locator(".notice.good")).to_be_visible()

    run.start()
    run.do("test.open", part="post-test")
    phone.page.goto(f"/rooms/{code}")
    phone.page.locator(".dock-offer").click()
    phone.page.locator("#assessment a.button").click()
    phone.page.locator("main a.button").first.click()
    taker.choose(1, "avoid-delay")
    taker.expect_saved()
    run.end()
    taker.next()
    # After the end the test stays open for those who were cut off.
    taker.choose(2, "knowledge-only")
    taker.expect_saved()
    phone.page.goto(f"/rooms/{code}/test/post-test/hand-in")
    taker.shown.locator("form .button").click()
    expect(phone.page.locator(".notice.good")).to_be_visible()
    expect(phone.page.locator("main")).not_to_contain_text("What is right:")

    phone.page.goto(f"/rooms/{code}")
    offers = phone.page.locator(".tests.when-ended")
    expect(offers).to_contain_text("Your result, question by question, stands here when")
    expect(offers.locator("a.button")).to_have_count(0)
    run.do("test.close", part="post-test")
    offers.get_by_role("link", name="See your result").click()
    bars = phone.page.locator(".bars .bar-number")
    expect(bars).to_have_text([f"1 of {ITEM_COUNT}", f"2 of {ITEM_COUNT}"])
    expect(phone.page.locator(".test-result").first).to_contain_text("What is right:")
    console = visit("en", storage_state=run.desk.state)
    console.goto(f"/rooms/{code}/report")
    expect(console.locator("#tests")).to_contain_text("Too few people took both tests")


def test_open_test_is_offered_once_the_open_poll_is_answered(session, join, desk):
    code, run = session
    run.start()
    phone = join(code, "Rosa", look=PHONE)
    phone.expect_extras()
    offer = phone.page.locator(".dock-offer")
    console = Console(desk.open()).open(code)
    console.make_poll(en=["Shall we take a break?", "Yes", "No"])
    console.command("Shall we take a break?", "Open poll")
    run.do("test.open", part="post-test")
    expect(offer).to_have_text(phone.words["A poll is open. Answer"])
    offer.click()

    phone.page.locator("#polls .choice").first.click()
    phone.page.locator("#polls .poll-foot > .button").click()

    expect(offer).to_have_text(phone.words["A test is open. Take it"])


def test_open_page_of_the_pre_test_says_that_the_session_has_begun(session, join):
    code, run = session
    phone = join(code, "Rosa", look=PHONE)
    phone.page.goto(f"/rooms/{code}/test/pre-test/1")
    taker = Taker(phone.page)
    taker.choose(1, "register")
    taker.expect_saved()
    phone.page.goto(f"/rooms/{code}/test/pre-test/hand-in")

    run.start()
    expect(taker.shown.locator("h1")).to_have_text("The test is paused")
    expect(taker.shown.locator("h1")).to_be_focused()
    expect(taker.shown).to_contain_text("Your saved answers count")
    expect(phone.page.locator("[data-hand-in]")).to_be_hidden()
    # The way back of the browser leads to no dead question either.
    phone.page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
    expect(taker.shown).to_have_count(1)

    run.do("test.open", part="pre-test")
    expect(taker.shown.locator("h1")).to_have_text("Hand in the test")
    run.do("test.close", part="pre-test")
    expect(taker.shown.locator("h1")).to_have_text("This test is over")
    taker.shown.get_by_role("link", name="Back to the session").click()
    phone.page.wait_for_url(f"**/rooms/{code}")


def test_test_page_fits_a_small_phone_and_its_budget(session, visit):
    code, _run = session
    for language in ("ru", "kk", "prs"):
        page = visit(language, look={"viewport": {"width": 320, "height": 640}, "is_mobile": True})
        meter = Meter(page)
        page.goto(f"/join/{code}")
        page.locator("#name").fill("Роза")
        page.locator("main form .button").click()
        page.wait_for_load_state("networkidle")
        before = meter.response_bytes + meter.frame_bytes
        # None if this page was left before it had a connection.
        count = len(meter.named("room.snapshot", is_up=True))
        # Like another phone, which has nothing stored yet.
        meter.forget_cache()
        page.goto(f"/rooms/{code}/test/pre-test/1")
        ask = meter.wait_for("room.snapshot", count + 1, is_up=True)
        meter.wait_for_ack(ask)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, language
        size = meter.response_bytes + meter.frame_bytes - before
        assert 10_000 < size <= PAGE_BYTES, language


def test_title_of_the_session_gives_way_to_the_question_in_large_letters(session, visit):
    code, _run = session
    page = visit("ru", look=SMALL)
    Participant(page).join(code, "Роза")
    page.context.add_cookies([{"name": "text_size", "value": "200", "url": page.url}])

    page.goto(f"/rooms/{code}/test/pre-test/1")

    head = page.locator(".test-head")
    assert head.bounding_box()["height"] <= 72
    title = page.locator(".test-back > span")
    title.evaluate("(title, words) => { title.textContent = words }", LONG_TITLE)
    assert head.bounding_box()["height"] <= 72
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    menu = head.locator("summary")
    assert menu.bounding_box()["height"] >= 48
    menu.click()
    expect(head.locator(".menu-item").first).to_be_in_viewport()


def test_learner_takes_a_test_without_scripts(session, visit):
    code, _run = session
    page = visit("en", look=PHONE, java_script_enabled=False)
    page.goto(f"/join/{code}")
    page.locator("#name").fill("Rosa")
    page.locator("main form .button").click()
    page.wait_for_url(f"**/rooms/{code}*")
    page.goto(f"/rooms/{code}/test/pre-test/1")

    page.locator(".test-item:not([hidden]) [name='options']").first.check()
    page.locator(".test-item:not([hidden]) .test-moves .button").click()
    expect(page.locator(".test-item:not([hidden])")).to_have_attribute("data-number", "2")
    page.locator(".test-item:not([hidden]) .test-moves .button.quiet").click()
    expect(page.locator(".test-item:not([hidden]) [name='options']").first).to_be_checked()
    page.goto(f"/rooms/{code}/test/pre-test/hand-in")
    page.locator(".test-item:not([hidden]) form .button").click()
    expect(page.locator(".notice.good")).to_be_visible()
