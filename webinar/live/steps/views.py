"""Sentences about next steps on pages; static/js/live/steps/terms.ts builds them for scripts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint

from webinar.kit.web.i18n import page_language

bp = Blueprint("steps", __name__)

_DARI = str.maketrans("0123456789%", "۰۱۲۳۴۵۶۷۸۹٪")


@bp.app_template_global()
def terms_in_words(terms: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """Return the rule and the quorum in one line."""
    said = [words[f"step.rule_{terms['rule']}"]]
    quorum = terms["quorum"]
    if quorum:
        key = {50: "step.quorum_half", 100: "step.quorum_all"}.get(quorum, "step.quorum_share")
        said.append(words[key].replace("{share}", _digits(f"{quorum}%")))
    return " ".join(said)


@bp.app_template_global()
def outcome_in_words(outcome: Mapping[str, Any], words: Mapping[str, str]) -> list[str]:
    """Return the count and the outcome in words; a second line if a host overruled the outcome."""
    counts, rule = outcome["counts"], outcome["rule"]
    said = [_filled(words["step.sum_answered"], **outcome)]
    if outcome["computed"] != "no_quorum":
        key = {"consent": "step.sum_consent", "owners": "step.sum_owners"}.get(
            rule, "step.sum_needed"
        )
        said.append(
            _filled(
                words[key],
                agree=counts["agree"] + counts["reserve"],
                reserve=counts["reserve"],
                disagree=counts["disagree"],
                needed=outcome["needed"],
                owners=outcome["owners"],
                accepted=outcome["owners_accepted"],
            )
        )
    lines = [f"{'. '.join(said)}: {words['step.sum_' + outcome['computed']]}."]
    if outcome["overruled_by"] is not None:
        key = f"step.overruled_{outcome['recorded']}"
        lines.append(
            _filled(
                words[key],
                name=f"\u2068{outcome['overruled_by']}\u2069",
                reason=f"\u2068{outcome['reason']}\u2069",
            )
        )
    return lines


def _filled(word: str, **values: Any) -> str:
    """Fill a text with numbers as the page's language writes them; unused values are ignored."""
    for name, value in values.items():
        written = _digits(str(value)) if isinstance(value, int) else str(value)
        word = word.replace(f"{{{name}}}", written)
    return word


def _digits(text: str) -> str:
    return text.translate(_DARI) if page_language() == "prs" else text
