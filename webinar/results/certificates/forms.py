"""Reading and filling organisers' forms about certificates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webinar.kit.errors import Refused
from webinar.kit.languages import LANGUAGES
from webinar.kit.text import one_line, whole_number
from webinar.results.certificates.actions import TypedRule
from webinar.results.certificates.models import CertificateRule, Design
from webinar.results.certificates.queries import Scope

SIGNERS = 3
# In characters.
TITLE_LENGTH, SIGNER_LENGTH = 200, 120
MOST_MINUTES = 60_000
# The value offered if no rule is saved yet.
USUAL_PERCENT = 80


def rule_typed(form: Mapping[str, str], *, has_test: bool, is_course: bool = False) -> TypedRule:
    """Return the rule typed into the form.

    For a course the form has only the texts, because its completion rule is set elsewhere.

    Raises `Refused`: `certificate_percent`, `certificate_rule_empty`, `certificate_no_test`,
    `certificate_minutes`.
    """
    names = () if is_course else ("percent", "polls", "mark")
    shares = {name: _share(form.get(name, "")) for name in names}
    percent, polls, mark = (shares.get(name) for name in ("percent", "polls", "mark"))
    if not is_course and percent is None and polls is None and mark is None:
        raise Refused("certificate_rule_empty")
    if mark is not None and not has_test:
        raise Refused("certificate_no_test")
    titles = {tag: _line(form.get(f"title-{tag}", ""), TITLE_LENGTH) for tag in LANGUAGES}
    signers = [
        {
            part: _line(form.get(f"{part}-{number}", ""), SIGNER_LENGTH)
            for part in ("name", "office")
        }
        for number in range(1, SIGNERS + 1)
    ]
    return TypedRule(
        percent,
        polls,
        mark,
        {tag: title for tag, title in titles.items() if title},
        _minutes(form.get("minutes", "")),
        [signer for signer in signers if any(signer.values())],
        _design(form.get("design", "")),
    )


def filled_form(rule: CertificateRule | None, scope: Scope) -> dict[str, Any]:
    """Return the fields of the form, filled from the rule, or with defaults if there is no rule."""
    if rule is None:
        return {
            "percent": USUAL_PERCENT,
            "minutes": scope.planned_minutes,
            "design": Design.CLASSIC.value,
        }
    fields: dict[str, Any] = {
        "percent": rule.percent,
        "polls": rule.polls,
        "mark": rule.mark,
        "minutes": rule.minutes,
        "design": rule.design,
    }
    fields |= {f"title-{tag}": title for tag, title in rule.titles.items()}
    for number, signer in enumerate(rule.signers, 1):
        fields |= {f"name-{number}": signer["name"], f"office-{number}": signer["office"]}
    return {name: "" if value is None else value for name, value in fields.items()}


def _share(typed: str) -> int | None:
    number = typed.strip().removesuffix("%").strip()
    if not number:
        return None
    share = whole_number(number, 100)
    if not share:
        raise Refused("certificate_percent")
    return share


def _design(typed: str) -> str:
    return typed if typed in set(Design) else Design.CLASSIC.value


def _minutes(typed: str) -> int:
    minutes = whole_number(typed.strip(), MOST_MINUTES)
    if not minutes:
        raise Refused("certificate_minutes")
    return minutes


def _line(typed: str, most_characters: int) -> str:
    try:
        return one_line(typed, most_characters, "empty")
    except Refused:
        return ""
