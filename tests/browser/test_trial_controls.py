"""The controls that bench.audience presses are on the pages."""

from playwright.sync_api import expect

from bench.trial import controls
from tests.browser.console import Console

MODULE = "policing-science"


def test_console_has_the_controls_of_a_trial(desk, run, taught):
    console = Console(desk.open()).open(run.code)
    poll = next(slide.id for slide in taught.modules[MODULE].slides if slide.poll)

    for place in (
        controls.VOICE,
        controls.START,
        controls.END,
        controls.END_FOR_GOOD,
        controls.slide(0),
        controls.poll(poll),
    ):
        expect(console.page.locator(place)).to_have_count(1)


def test_replay_has_the_controls_of_a_trial(desk, run):
    run.end()
    page = desk.open()
    page.goto(f"/replay/{run.code}")

    expect(page.locator(controls.REPLAY_TOGGLE)).to_have_count(1)
