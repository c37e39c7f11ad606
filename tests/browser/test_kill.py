"""The server is killed during an open poll and restarts at the same address."""

import time
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.browser.console import Console
from tests.browser.office import Desk
from tests.browser.room import Participant
from tests.protocol.server import Server

POLL, NEXT_SLIDE = "last-year", "prevention"
STAMP = "() => { window.stamp = 'not loaded again' }"
STAMPED = "() => window.stamp === 'not loaded again'"


@pytest.fixture
def mortal(tmp_path, modules):
    """A server that only this test kills."""
    with Server(tmp_path / "server", MODULES=str(modules), DEMO="0") as mortal:
        yield mortal


@pytest.fixture
def desk(mortal, visit):
    desk = Desk(mortal.url, partial(visit, url=mortal.url))
    desk.sign_in(mortal.printed("First administrator's one-time link:"))
    yield desk
    desk.close()


@pytest.fixture
def run(desk, lesson):
    """A session with this poll open."""
    run = desk.run(desk.new_session())
    run.start()
    run.go(lesson.number(POLL))
    run.open(POLL)
    return run


@pytest.fixture
def console(desk, run):
    return stamped(Console(desk.open()).open(run.code))


@pytest.fixture
def people(mortal, visit, run):
    """Three participants who have voted, keyed by their language."""
    names = {"ru": "Ольга", "kk": "Айгерим", "en": "Rosa"}
    people = {
        language: stamped(Participant(visit(language, url=mortal.url)).join(run.code, name))
        for language, name in names.items()
    }
    for person in people.values():
        person.vote(POLL, "raids")
        person.expect_status(POLL, "Counted. You may change it until it closes.")
    return people


def stamped(screen):
    """Mark the page, to show later that it was not reloaded."""
    screen.page.evaluate(STAMP)
    screen.page.watch.is_cut = True
    return screen


def test_pages_reconnect_by_themselves_and_each_vote_is_there_once(
    mortal, desk, run, console, people, lesson
):
    people["en"].vote(POLL, "partners")
    people["en"].expect_status(POLL, "Counted. You may change it until it closes.")
    # Sent, but to a server that will not answer.
    mortal.freeze()
    people["ru"].vote(POLL, "talks")
    people["ru"].expect_status(POLL, "Sending…")

    mortal.kill()
    for person in people.values():
        person.expect_connection("reconnecting")
    people["kk"].vote(POLL, "families")
    people["kk"].expect_status(POLL, "Kept on this device, will be sent")
    mortal.start()

    expect_back(console, people.values())
    console.next()
    for language, person in people.items():
        person.expect_slide(lesson.number(NEXT_SLIDE), lesson.title(NEXT_SLIDE, language))
    assert all(screen.page.evaluate(STAMPED) for screen in (console, *people.values()))
    console.expect_here(3, total=3)
    console.expect_counts(lesson.title(POLL, "en"), [1, 0, 1, 0, 1, 0])
    run.close(POLL)
    report = desk.get(f"/rooms/{run.code}/report/ballots.json").json()
    assert [(row["name"], row["options"]) for row in report["rows"]] == [
        ("Ольга", ["talks"]),
        ("Айгерим", ["families"]),
        ("Rosa", ["partners"]),
    ]


def expect_back(console, people):
    started = time.monotonic()
    for person in people:
        person.expect_connection("connected")
    link = console.page.locator("#bar [data-part='link']")
    expect(link).to_have_attribute("data-state", "connected")
    print(f"\n  back {time.monotonic() - started:.1f} s after the server", end="")
