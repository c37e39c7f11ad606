"""The words of courses: refusals for learners and for organisers."""

from __future__ import annotations

from flask_babel import gettext as _


def refusals_of_hosts() -> dict[str, str]:
    return {
        "course_closed": _("This course is closed now. What you did before it closed is kept."),
        "course_full": _("This course has no room for more people."),
        "closes_first": _("The course closes before it opens. Choose a later time."),
        "course_has_people": _(
            "People of the cohort study in it already, so it stays theirs. Make another course."
        ),
        "module_changed_again": _("The module has just been changed again. Look at it once more."),
        "in_another_course": _("This session belongs to another course already."),
        "not_asked": _("Nothing is asked on this slide."),
    }
