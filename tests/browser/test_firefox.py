"""Voice in Firefox: a listener hears a speaker, and a speaker is heard."""

import os

import pytest
from playwright.sync_api import expect

from tests.browser import firefox
from tests.browser.conftest import FLOOR_HZ, PHONE
from tests.browser.console import Console
from tests.browser.hearing import expect_tone
from tests.browser.office import take_seat
from tests.browser.voices import press

MODULE = "policing-science"

pytestmark = pytest.mark.firefox

LISTEN = ".voice .button"
IS_PLAYING = "document.querySelector('.voice-who').dataset.on === 'true'"


@pytest.fixture(scope="module")
def browser_beside():
    """`./check firefox` finds it, or fetches it; elsewhere it may be missing."""
    path = os.environ.get("FIREFOX")
    if path is None:
        assert os.environ.get("CI") != "true"
        pytest.skip("no Firefox: ./check firefox finds or fetches it, and sets FIREFOX")
    with firefox.launched(path) as browser:
        yield browser


@pytest.fixture
def open_page(browser_beside, server):
    """Open an address of the server as a new person with these cookies."""
    pages = []

    def open_page(address, cookies):
        page = browser_beside.new_page(cookies)
        pages.append(page)
        page.goto(server.url + address)
        return page

    yield open_page
    faults = [fault for page in pages for fault in page.faults]
    for page in pages:
        page.close()
    assert faults == []


@pytest.fixture
def olga(open_page, run, server):
    """A participant in Firefox."""
    return open_page(f"/rooms/{run.code}", take_seat(server.url, run.code, "Ольга", "ru"))


def test_listener_in_firefox_hears_a_speaker_in_chromium(desk, run, olga):
    console = Console(desk.open()).open(run.code)
    press(console.page, "Speak")
    expect(console.page.locator("#voice .voice-state")).to_have_text("You are speaking")

    olga.tap(LISTEN)

    olga.until(IS_PLAYING)
    start = olga.run("document.querySelector('audio').currentTime")
    olga.until(f"document.querySelector('audio').currentTime > {start} + 1")
    expect_tone(olga.run, FLOOR_HZ)


def test_speaker_in_firefox_is_heard_in_chromium(desk, run, open_page, join):
    presenter = open_page(f"/rooms/{run.code}/console", desk.state["cookies"])
    aida = join(run.code, "Айда", "kk", look=PHONE)
    aida.expect_extras()

    presenter.tap(".voice-speak .button:not(.quiet)")

    presenter.until_text("#voice .voice-state", "You are speaking")
    press(aida.page, aida.words["Listen"])
    expect(aida.page.locator(".voice-who")).to_have_attribute("data-on", "true")
    expect_tone(aida.page.evaluate, firefox.TONE_HZ)
