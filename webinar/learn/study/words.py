"""The reasons for refusals on the pages of self-study, in the language of the request."""

from __future__ import annotations

from flask_babel import gettext as _

from webinar import words
from webinar.kit.errors import Refused


def refusal_text(refusal: Refused) -> str:
    """Return the reason for a refusal; some of a session's refusals are worded differently here."""
    own_words = {
        "guests_not_taken": _(
            "This course is for those who were invited. Open the personal link that the organiser"
            " sent you."
        ),
        "text_empty": _("Write something first"),
        "no_choice": _("Answer first: nothing was chosen or written."),
        "too_much": _("You have answered this too often. What you did before is kept."),
        "course_closed": _("This course no longer accepts answers. What you did before is kept."),
    }
    return words.refusal_text(refusal, own_words)
