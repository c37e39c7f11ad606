"""The reasons for refusing commands about tests, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _


def refusals() -> dict[str, str]:
    return {
        "unknown_test": _("This session has no such test"),
        "unknown_item": _("This test has no such question"),
        "test_not_waiting": _("This test has been opened already, or is over"),
        "test_not_open": _("This test cannot be taken now"),
        "test_over": _("This test is over"),
        "test_handed_in": _("You have handed this test in"),
        "test_empty": _("Answer at least one question first"),
        "item_shown": _("The answer to this question has been shown"),
    }
