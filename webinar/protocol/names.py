"""The words of a protocol for what a record knows by its code. To be called in a language."""

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


def answers() -> Mapping[str, str]:
    """In the order in which they are counted."""
    return {
        "agree": _("Agree"),
        "reserve": _("Agree with a reservation"),
        "disagree": _("Disagree"),
        "abstain": _("Abstain"),
        "must_ask": _("Must ask my superior"),
    }


def given() -> Mapping[str, str]:
    """What the words of such an answer are called in a record."""
    return {
        "agree": pgettext("why somebody agreed", "Remark"),
        "reserve": pgettext("to an agreement", "Reservation"),
        "disagree": pgettext("with a proposal", "Disagreement"),
        "abstain": pgettext("why somebody abstained", "Abstention"),
        "must_ask": _("Must ask their superior"),
    }


def states() -> Mapping[str, str]:
    return {
        "proposed": _("Proposed"),
        "put": pgettext("state of a step", "Put to everyone"),
        "closed": pgettext("state of a step", "Closed, being counted"),
        "agreed": _("Agreed"),
        "owned": pgettext("state of a step", "Agreed, with an owner"),
        "in_progress": pgettext("state of a step", "In progress"),
        "done": pgettext("state of a step", "Done"),
        "blocked": pgettext("state of a step", "Blocked"),
        "dropped": pgettext("state of a step", "Set aside"),
    }


def rules() -> Mapping[str, str]:
    return {
        "consent": _("Consent: at least one agrees and nobody disagrees"),
        "majority": _("Majority: more than half of those present agree"),
        "two_thirds": _("Two thirds of those present agree"),
        "owners": _("All who are to see to it accept"),
    }


def verdicts() -> Mapping[str, str]:
    return {
        "agreed": pgettext("outcome", "agreed"),
        "not_agreed": pgettext("outcome", "not agreed"),
        "no_quorum": pgettext("outcome", "no quorum: too few have answered"),
    }


def questions() -> Mapping[str, str]:
    """Headings of questions by their state, in the order of a protocol."""
    return {
        "answered": _("Answered"),
        "parked": pgettext("questions", "Put off for later"),
        "open": pgettext("questions", "Not answered"),
        "waiting": pgettext("questions", "Not yet shown to everybody"),
        "declined": pgettext("questions", "Declined"),
        "merged": pgettext("questions", "Merged with another"),
    }
