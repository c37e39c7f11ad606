"""The console compares a session with its plan only as far as the presenter follows the plan."""

import pytest
from playwright.sync_api import expect

from tests.browser.console import Console


@pytest.fixture
def console(desk, visit, admin_state):
    code = desk.new_session(module="programme")
    return Console(visit(storage_state=admin_state)).open(code)


def expect_pace(console, words):
    """The bar tells no minutes, and the facts behind its clock say this."""
    expect(console.page.locator("#bar [data-part='paceWords']")).to_have_text(words)
    expect(console.page.locator("#bar [data-part='pace']")).to_be_hidden()


def test_jump_to_another_module_leaves_the_pace_of_that_module(console, taught):
    module = taught.programmes["programme"].parts[3]
    console.start()
    expect_pace(console, console.words["on plan"])

    console.go(module.first)
    expect_pace(console, console.say("Module: {pace}", pace=console.words["on plan"]))
    console.page.reload()
    expect_pace(console, console.say("Module: {pace}", pace=console.words["on plan"]))

    console.go(module.first + 3)
    expect_pace(
        console,
        console.words[
            "No pace, because slides were passed over. Hide the slides that you leave out."
        ],
    )
