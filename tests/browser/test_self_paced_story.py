"""One learner misses half a session, catches up without a network, and finishes at a laptop.

In the end the certificate, the attendance report, the course and the statements say the same.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.office import Desk
from tests.browser.room import Participant
from tests.browser.self_paced import (
    OPEN,
    WORRY,
    Course,
    Leaps,
    attendance_page,
    learner_of,
    rows_of,
    seconds_in,
    statements_of,
    tally,
)
from tests.browser.short_course import WORDS, write_short_course
from tests.browser.wire import Wire
from tests.protocol.server import Server
from tests.protocol.waiting import until

RU, KK = WORDS["ru"], WORDS["kk"]
HERE = ZoneInfo("Asia/Almaty")


@pytest.fixture(scope="module")
def wire():
    wire = Wire()
    yield wire
    wire.close()


@pytest.fixture(scope="module")
def leaps(tmp_path_factory):
    leaps = Leaps(tmp_path_factory.mktemp("leaps") / "leaps")
    leaps.to_the_evening()
    return leaps


@pytest.fixture(scope="module")
def server(tmp_path_factory, wire, leaps):
    folder = tmp_path_factory.mktemp("story")
    write_short_course(folder / "modules")
    settings = {
        "MODULES": str(folder / "modules"),
        "EXTRA_ORIGINS": wire.url,
        "DEMO": "0",
        "LEAPS": str(leaps.file),
    }
    with Server(folder / "server", entry="tests/protocol/leaping.py", **settings) as server:
        wire.lead_to(server.port)
        yield server


@pytest.fixture(scope="module")
def admin(server):
    admin = Desk(server.url)
    admin.sign_in(server.printed("First administrator, once:"))
    yield admin
    admin.close()


@pytest.fixture
def course(desk):
    return Course(desk)


@pytest.fixture
def other(server, course):
    """Who sits in the session to its end, by forms alone."""
    other = Desk(server.url, language="kk")
    other.get(course.aigerim)
    other.post(f"{course.aigerim}/join/{course.room}")
    yield other
    other.close()


def the_link_drops_half_way(course, page, other, wire, leaps):
    """She is there for five minutes of ten: two slides and a poll are shown without her."""
    page.goto(course.olga)
    page.locator(".me-session button").first.tap()
    olga = Participant(page, "Ким Ольга")
    olga.expect_connection("connected")
    run = course.desk.run(course.room)
    run.start()
    expect(olga.title).to_have_text(RU["welcome"])
    leaps.by(180)
    run.go(1)
    run.open("short-talk--how-often")
    leaps.by(117)
    olga.vote("short-talk--how-often", "no")
    olga.expect_status("short-talk--how-often", "poll.counted")
    olga.lose_network(wire)
    olga.expect_connection("offline")
    # What was heard of her is written a moment later, and not hours after the end.
    until(lambda: rows_of(course)["Ким Ольга"]["seconds_present"] >= 297)
    run.close("short-talk--how-often")
    for slide in (2, 3):
        run.go(slide)
        leaps.by(120)
    run.go(4)
    run.open(WORRY)
    other.get(f"/rooms/{course.room}")
    other.post(f"/rooms/{course.room}/do/poll.vote", poll=WORRY, options="yes")
    leaps.by(60)
    run.close(WORRY)
    run.reveal(WORRY)
    run.end()
    leaps.by(1800)
    wire.mend()
    page.context.set_offline(False)


def what_was_missed_is_offered(course, page):
    page.goto(course.olga)
    page.get_by_role("button", name="Курс").tap()
    missed = page.locator(".study-missed li")
    expect(missed).to_have_count(1)
    expect(missed).to_contain_text("лайды 3–5")
    expect(missed).to_contain_text("опрос 2")


def keep_on_the_phone(course, page):
    page.goto(f"/study/{course.code}/offline")
    page.locator("input[name=language]").first.wait_for()
    page.locator("[data-part=offer] input[value=ru]").check()
    page.locator("[data-part=offer] .button").tap()
    expect(page.locator("[data-part=kept]")).to_be_visible()


def read_for(page, seconds, leaps):
    """Both clocks go on, with a touch now and then."""
    while seconds > 0:
        page.keyboard.press("Shift")
        page.clock.run_for(min(seconds, 50) * 1000)
        leaps.by(min(seconds, 50))
        seconds -= 50


def answer(page, key):
    page.locator(f".choice input[value={key}]").check()
    page.locator(".player-answer").click()
    expect(page.locator(".player-verdict")).to_be_visible()


def she_catches_up_on_the_bus(course, page, wire, leaps):
    page.watch.is_cut = True
    wire.cut()
    page.context.set_offline(True)
    for slide in ("listen", "ask"):
        page.goto(f"/study/{course.code}/s/short-talk--{slide}")
        expect(page.locator(".slide-title")).to_have_text(RU[slide])
        read_for(page, 110, leaps)
    page.goto(f"/study/{course.code}/s/{WORRY}")
    answer(page, "no")
    page.locator(".player-foot .button").last.tap()
    expect(page.locator(".slide-title")).to_have_text(RU["open"])
    answer(page, "no")
    page.go_back()
    expect(page.locator(".slide-title")).to_have_text(RU["worry"])
    page.go_forward()
    page.reload()
    expect(page.locator(".slide-title")).to_have_text(RU["open"])
    expect(page.locator(".player-verdict")).to_be_visible()
    expect(page.locator(".player-carrier")).to_contain_text("2 ответа")
    wire.mend()
    page.context.set_offline(False)
    page.goto(f"/study/{course.code}")
    note = page.locator("#offline-note")
    expect(note).to_contain_text("Курс сохранён на этом устройстве")
    page.watch.is_cut = False
    page.goto(f"/study/{course.code}/missed/{course.room}")
    expect(page.locator(".notice.good")).to_be_visible()


def she_finishes_at_a_laptop(course, page, leaps):
    page.clock.install()
    page.goto(course.olga)
    page.get_by_role("button", name="Курс").last.click()
    page.goto(f"/study/{course.code}/s/{OPEN}?again=1")
    page.locator("#question input[value=yes]").check()
    page.locator("header .menu > summary").click()
    page.locator("header button[value=kk]").click()
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    expect(page.locator("#question input[value=yes]")).to_be_checked()
    for slide in ("welcome", "end"):
        page.goto(f"/study/{course.code}/s/short-talk--{slide}")
        expect(page.locator(".slide-title")).to_have_text(KK[slide])
        read_for(page, 30, leaps)
        with page.expect_navigation():
            page.locator("a.study-back").click()
    for slide, key in ((OPEN, "yes"), ("short-talk--how-often", "no")):
        again = "?again=1" if slide == OPEN else ""
        page.goto(f"/study/{course.code}/s/{slide}{again}")
        page.locator(f"#question input[value={key}]").check()
        page.locator("#question form .button").first.click()
        expect(page.locator("#question .study-said, #verdict").first).to_be_visible()
    page.goto(f"/study/{course.code}/test/post-test")
    page.locator("button[value=begin]").click()
    questions = page.locator(".exam-question input[value=yes]")
    expect(questions).to_have_count(2)
    for question in questions.all():
        question.check()
    page.locator("#hand-in button[value=hand_in]").click()
    expect(page.locator(".bar-number")).to_contain_text("2 ішінен 2")


def everything_says_the_same(course, page):
    said = statements_of(course)
    assert {verb: len(found) for verb, found in said.items()} == {
        "attended": 1,
        "experienced": 7,
        "answered": 4,
        "passed": 1,
        "completed": 1,
        "earned": 1,
    }
    live, completed = said["attended"][0], said["completed"][0]
    live_minutes = seconds_in(live["result"]["duration"]) // 60
    study = seconds_in(completed["result"]["duration"])
    minutes = (study + 30) // 60
    row = rows_of(course)["Ким Ольга"]

    # Attendance: live and later apart; present by the rule, because of what came later.
    status, shown_live, shown_later = attendance_page(course)
    assert (
        (status, shown_live) == ("present", live_minutes) == (row["status"], row["minutes_counted"])
    )
    assert live_minutes == 5 and live["result"]["success"] is True
    assert shown_later == 4 == row["later_minutes"]
    # What was read slide by slide is what was read of the whole.
    read = sum(seconds_in(one["result"]["duration"]) for one in said["experienced"])
    assert read == study

    mine = learner_of(course)
    assert (mine["study_minutes"], mine["live_minutes"]) == (str(minutes), str(live_minutes))
    assert float(mine["test_percent"]) == 100 * said["passed"][0]["result"]["score"]["scaled"]

    # Her own page, in the language that she chose last.
    page.goto(f"/study/{course.code}")
    facts = page.locator(".study-facts")
    expect(facts).to_contain_text("1 ішінен 1")
    expect(facts).to_contain_text(f"{minutes} минут")
    expect(page.locator(".study-progress")).to_contain_text("7 ішінен 7")
    expect(page.locator(".exam-list li").last).to_contain_text("100")
    day = datetime.fromisoformat(completed["timestamp"]).astimezone(HERE).date()
    expect(page.locator(".study-completion .notice")).to_contain_text(in_kazakh(day))

    page.locator(".study-completion a").click()
    expect(page.locator(".certificate-state")).to_be_visible()
    expect(page.locator(".certificate-name")).to_have_text("Ким Ольга")
    expect(page.locator(".certificate-facts")).to_contain_text(in_kazakh(day))
    assert completed["timestamp"] <= said["earned"][0]["timestamp"]


def in_kazakh(day):
    return format_date(day, "long", locale="kk")


def test_one_learner_from_a_lost_link_to_the_certificate(course, visit, other, wire, leaps):
    phone = visit("ru", look=PHONE, url=wire.url)
    phone.clock.install()
    the_link_drops_half_way(course, phone, other, wire, leaps)
    before = tally(course)
    assert rows_of(course)["Ким Ольга"]["status"] == "partly"
    assert attendance_page(course) == ("partly", 5, 0)
    what_was_missed_is_offered(course, phone)
    phone.watch.is_cut = False

    keep_on_the_phone(course, phone)
    she_catches_up_on_the_bus(course, phone, wire, leaps)
    assert [one["result"].get("success") for one in statements_of(course)["answered"]] == [
        None,
        False,
    ]
    assert attendance_page(course) == ("present", 5, 4)

    laptop = visit("ru", look=LAPTOP)
    she_finishes_at_a_laptop(course, laptop, leaps)
    course.desk.post(f"{course.page}/certificates/rule", minutes="60")
    course.desk.post(f"{course.page}/certificates/issue", issue="all")
    everything_says_the_same(course, laptop)
    assert tally(course) == before
