"""The words of the remote, and of the QR code that opens it."""

from __future__ import annotations

from flask_babel import gettext as _

from webinar.kit.per_language import per_language
from webinar.live.console_words import clock_words, console_words
from webinar.live.steps.host_words import remote_words as step_words
from webinar.room.floor.words import console as floor_words
from webinar.words import Words, link_words, only


def console() -> Words:
    return {
        "remote.ready": _("Scan it with your phone within five minutes. It works once."),
        "remote.failed": _("This could not be made. Try again."),
    }


@per_language
def remote() -> Words:
    """Every text that the remote's script may show."""
    return {
        **link_words(),
        **clock_words(),
        **floor_words(),
        **step_words(),
        **only(
            console_words(),
            *("slide.of", "slide.last", "slide.loading", "notes.none", "stage.clear"),
            *("poll.open", "poll.close", "poll.answered"),
        ),
        "remote.close_again": _("Press once more to close the poll."),
        "remote.question": _("Question: {text}"),
        "remote.not_live": _("The session has not started"),
    }
