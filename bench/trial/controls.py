"""The places on pages at which a trial looks, and which it presses. Values are CSS selectors.

tests/browser/test_trial_controls.py compares them with the pages: otherwise a trial would say after
an hour that a button has moved.
"""

from __future__ import annotations

VOICE = "#voice"
START = "form[data-command='room.start'] .button"
END = "#bar [data-opens='end-dialog']"
END_FOR_GOOD = "#end-dialog .button.stop"
REPLAY_TOGGLE = ".replay-toggle"


def slide(number: int) -> str:
    """The button that moves everybody to this slide, counted from 0."""
    return f"#slides-list button[value='{number}']"


def poll(key: str) -> str:
    """The poll on the console's list."""
    return f"#run-body [data-poll='{key}']"
