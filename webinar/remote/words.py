"""The words of the remote, and of the way to open it."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from webinar.console_words import clock_words, link_words
from webinar.floor.words import console as floor_words
from webinar.kit.per_language import per_language
from webinar.steps.host_words import remote_words as step_words
from webinar.words import Words, plural_forms


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
        "slide.of": _("Slide {n} of {all}"),
        "slide.last": _("This is the last slide."),
        "slide.loading": _("Loading…"),
        "notes.none": _("No notes for this slide."),
        "poll.open": _("Open poll"),
        "poll.close": _("Close poll"),
        "poll.close_again": _("Press once more to close the poll."),
        "poll.answered": plural_forms(lambda n: ngettext("{n} answered", "{n} answered", n)),
        "remote.question": _("Question: {text}"),
        "stage.clear": _("Take off the stage"),
        "remote.not_live": _("The session has not started"),
    }
