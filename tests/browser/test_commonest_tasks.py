"""The commonest tasks of an organiser take no more clicks and fields than they may.

The numbers are those of the shortest way that the pages show, from the page of today on.
"""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.browser.hand import Hand
from tests.browser.office import administrator_of
from tests.factories import invite, make_cohort, make_member, make_room
from tests.postbox import listening
from tests.protocol.server import Server
from webinar.kit import clock
from webinar.people.accounts.models import User
from webinar.room.rooms.models import RoomState

PEOPLE = [f"Officer {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWX"]
TOMORROW = timedelta(days=1)


@pytest.fixture(scope="module")
def post():
    with listening() as post:
        yield post


@pytest.fixture(scope="module")
def server(tmp_path_factory, modules, post):
    settings = {
        "MODULES": str(modules),
        "DEMO": "0",
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(post.port),
        "SMTP_SECURITY": "none",
        "SMTP_SENDER": "webinar@example.test",
    }
    with Server(tmp_path_factory.mktemp("server"), **settings) as server:
        yield server


@pytest.fixture(scope="module")
def admin(server):
    yield from administrator_of(server)


@pytest.fixture
def hand(host):
    """A new organiser at the page of today."""
    page = host().open()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return Hand(page)


@pytest.fixture
def made(database, hand):
    """`made(work)` runs `work(db, owner)` for the organiser, and returns its result."""
    newest = select(User).order_by(User.id.desc()).limit(1)
    return lambda work: database.write(lambda db: work(db, db.scalars(newest).one()))


def make_planned(db, owner, people=PEOPLE, is_invited=True):
    """A session of tomorrow and a cohort whose people have addresses; return the cohort's id."""
    rows = [
        {"name": name, "email": f"officer{number}@example.test"}
        for number, name in enumerate(people)
    ]
    cohort = make_cohort(db, owner, name="Officers", people=rows)
    begins = clock.now() + TOMORROW
    room = make_room(db, owner, state=RoomState.PLANNED, title="Science", planned_at=begins)
    if is_invited:
        invite(db, room, cohort)
    return cohort.id


def tomorrow(hand):
    return (clock.now() + 2 * TOMORROW).date().isoformat()


def test_session_with_a_date_is_set_up_and_its_link_copied(hand):
    hand.begin()
    hand.click("New session")
    hand.choose("#module", index=0)
    hand.fill("#date", tomorrow(hand))
    hand.fill("#time", "09:30")
    hand.click("Set up session")
    hand.click("Copy link")
    expect(hand.page.get_by_text("Copied", exact=True).first).to_be_visible()

    assert hand.effort == (3, 3)


def test_session_is_repeated_every_week_and_for_a_cohort(hand, made):
    made(make_planned)
    hand.begin()
    hand.click("New session")
    hand.fill("#date", tomorrow(hand))
    hand.fill("#time", "09:30")
    before = hand.effort
    hand.choose("#every", value="week")
    hand.fill("#times", "3")
    hand.choose("#cohort", index=1)
    hand.click("Set up session")
    hand.expect_said("3 sessions are set up.")

    # The repetition takes two fields of the form, the invitation one.
    assert [after - first for first, after in zip(before, hand.effort, strict=True)] == [1, 3]
    expect(hand.page.locator("#series a").first).to_be_visible()
    expect(hand.page.locator("#cohort-chosen option:checked")).to_have_text("Officers (24)")


def test_everybody_is_sent_a_personal_link(hand, made, post):
    made(make_planned)
    sent = len(post.letters)
    hand.begin()
    hand.click("Personal links sent")
    hand.click("Make the missing links and send 24 letters")
    hand.expect_said("24 letters are sent.")

    assert hand.effort == (2, 0)
    assert len(post.letters) - sent == 24


def test_session_is_moved_and_everybody_told(hand, made, post):
    cohort_id = made(make_planned)
    hand.page.goto(f"/desk/cohorts/{cohort_id}/links")
    hand.click("Make the missing links and send")
    hand.expect_said("24 letters are sent.")
    sent = len(post.letters)

    hand.begin()
    hand.click("Science")
    hand.click("Change or cancel")
    hand.fill("#date", tomorrow(hand))
    hand.click("Save")
    hand.click("Send the new dates to 24 people")
    hand.expect_said("24 letters are sent.")

    assert hand.effort == (4, 1)
    assert len(post.letters) - sent == 24


def test_presenter_without_an_account_is_named(hand, made):
    made(make_planned)
    hand.begin()
    hand.click("Presenters and interpreters")
    hand.fill("#email", "presenter@example.test")
    hand.fill("#name", "Second presenter")
    hand.click("Name and make a link")
    expect(hand.page.locator("input[value*='/welcome/']")).to_be_visible()

    assert hand.effort == (2, 2)


def make_ended(db, owner):
    """A session that is over: all of the cohort came by the open link."""
    cohort = make_cohort(db, owner, name="Officers", people=PEOPLE)
    room = make_room(db, owner, state=RoomState.ENDED, title="Science", planned_minutes=60)
    invite(db, room, cohort)
    for name in PEOPLE:
        make_member(db, room, name)


def test_guests_of_equal_names_are_matched(hand, made):
    made(make_ended)
    hand.begin()
    hand.click("Match 24 guests of the same names")
    hand.click("Match those that are ticked")
    expect(hand.page.locator("#known")).to_contain_text("24")

    assert hand.effort == (2, 0)


def test_attendance_is_seen_and_downloaded_for_excel(hand, made):
    made(make_ended)
    hand.begin()
    hand.click("Science")
    hand.click("Attendance", within="body")
    expect(hand.page.get_by_text("48 people")).to_be_visible()
    assert hand.effort == (2, 0)

    hand.begin()
    hand.click("Science")
    hand.click("Papers", within="body")
    hand.click("Exports", within="body")
    assert hand.download("XLSX").endswith(".xlsx")
    assert hand.effort == (4, 0)


def test_one_person_is_corrected(hand, made):
    made(make_ended)
    hand.begin()
    hand.click("Science")
    hand.click("Attendance", within="body")
    hand.click("Officer A")
    hand.choose("#status", value="present")
    hand.fill("#reason", "Sat in the hall")
    hand.press(hand.page.get_by_role("button", name="Correct", exact=True))
    expect(hand.page.get_by_text("Present", exact=True).first).to_be_visible()

    assert hand.effort == (4, 2)
