"""The words of certificates: on the paper, for the rule, in badges, and for refusals."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from flask_babel import get_locale
from flask_babel import gettext as _

from webinar.results.certificates.earning import Terms, half_hours
from webinar.results.certificates.models import Design
from webinar.results.completion import rules
from webinar.results.completion import words as course_words
from webinar.results.protocol import phrases

# The terms of a session or of a course.
AnyTerms: TypeAlias = Terms | rules.Terms


def heading() -> str:
    return str(_("Certificate of completion"))


def number(running: str) -> str:
    """Return a certificate's number as it stands on the paper; `running` is like `2026-00042`."""
    return str(_("No. %(number)s", number=f"\u2066{running}\u2069"))


def confirms() -> str:
    """Return the sentence between the name and the title; it fits any gender or case of either."""
    return str(_("This certificate confirms completion of the programme"))


def duration(minutes: int) -> str:
    return str(_("Duration: %(hours)s h", hours=_decimal(half_hours(minutes))))


def description(title: str, minutes: int, day: date) -> str:
    """Return a badge's description."""
    return str(
        _("%(title)s. Completed on %(date)s.", title=title, date=phrases.day(day))
        + " "
        + duration(minutes)
    )


def achievement(title: str, minutes: int) -> str:
    """Return the description of a badge's achievement, which is the same for every holder."""
    return f"{title}. {duration(minutes)}"


def criteria(terms: AnyTerms) -> list[str]:
    """Return the rule's requirements as lines of a list."""
    if isinstance(terms, rules.Terms):
        return course_words.criteria(terms)
    requirements = []
    if terms.percent:
        share = phrases.share(terms.percent)
        requirements.append(_("Present for at least %(share)s of the planned time", share=share))
    if terms.polls:
        share = phrases.share(terms.polls)
        requirements.append(_("At least %(share)s of the polls answered", share=share))
    if terms.mark:
        share = phrases.share(terms.mark)
        requirements.append(_("At least %(share)s of the post-test right", share=share))
    return requirements


def narrative(terms: AnyTerms) -> str:
    """Return the rule's requirements as sentences."""
    return ". ".join(criteria(terms)) + "."


def _decimal(value: float) -> str:
    """Return the number with the decimal mark that suits its digits.

    In Dari, replace the point: CLDR has the right mark for other digits only.
    """
    number = phrases.number(value)
    return number.replace(".", "٫") if get_locale().language == "fa" else number


def designs() -> list[tuple[Design, str]]:
    """Return the designs of the paper, each with its name."""
    return [
        (Design.CLASSIC, str(_("Classic: a frame, landscape"))),
        (Design.MODERN, str(_("Modern: plain, portrait"))),
        (Design.BAND, str(_("With a band, landscape"))),
    ]


def refusals_of_hosts() -> dict[str, str]:
    return {
        "certificate_percent": _("Write each share as a whole number from 1 to 100."),
        "certificate_rule_empty": _("Ask for at least one thing: time, polls or the post-test."),
        "certificate_minutes": _("Write the duration in minutes, from 1 to 60000."),
        "certificate_no_test": _("This programme has no post-test: leave its share empty."),
        "certificate_no_completion": _("First set when the course is complete."),
        "certificate_no_rule": _("Save first what earns a certificate."),
        "certificate_rule_changed": _("The rule has just been changed. Look at the list again."),
        "certificate_not_over": _("Certificates are issued once the last session has ended."),
        "certificate_not_final": _(
            "The last figures of the session are still arriving. Wait until they are final."
        ),
        "certificate_nobody_chosen": _("Tick the people who shall have a certificate."),
        "certificate_not_earned": _("This person has not earned a certificate."),
        "certificate_has_one": _("This person has a certificate already."),
        "certificate_unknown": _("This certificate is no longer there. Look at the list again."),
        "certificate_revoked": _("This certificate has been revoked already."),
        "certificate_reason": _("Write the reason."),
        "certificate_emblem": _(
            "The emblem of the institution cannot be drawn on this server now. Tell the operator."
        ),
        "certificate_key": _(
            "Certificates cannot be signed on this server now. Tell the operator."
        ),
    }
