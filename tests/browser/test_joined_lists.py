"""Questions that join two lists: matching, and sorting into groups, where they are asked."""

import pytest
from playwright.sync_api import expect

from tests.browser import joined_lists
from tests.browser.conftest import PHONE
from tests.browser.console import Console, Stage
from tests.browser.room import Participant

EN, RU = joined_lists.WORDS["en"], joined_lists.WORDS["ru"]
RIGHT = {"survey": "tried", "trial": "helped", "count": "held"}


@pytest.fixture
def code(desk):
    return desk.new_session(module=joined_lists.NAME)


@pytest.fixture
def console(code, visit, admin_state):
    console = Console(visit(storage_state=admin_state)).open(code)
    console.start()
    return console


@pytest.fixture
def olga(code, console, visit):
    olga = Participant(visit("ru", look=PHONE)).join(code, "Ольга")
    olga.expect_extras()
    return olga


def join(page, words, pairs):
    """Choose for each row, by the words of the page."""
    for row, column in pairs.items():
        page.get_by_label(words[row], exact=True).select_option(label=words[column])


def results(page):
    return page.locator(".bars .label")


def test_a_match_is_made_on_a_phone_and_shown_to_everybody(code, console, olga, visit, admin_state):
    stage = Stage(visit(storage_state=admin_state)).open(code)
    console.command_here("poll.open")
    join(olga.page, RU, RIGHT)
    olga.page.screenshot(path="/tmp/p1.png", full_page=True)
    stage.page.screenshot(path="/tmp/p2.png")

    olga.page.locator(".poll-foot .button").first.click()
    expect(olga.page.locator(".poll-status").first).to_have_text(olga.words["poll.counted"])
    console.page.screenshot(path="/tmp/p3.png")
    console.command_here("poll.close")
    console.command_here("poll.reveal")

    for page, words in ((olga.page, RU), (stage.page, EN), (console.page, EN)):
        shown = [f"{words[row]}: {words[column]}" for row, column in RIGHT.items()]
        for text in shown:
            expect(page.get_by_text(text, exact=True).first).to_be_visible()
    olga.page.screenshot(path="/tmp/p4.png", full_page=True)
    stage.page.screenshot(path="/tmp/p5.png")
    console.page.screenshot(path="/tmp/p6.png")
