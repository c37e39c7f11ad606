"""The words of signals: hands, pace, reactions."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from webinar.words import Words, only, plural_forms


def extras() -> Words:
    return {
        **_reactions(),
        "signals.title": _("Signals to the presenter"),
        "signals.raise": _("Raise hand"),
        "signals.lower": _("Lower hand"),
        "signals.up": _("Your hand is raised. You will be called."),
        "signals.called": _("You have the floor. Please speak."),
        "signals.slower": pgettext("a signal to the presenter", "Slower"),
        "signals.unclear": pgettext("a signal to the presenter", "Not clear"),
        "signals.sending": _("Sending…"),
        "signals.seen": _("The presenter sees your signal for three minutes."),
    }


def console() -> Words:
    return {
        **_reactions(),
        "signals.queue": _("Speaking queue"),
        **only(extras(), "signals.lower"),
        "signals.call": _("Give the floor"),
        "signals.lower_all": _("Lower all hands"),
        "signals.speaking": _("Has the floor"),
        "signals.next": pgettext("in the speaking queue", "Next"),
        "signals.waits": _("waits {n} min"),
        "signals.hands": plural_forms(lambda n: ngettext("{n} raised hand", "{n} raised hands", n)),
        "signals.more": plural_forms(lambda n: ngettext("and {n} more", "and {n} more", n)),
        "signals.said_hand": _("Raised hand: {name}"),
        "signals.slower_of": _("{n} of {all}: slower"),
        "signals.unclear_of": _("{n} of {all}: not clear"),
        "signals.of_language": _("{language} {n} of {all}"),
        "signals.strength": _("How strong the signal still is"),
        "signals.interpreter": _("Interpreter ({language}): slower, please"),
        "signals.ask": _("Ask to go slower"),
    }


def refusals() -> dict[str, str]:
    return {"hand_not_raised": _("This hand is not raised any more")}


def _reactions() -> Words:
    return {
        "signals.reactions": _("Reactions"),
        "signals.good": pgettext("reaction", "Good"),
        "signals.thanks": pgettext("reaction", "Thank you"),
        "signals.support": pgettext("reaction", "I support this"),
        "signals.new": pgettext("reaction", "New to me"),
    }
