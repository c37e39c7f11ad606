"""Buttons of the console and the remote that act only when pressed twice."""

from playwright.sync_api import expect

# A machine will not stall this often in a row for longer than the page waits.
MAX_ATTEMPTS = 5


def press_again(press, prompt):
    """Press a second time, or twice, until the page's question `prompt` disappears.

    If the machine stalled for longer than the page waits, the page asks again.
    """
    for _ in range(MAX_ATTEMPTS):
        press()
        if not prompt.is_visible():
            return
    expect(prompt).to_have_count(0)
