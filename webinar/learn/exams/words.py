"""The reasons for refusals on the pages of a test, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _

from webinar import words
from webinar.kit.errors import Refused


def refusals_of_hosts() -> dict[str, str]:
    return {
        "test_not_begun": _("This attempt was not begun."),
        "attempt_over": _(
            "This attempt was handed in already, perhaps in another tab or at another device. What"
            " you chose here since then was not kept."
        ),
        "pre_test_over": _("The pre-test is over: you have begun the post-test."),
        "test_done": _("You have passed this test."),
        "no_attempt_left": _("You have used all attempts at this test."),
        "cooling_down": _("You can begin the next attempt a little later."),
        "bad_rule": _(
            "Write whole numbers: a pass mark from 1 to 100 or nothing, 0 to 20 attempts, and 0 to"
            " 10080 minutes. Nothing was changed."
        ),
    }


def refusal_text(refusal: Refused) -> str:
    """Return the reason for a refusal, worded for the pages of a test."""
    own_words = {
        **refusals_of_hosts(),
        "course_closed": _(
            "This course is closed. An attempt that was not handed in before does not count."
        ),
        "test_empty": _("Answer at least one question first"),
    }
    return words.refusal_text(refusal, own_words)
