"""The server is killed in the middle of an open poll, and comes back at the same address."""

import time

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.console import Console
from tests.browser.office import Desk
from tests.browser.room import Participant
from tests.protocol.server import Server

POLL, NEXT = "last-year", "prevention"
# A page waits longer and longer between its tries; it does not know when the server comes back.
PATIENCE_MS = 30_000
STAMP = "() => { window.stamp = 'not loaded again' }"
STAMPED = "() => window.stamp === 'not loaded again'"


@pytest.fixture
def mortal(tmp_path, modules):
    """A server that only this test kills."""
    with Server(tmp_path / "server", MODULES=str(modules), DEMO="0") as mortal:
        yield mortal


@pytest.fixture
def desk(mortal, visit):
    desk = Desk(visit(url=mortal.url).context)
    desk.sign_in(mortal.printed("First administrator, once:"))
    return desk


def test_pages_find_back_by_themselves_and_each_vote_is_there_once(mortal, desk, visit, lesson):
    run = desk.run(desk.new_session())
    run.start()
    run.go(lesson.number(POLL))
    run.open(POLL)
    console = Console(desk.context.pages[0]).open(run.code)
    olga = Participant(visit("ru", look=PHONE, url=mortal.url)).join(run.code, "Ольга")
    aigerim = Participant(visit("kk", url=mortal.url)).join(run.code, "Айгерим")
    rosa = Participant(visit("en", url=mortal.url)).join(run.code, "Rosa")
    people = [olga, aigerim, rosa]
    for page in (console.page, *(person.page for person in people)):
        page.evaluate(STAMP)
        page.watch.is_cut = True
    olga.vote(POLL, "raids")
    aigerim.vote(POLL, "talks")
    aigerim.expect_status(POLL, "poll.counted")
    rosa.vote(POLL, "partners")
    rosa.expect_status(POLL, "poll.counted")

    # Whether the first of these was still carried out, nobody knows; it is sent again either way.
    olga.vote(POLL, "talks")
    mortal.kill()
    for person in people:
        person.expect_connection("reconnecting")
    aigerim.vote(POLL, "families")
    aigerim.expect_status(POLL, "poll.kept")
    mortal.start()
    started = time.monotonic()
    for person in people:
        person.expect_connection("connected", timeout=PATIENCE_MS)
    print(f"\n  back {time.monotonic() - started:.1f} s after the server", end="")

    link = console.page.locator("#bar [data-part='link']")
    expect(link).to_have_attribute("data-state", "connected", timeout=PATIENCE_MS)
    console.next()
    for person, language in zip(people, ("ru", "kk", "en"), strict=True):
        person.expect_slide(lesson.number(NEXT), lesson.title(NEXT, language))
        assert person.page.evaluate(STAMPED)
    assert console.page.evaluate(STAMPED)
    console.expect_here(3, of=3)
    console.expect_counts(lesson.title(POLL, "en"), [1, 0, 1, 0, 1, 0])
    run.close(POLL)
    told = desk.get(f"/rooms/{run.code}/report/ballots.json").json()
    assert [(row["name"], row["options"]) for row in told["rows"]] == [
        ("Ольга", ["talks"]),
        ("Айгерим", ["families"]),
        ("Rosa", ["partners"]),
    ]
