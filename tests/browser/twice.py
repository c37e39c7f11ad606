"""What the console and the remote do only when it is pressed twice."""

from playwright.sync_api import expect

# More often than a machine can stand still, one after the other, for longer than the page asks.
ATTEMPTS = 5


def press_again(press, asked):
    """The second press, or both. `asked`: where the page asks for it; it is gone when that counted.

    A machine that stood still for longer than the page's patience is asked once more.
    """
    for _ in range(ATTEMPTS):
        press()
        if not asked.is_visible():
            return
    expect(asked).to_have_count(0)
