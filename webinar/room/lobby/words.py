"""Interface texts of the lobby: at the door, in a session that has not begun, on the console."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from webinar.kit.per_language import per_language
from webinar.words import (
    Words,
    connection_words,
    language_words,
    only,
    plural_forms,
    room_words,
)


def extras() -> Words:
    """Return the texts of the connection check, and the advice to check one's name."""
    return {
        "lobby.measuring": _("Testing your connection…"),
        "lobby.good": _("Good connection: everything will arrive at once."),
        "lobby.enough": _("Your connection is enough for slides and polls."),
        "lobby.slow": _(
            "Slow connection: slides may come late. Move closer to a window, or close other apps."
        ),
        "lobby.unmeasured": _(
            "The connection could not be tested. You may wait here all the same."
        ),
        "lobby.check_name": _("This session has a list of names. Check how yours is spelt."),
    }


@per_language
def waiting_words() -> Words:
    """Return all texts of the waiting page."""
    return {
        **connection_words(),
        **language_words(),
        **extras(),
        "lobby.place": plural_forms(
            lambda n: ngettext(
                "You are number {n}. The presenter lets you in.",
                "You are number {n}. The presenter lets you in.",
                n,
            )
        ),
        "lobby.said_admitted": _("You are let in"),
        **only(room_words(), "text_size.now", "text_size.smaller", "text_size.larger"),
    }


def reasons() -> dict[str, str]:
    """Return the reasons for turning a member away, with advice, as the member reads them."""
    return {
        "full_name": _("Please write your full name, as in your documents, and ask again."),
        "not_listed": _("Your name is not on the list of this session. Ask your organiser."),
        "other_session": _("This link is for another group. Ask your organiser for yours."),
        "later": _("Please come back a little later."),
    }


def console() -> Words:
    return {
        "lobby.title": pgettext("people at the door of a session", "Waiting to be let in"),
        "lobby.nobody": _("Nobody is waiting."),
        "lobby.mode_open": _("Let everyone straight in"),
        "lobby.mode_admit": _("Let people in one by one"),
        "lobby.is_open": _("Whoever has the link comes straight in."),
        "lobby.mode_closed": _("Let nobody new in"),
        "lobby.is_closed": _("Nobody new can join, except by a personal link."),
        "lobby.clear": _("Remove all who were never here"),
        "lobby.clear_sure": _("Remove them all?"),
        "lobby.admit": _("Let in"),
        "lobby.admit_all": plural_forms(
            lambda n: ngettext("Let {n} person in", "Let all {n} in", n)
        ),
        "lobby.refuse": _("Do not let in"),
        "lobby.since": plural_forms(
            lambda n: ngettext("waiting {n} minute", "waiting {n} minutes", n)
        ),
        "lobby.since_now": _("just came"),
        "lobby.on_list": _("on the list"),
        "lobby.off_list": _("not on the list"),
        "lobby.link.good": _("good connection"),
        "lobby.link.enough": _("connection enough for slides"),
        "lobby.link.slow": _("slow connection"),
        "lobby.reason.full_name": _("Full name, please"),
        "lobby.reason.not_listed": _("Not on the list"),
        "lobby.reason.other_session": _("Another session"),
        "lobby.reason.later": _("Later"),
        "lobby.remove": _("Remove"),
        "lobby.remove_sure": _("Remove from the session?"),
        "lobby.removed": _("Removed from the session"),
        "lobby.restore": _("Take back"),
    }


def refusals() -> dict[str, str]:
    return {
        "room_closed": _("Nobody new is let in any more. Ask whoever runs the session."),
        "not_waiting": _("This person is not waiting any more"),
        "too_many_names": _("The list is too long: at most 1000 names"),
    }
