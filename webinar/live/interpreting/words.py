"""The words of the interpreter's desk."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from webinar.kit.per_language import per_language
from webinar.words import Words, plural_forms


@per_language
def desk() -> Words:
    """Every text that the desk's script may show besides those of the console."""
    return {
        "steps.tab": _("Next steps"),
        "interpreting.room_is_on": _("The session is on slide {n}"),
        "interpreting.with_room": _("The session is here"),
        "interpreting.now": _("Shown now"),
        "interpreting.return": _("Return to the session"),
        "interpreting.back": _("Back"),
        "interpreting.next": _("Next"),
        "interpreting.no_notes": _("No notes for this slide."),
        "interpreting.terms_none": _("No terms of the glossary are marked on these slides."),
        "interpreting.terms_failed": _("The glossary cannot be shown without a connection."),
        "interpreting.found": plural_forms(lambda n: ngettext("{n} term", "{n} terms", n)),
        "lane.mine": _("You type now"),
        "lane.theirs": _("{name} types now"),
        "lane.free": _("Nobody types yet"),
        "lane.away": _("{name} types and has lost the connection"),
        "lane.asks": _("{name} asks you to take over"),
        "lane.asked": _("You have asked to be followed"),
        "lane.take": _("Take over"),
        "lane.take_again": _("{name} is typing. Press once more to take over."),
        "lane.offer": _("Ask to be followed"),
        "lane.withdraw": _("I go on"),
        "lane.slower": _("Slower, please"),
        "lane.line": _("Caption"),
        "lane.send": _("Send"),
        "lane.correct": _("Correct the line"),
        "lane.correcting": _("You correct the last line"),
        "lane.save": _("Save"),
        "lane.none": _("Nothing has been typed yet."),
        "lane.waiting": _("Readers see your lines once the session has started."),
    }
