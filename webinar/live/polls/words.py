"""The reasons for refusing commands about polls, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _


def refusals() -> dict[str, str]:
    """Return the reasons for refusing a vote, a second round or a moderation.

    Only the browser refuses with the first one.
    """
    return {
        "no_number": _("Write a number in digits, for example 12 or 3.5"),
        "already_voted": _("You have voted. An anonymous vote cannot be changed."),
        "already_shown": _("Your text has been shown and cannot be changed any more"),
        "matched_twice": _("One partner stands beside two. Choose another for one of them."),
        "no_abstention": _("This poll allows no abstention"),
        "too_many_points": _("You have shared out more points than there are"),
        "second_round_exists": _("This poll has a second round already"),
        "asked_once": _("There is no second round of this poll"),
        "answers_secret": _(
            "An anonymous poll shows its answers once it is closed and has five of them"
        ),
    }
