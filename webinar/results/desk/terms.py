"""Reading the form in which an organiser sets a session's rule of agreement. No Flask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webinar.kit.errors import Refused
from webinar.kit.text import whole_number
from webinar.live.steps.models import Rule
from webinar.live.steps.rules import DEFAULT_QUORUM, DEFAULT_RULE, Terms


def terms_typed(form: Mapping[str, str]) -> Terms:
    """Read the terms from a form; missing fields take their default values.

    Raises `Refused`: `quorum_invalid`, and `bad_message` for an unknown rule.
    """
    try:
        rule = Rule(form.get("rule", DEFAULT_RULE))
    except ValueError as error:
        raise Refused("bad_message") from error
    quorum = whole_number(form.get("quorum", str(DEFAULT_QUORUM)).strip(), 100)
    if quorum is None:
        raise Refused("quorum_invalid")
    return Terms(rule, quorum, form.get("shares_reasons") == "true")


def typed_values(form: Mapping[str, str]) -> dict[str, Any]:
    """Return the typed values, valid or not, so that the form can show them again."""
    return {
        "rule": form.get("rule", DEFAULT_RULE.value),
        "quorum": form.get("quorum", DEFAULT_QUORUM),
        "shares_reasons": form.get("shares_reasons") == "true",
    }
