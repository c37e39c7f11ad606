"""The reasons why the lobby refuses commands and turns people away, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _


def reasons() -> dict[str, str]:
    """Return the reasons for turning a member away, with advice, as the member reads them."""
    return {
        "full_name": _("Please write your full name, as in your documents, and ask again."),
        "not_listed": _("Your name is not on the list of this session. Ask your organiser."),
        "other_session": _("This link is for another group. Ask your organiser for yours."),
        "later": _("Please come back a little later."),
    }


def refusals() -> dict[str, str]:
    return {
        "room_closed": _("Nobody else is let in. Ask the organiser of the session."),
        "not_waiting": _("This person is not waiting any more"),
        "too_many_names": _("The list is too long: at most 1000 names"),
    }
