"""The words of time: countdowns, breaks, the plan of a session."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from webinar.words import Words, only, plural_forms

# Only hosts can meet these refusals.
FOR_HOSTS = True


def extras() -> Words:
    return {
        **_shown(),
        "timing.device": _("on this device: {time}"),
    }


def stage() -> Words:
    return {
        **_shown(),
        **only(console(), "timing.break"),
        "timing.left": _("Time left"),
        "timing.again": _("We continue at"),
    }


def console() -> Words:
    return {
        **_shown(),
        "timing.break": _("Break"),
        "timing.tab": pgettext("of a session", "Time"),
        "timing.activity": _("Countdown for an activity"),
        "timing.what": _("Activity"),
        "timing.minutes": _("Minutes"),
        "timing.start": _("Start the countdown"),
        "timing.start_break": _("Start the break"),
        "timing.until_clock": _("Or until (time of the session: {zone})"),
        "timing.add": _("1 minute more"),
        "timing.end": _("End now"),
        "timing.plan": _("Plan"),
        "timing.spent": _("{n} of {all} min"),
        "timing.is_now": _("now"),
        "timing.over": _("{n} min over"),
        "timing.planned_end": _("Planned end: {time}"),
        "timing.expected_end": _("Expected end: {time}"),
        "timing.extend": _("15 minutes more"),
        "timing.end_soon": plural_forms(
            lambda n: ngettext(
                "{n} minute until the planned end", "{n} minutes until the planned end", n
            )
        ),
        "timing.end_reached": _("The planned time is over"),
        "timing.planned": _("Countdowns and breaks begin once the session has started."),
    }


def refusals() -> dict[str, str]:
    return {
        "break_too_long": _("That is more than four hours away"),
        "nothing_runs": _("No countdown and no break is running"),
        "session_too_long": _("The session cannot be made longer"),
    }


def _shown() -> Words:
    """The words that every screen may show."""
    return {
        "timing.label.group_work": _("Group work"),
        "timing.label.discussion": _("Discussion"),
        "timing.label.exercise": _("Exercise"),
        "timing.label.reading": pgettext("an activity", "Reading"),
        "timing.label.writing": pgettext("an activity", "Writing"),
        "timing.up": _("Time is up"),
        "timing.until": _("Break until {time}"),
        "timing.min": _("{n} min"),
        "timing.in_two": _("We go on in 2 minutes"),
        "timing.in_one": _("We go on in 1 minute"),
    }
