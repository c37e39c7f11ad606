"""Sentences about next steps for pages that the server draws; static/js/steps/terms.js has the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint

from webinar.i18n import page_language

bp = Blueprint("steps", __name__)

_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@bp.app_template_global()
def terms_in_words(terms: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """The rule and the quorum in one line."""
    said = [words[f"step.rule_{terms['rule']}"]]
    quorum = terms["quorum"]
    if quorum:
        key = {50: "step.quorum_half", 100: "step.quorum_all"}.get(quorum, "step.quorum_percent")
        said.append(_filled(words[key], percent=quorum))
    return " ".join(said)


@bp.app_template_global()
def outcome_in_words(outcome: Mapping[str, Any], words: Mapping[str, str]) -> list[str]:
    """What was counted and what came of it; then another outcome than the rule's, and why."""
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
    """Numbers as the page's language writes them; what is not asked for is left out."""
    is_dari = page_language() == "prs"
    for name, value in values.items():
        written = str(value)
        if is_dari and isinstance(value, int):
            written = written.translate(_DIGITS)
        word = word.replace(f"{{{name}}}", written)
    return word
