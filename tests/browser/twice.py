"""Buttons of the console and the remote that act only when pressed twice."""

from playwright.sync_api import expect

# More tries than a machine can stall in a row for longer than the page waits.
ATTEMPTS = 5


def press_again(press, asked):
    """Press a second time, or twice. `asked`: the page's question, gone once the press counted.

    If the machine stalled for longer than the page waits, the page asks again.
    """
    for _ in range(ATTEMPTS):
        press()
        if not asked.is_visible():
            return
    expect(asked).to_have_count(0)
