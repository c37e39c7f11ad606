"""The chapters of a course that one learner takes: live, offline on a phone, and on a laptop."""

from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from tests.browser.office import Desk
from tests.browser.room import Participant
from tests.browser.self_paced import HOW_OFTEN, OLGA, OPEN, WORRY, Course, Leaps, rows_of, tally
from tests.browser.short_course import WORDS
from tests.browser.wire import Wire
from tests.protocol.waiting import until

RU, KK = WORDS["ru"], WORDS["kk"]


@dataclass
class Cast:
    """Olga, who studies on her current page; Aigerim, who stays in the session to its end."""

    course: Course
    page: Page
    aigerim: Desk
    wire: Wire
    leaps: Leaps
    # The live result of the poll that Olga missed.
    tally: list = field(default_factory=list)

    def open(self, path):
        self.page.goto(f"/study/{self.course.code}{path}")

    def expect_slide(self, title):
        expect(self.page.locator(".slide-title")).to_have_text(title)

    def read_for(self, seconds):
        """Advance both clocks, with an occasional touch of the page."""
        while seconds > 0:
            self.page.keyboard.press("Shift")
            self.page.clock.run_for(min(seconds, 50) * 1000)
            self.leaps.by(min(seconds, 50))
            seconds -= 50

    def cut_off(self):
        self.page.watch.is_cut = True
        self.wire.cut()
        self.page.context.set_offline(True)

    def back_on_line(self):
        self.wire.mend()
        self.page.context.set_offline(False)


def half_a_session_is_heard_before_the_link_drops(cast):
    """She is there for five of ten minutes: a little less, plus the time this takes."""
    cast.page.goto(cast.course.olga)
    cast.page.locator(".me-session button").first.tap()
    olga = Participant(cast.page, OLGA)
    olga.expect_connection("connected")
    run = cast.course.run
    run.start()
    expect(olga.title).to_have_text(RU["welcome"])
    cast.leaps.by(180)
    run.go(1)
    run.open(HOW_OFTEN)
    cast.leaps.by(95)
    olga.vote(HOW_OFTEN, "no")
    olga.expect_status(HOW_OFTEN, "Counted. You may change it until it closes.")
    olga.lose_network(cast.wire)
    olga.expect_connection("offline")
    # Her presence is written a moment later, not hours after the end.
    until(lambda: rows_of(cast.course)[OLGA]["seconds_present"] >= 275, 40)


def the_session_goes_on_without_her(cast):
    """She misses two slides and a poll."""
    run, room = cast.course.run, cast.course.room
    run.close(HOW_OFTEN)
    for slide in (2, 3):
        run.go(slide)
        cast.leaps.by(120)
    run.go(4)
    run.open(WORRY)
    cast.aigerim.get(f"/rooms/{room}")
    cast.aigerim.post(f"/rooms/{room}/do/poll.vote", poll=WORRY, options="yes")
    cast.leaps.by(60)
    run.close(WORRY)
    run.reveal(WORRY)
    run.end()
    cast.leaps.by(1800)
    cast.tally = tally(cast.course)


def she_is_offered_what_she_missed(cast):
    cast.back_on_line()
    cast.page.goto(cast.course.olga)
    cast.page.get_by_role("button", name="Курс").tap()
    missed = cast.page.locator(".study-missed li")
    expect(missed).to_have_count(1)
    expect(missed).to_contain_text("лайды 3–5")
    expect(missed).to_contain_text("опрос 2")
    cast.page.watch.is_cut = False


def she_keeps_the_course_on_her_phone(cast):
    page = cast.page
    cast.open("/offline")
    page.locator("input[name=language]").first.wait_for()
    page.locator("[data-part=offer] input[value=ru]").check()
    page.locator("[data-part=offer] .button").tap()
    expect(page.locator("[data-part=kept]")).to_be_visible()


def she_reads_without_a_network(cast):
    cast.cut_off()
    for slide in ("listen", "ask"):
        cast.open(f"/s/short-talk--{slide}")
        cast.expect_slide(RU[slide])
        cast.read_for(110)


def she_answers_without_a_network(cast):
    """She finds both answers again with the browser's back and forward buttons."""
    page = cast.page
    cast.open(f"/s/{WORRY}")
    _answer_in_player(page, "no")
    page.locator(".player-foot .button").last.tap()
    cast.expect_slide(RU["open"])
    _answer_in_player(page, "no")
    page.go_back()
    cast.expect_slide(RU["worry"])
    page.go_forward()
    page.reload()
    cast.expect_slide(RU["open"])
    expect(page.locator(".player-verdict")).to_be_visible()
    expect(page.locator(".player-carrier")).to_contain_text("2 ответа")


def her_offline_work_arrives(cast):
    page = cast.page
    cast.back_on_line()
    cast.open("")
    expect(page.locator("#offline-note")).to_contain_text("Курс сохранён на этом устройстве")
    page.watch.is_cut = False
    cast.open(f"/missed/{cast.course.room}")
    expect(page.locator(".notice.good")).to_be_visible()


def she_goes_on_at_a_laptop(cast, page):
    cast.page = page
    page.clock.install()
    page.goto(cast.course.olga)
    page.get_by_role("button", name="Курс").last.click()


def she_changes_the_language_in_the_middle_of_an_answer(cast):
    page = cast.page
    cast.open(f"/s/{OPEN}?again=1")
    page.locator("#question input[value=yes]").check()
    page.locator("header .menu > summary").click()
    page.locator("header button[value=kk]").click()
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    expect(page.locator("#question input[value=yes]")).to_be_checked()


def she_reads_and_answers_what_is_left(cast):
    page = cast.page
    for slide in ("welcome", "end"):
        cast.open(f"/s/short-talk--{slide}")
        cast.expect_slide(KK[slide])
        cast.read_for(30)
        with page.expect_navigation():
            page.locator("a.study-back").click()
    for address, key in ((f"{OPEN}?again=1", "yes"), (HOW_OFTEN, "no")):
        cast.open(f"/s/{address}")
        page.locator(f"#question input[value={key}]").check()
        page.locator("#question form .button").first.click()
        expect(page.locator("#question .study-said, #verdict").first).to_be_visible()


def she_passes_the_post_test(cast):
    page = cast.page
    cast.open("/test/post-test")
    page.locator("button[value=begin]").click()
    questions = page.locator(".exam-question input[type=radio][value=yes]")
    expect(questions).to_have_count(2)
    for question in questions.all():
        question.check()
    page.locator("#hand-in button[value=hand_in]").click()
    expect(page.locator(".bar-number")).to_contain_text("2 ішінен 2")


def the_organiser_gives_out_certificates(cast):
    desk, certificates = cast.course.desk, f"{cast.course.page}/certificates"
    desk.post(f"{certificates}/rule", minutes="60")
    desk.post(f"{certificates}/issue", issue="all")


def _answer_in_player(page, key):
    page.locator(f".choice input[value={key}]").check()
    page.locator(".player-answer").click()
    expect(page.locator(".player-verdict")).to_be_visible()
