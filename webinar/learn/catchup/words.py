"""The words of catching up in a participant's room."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from webinar.words import Words, plural_forms


def extras() -> Words:
    return {
        "catchup.title": _("While you were away"),
        "catchup.slides": plural_forms(lambda n: ngettext("slide {slides}", "slides {slides}", n)),
        "catchup.polls": plural_forms(lambda n: ngettext("{n} poll", "{n} polls", n)),
        "catchup.minutes": plural_forms(
            lambda n: ngettext("about {n} minute", "about {n} minutes", n)
        ),
        "catchup.begin": _("Look through them"),
        "catchup.skip": _("Not now"),
        "catchup.at": pgettext("a slide that was missed", "Missed: {n} of {all}"),
        "catchup.next": _("Next one"),
        "catchup.end": _("Done, back to the presenter"),
        "catchup.list": _("All that you missed"),
        "catchup.spot": _("Polls without a slide are under “Poll”."),
    }
