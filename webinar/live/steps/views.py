"""Sentences about next steps on pages; static/js/live/steps/terms.ts builds them for scripts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint
from flask_babel import gettext as _
from flask_babel import pgettext

from webinar.kit.web.i18n import page_language

bp = Blueprint("steps", __name__)

_DARI = str.maketrans("0123456789%", "۰۱۲۳۴۵۶۷۸۹٪")


@bp.app_template_global()
def terms_in_words(terms: Mapping[str, Any]) -> str:
    """Return the rule and the quorum in one line."""
    rules = {
        "consent": _("Agreed if somebody agrees and nobody disagrees."),
        "majority": _("Agreed if more than half of those present agree."),
        "two_thirds": _("Agreed if two thirds of those present agree."),
        "owners": _("Agreed if everybody responsible accepts."),
    }
    quorums = {
        0: "",
        50: _("At least half of those present must answer."),
        100: _("All who are present must answer."),
    }
    share = _("At least {share} of those present must answer.")
    quorum = quorums.get(terms["quorum"], share)
    sentences = [rules[terms["rule"]], quorum.replace("{share}", _digits(f"{terms['quorum']}%"))]
    return " ".join(filter(None, sentences))


@bp.app_template_global()
def outcome_in_words(outcome: Mapping[str, Any]) -> list[str]:
    """Return the count and the outcome in words; a second line if a host overruled the outcome."""
    counts = outcome["counts"]
    sentences = [_filled(_("{answered} of {present} present answered, quorum {quorum}"), **outcome)]
    if outcome["computed"] != "no_quorum":
        sentences.append(
            _filled(
                _count_sentence(outcome["rule"]),
                agree=counts["agree"] + counts["reserve"],
                reserve=counts["reserve"],
                disagree=counts["disagree"],
                needed=outcome["needed"],
                owners=outcome["owners"],
                accepted=outcome["owners_accepted"],
            )
        )
    computed = {
        "agreed": pgettext("outcome, in a sentence", "agreed"),
        "not_agreed": pgettext("outcome, in a sentence", "not agreed"),
        "no_quorum": pgettext("outcome, in a sentence", "too few answered, not agreed"),
    }
    lines = [f"{'. '.join(sentences)}: {computed[outcome['computed']]}."]
    if outcome["overruled_by"] is not None:
        recorded = {
            "agreed": _("Recorded as agreed by {name}. Reason: {reason}"),
            "not_agreed": _("Recorded as not agreed by {name}. Reason: {reason}"),
        }
        lines.append(
            _filled(
                recorded[outcome["recorded"]],
                name=f"\u2068{outcome['overruled_by']}\u2069",
                reason=f"\u2068{outcome['reason']}\u2069",
            )
        )
    return lines


def _count_sentence(rule: str) -> str:
    sums = {
        "consent": _(
            "Agree: {agree}, of these with a reservation: {reserve}; disagree: {disagree}"
        ),
        "owners": _("{accepted} of {owners} owners accepted"),
    }
    needed = _("Agree: {agree}, of these with a reservation: {reserve}; needed: {needed}")
    return str(sums.get(rule, needed))


def _filled(text: str, **values: Any) -> str:
    """Fill a text with numbers as the page's language writes them; unused values are ignored."""
    for name, value in values.items():
        value_text = _digits(str(value)) if isinstance(value, int) else str(value)
        text = text.replace(f"{{{name}}}", value_text)
    return text


def _digits(text: str) -> str:
    return text.translate(_DARI) if page_language() == "prs" else text
