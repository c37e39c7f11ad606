"""The words that a record uses for states, answers, rules and outcomes, by their codes."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import pgettext

from webinar.kit.numerals import digits
from webinar.live.steps.models import StepOutcome
from webinar.live.steps.step_views import quorum_of


def answers() -> Mapping[str, str]:
    """Return the words for the answers, in the order in which records list them."""
    return {
        "agree": pgettext("how many", "agree"),
        "reserve": pgettext("how many", "agree with a reservation"),
        "disagree": pgettext("how many", "disagree"),
        "abstain": pgettext("how many", "abstain"),
        "must_ask": pgettext("how many", "must ask a superior"),
    }


def reason_headings() -> Mapping[str, str]:
    """Return, for each answer, the heading of the reasons given with it."""
    return {
        "agree": pgettext("why somebody agreed", "Remark"),
        "reserve": pgettext("to an agreement", "Reservation"),
        "disagree": pgettext("with a proposal", "Disagreement"),
        "abstain": pgettext("why somebody abstained", "Abstention"),
        "must_ask": _("Must ask a superior"),
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
        "consent": _("Consent: somebody agrees and nobody disagrees"),
        "majority": _("Majority: more than half of those present agree"),
        "two_thirds": _("Two thirds of those present agree"),
        "owners": _("Everybody responsible accepts"),
    }


def verdicts() -> Mapping[str, str]:
    return {
        "agreed": pgettext("outcome", "agreed"),
        "not_agreed": pgettext("outcome", "not agreed"),
        "no_quorum": pgettext("outcome", "no quorum: too few have answered"),
    }


def outcome(row: StepOutcome) -> str:
    """Return the outcome of a ballot in words, with the figures that decided it."""
    figures = _("{answered} of {present} present answered, quorum {quorum}").format(
        answered=sum(row.counts.values()),
        present=row.present,
        quorum=quorum_of(row.present, row.quorum),
    )
    return f"{verdicts()[row.recorded]}. {digits(figures)}"
