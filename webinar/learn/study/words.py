"""The words of the pages of self-study, in the language of the request."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from webinar import words
from webinar.kit.errors import Refused
from webinar.words import Words, plural_forms


def refusal_text(refusal: Refused) -> str:
    """Return the reason for a refusal; some of a session's refusals are worded differently here."""
    own = {
        "guests_not_taken": _(
            "This course is for those who were invited. Open the personal link that the organiser"
            " sent you."
        ),
        "text_empty": _("Write something first"),
        "no_choice": _("Answer first: nothing was chosen or written."),
        "too_much": _("You have answered this very often. What you did before is kept."),
        "course_closed": _("This course takes no more answers now. What you did before is kept."),
    }
    return words.refusal_text(refusal, own)


def script_words() -> Words:
    """The texts for the script of a slide's page."""
    return {
        "study.read": _("Counted as read"),
        "study.kept": _("Kept on this device, not saved yet"),
        "study.sending": _("Saving…"),
        "study.queued": _("Kept on this device. It is sent once there is a connection."),
        "study.refused": _("Your answer was not accepted. Look at it, and send it again."),
        "study.away": _("There is no connection. What you chose and wrote is kept."),
        "study.waiting": plural_forms(
            lambda n: ngettext(
                "{n} answer waits on this device and is sent by itself.",
                "{n} answers wait on this device and are sent by themselves.",
                n,
            )
        ),
        "study.keep": _("Keep the course on this phone, and study without a connection"),
        "study.unsent": _(
            "Not saved: there is no connection, or the server is busy. Try again in a moment."
        ),
    }
