"""The words for a course that a device keeps for a learner who no longer studies on it."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from webinar.learn.offline.kept_words import kept_words
from webinar.words import Words, only, plural_forms


def left_words() -> Words:
    """Return the words for a course on this device whose learner does not study here now."""
    return {
        "left.open": _(
            "This device keeps the course for {name}. If that is you, go on; otherwise begin "
            "below: nothing of theirs becomes yours. One device keeps it for one learner: once "
            "you begin, what waits of {name} is sent, and their course is taken off this device."
        ),
        "left.beside": _(
            "This device keeps the course for {name}, who shares it with others. If that is you, "
            "go on; otherwise begin below: nothing of theirs becomes yours, and theirs stays here."
        ),
        "left.waiting": plural_forms(
            lambda n: ngettext(
                "{n} answer of {name} waits on this device, and the link that it would be sent by "
                "opens nothing any more.",
                "{n} answers of {name} wait on this device, and the link that they would be sent "
                "by opens nothing any more.",
                n,
            )
        ),
        "left.how": _(
            "If that is you, open your personal link, or ask your organiser for a new one: then "
            "all of it is sent, in your name only. Or save it as a file, which your organiser can "
            "import."
        ),
        "left.nothing": _(
            "This device keeps the course for {name}, whose link opens nothing any more. If that "
            "is you, open your personal link, or ask your organiser for a new one."
        ),
        "left.time": _("Reading time of {name} waits on this device, too."),
        "left.refused": plural_forms(
            lambda n: ngettext("{n} entry was not accepted.", "{n} entries were not accepted.", n)
        ),
        "left.saved": _("Saved. Send the file to your organiser."),
        **only(kept_words(), "kept.removed", "kept.remove_sure"),
        "kept.forgotten": _(
            "What was kept of you in this course has been deleted, as you or your organiser "
            "wanted. So the course was taken off this device, too, with all that waited on it."
        ),
    }
