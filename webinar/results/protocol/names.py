"""A protocol's words for the codes in a record, in the current language."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import pgettext


def roles() -> Mapping[str, str]:
    return {
        "host": _("Host"),
        "presenter": _("Presenter"),
        "moderator": _("Moderator"),
        "interpreter": _("Interpreter"),
        "participant": _("Participant"),
    }


def questions() -> Mapping[str, str]:
    """Return the headings of questions by state, in the order of the protocol."""
    return {
        "answered": _("Answered"),
        "parked": pgettext("questions", "Put off for later"),
        "open": pgettext("questions", "Not answered"),
        "waiting": pgettext("questions", "Not yet shown to everybody"),
        "declined": pgettext("questions", "Declined"),
        "merged": pgettext("questions", "Merged with another"),
    }
