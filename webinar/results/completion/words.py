"""The words of completion: a course's requirements, and refusals."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from webinar.learn.study.models import Source
from webinar.results.completion.lacking import Missing, What
from webinar.results.completion.models import Counts
from webinar.results.completion.rules import Terms
from webinar.results.protocol import phrases


def criteria(terms: Terms) -> list[str]:
    """Return the rule's requirements as lines of a list."""
    asked = []
    if terms.slides:
        share = phrases.share(terms.slides)
        asked.append(_("At least %(share)s of the slides done", share=share))
    if terms.quizzes:
        share = phrases.share(terms.quizzes)
        asked.append(_("At least %(share)s of the quizzes answered correctly", share=share))
    if terms.mark:
        share = phrases.share(terms.mark)
        asked.append(_("At least %(share)s of the post-test right", share=share))
    if terms.must_pass:
        asked.append(_("The post-test passed"))
    if terms.minutes:
        asked.append(_minutes(terms.minutes, terms.counts))
    return [str(one) for one in asked]


def _minutes(minutes: int, counts: Counts) -> str:
    count = phrases.number(minutes)
    if counts is Counts.LIVE:
        told = ngettext(
            "At least %(count)s minute in the live sessions",
            "At least %(count)s minutes in the live sessions",
            minutes,
            count=count,
        )
    elif counts is Counts.STUDY:
        told = ngettext(
            "At least %(count)s minute of study",
            "At least %(count)s minutes of study",
            minutes,
            count=count,
        )
    else:
        told = ngettext(
            "At least %(count)s minute, in live sessions and of study together",
            "At least %(count)s minutes, in live sessions and of study together",
            minutes,
            count=count,
        )
    return str(told)


def missing(found: Sequence[Missing]) -> list[str]:
    return [_missing(one) for one in found]


def _missing(one: Missing) -> str:
    has, needs = phrases.number(one.has), phrases.number(one.needs)
    if one.what is What.ABSENT:
        return str(_("Was not there"))
    if one.what is What.TIME:
        return str(_("Minutes: %(has)s of the %(needs)s needed", has=has, needs=needs))
    if one.what is What.POLLS:
        return str(_("Polls answered: %(has)s of the %(needs)s needed", has=has, needs=needs))
    if one.what is What.TEST_OPEN:
        return str(_("The post-test is not handed in yet"))
    if (told := _missing_of_course(one, has, needs)) is not None:
        return told
    shares = {"has": phrases.share(one.has), "needs": phrases.share(one.needs)}
    return str(_("Post-test: %(has)s right, %(needs)s needed", **shares))


def _missing_of_course(one: Missing, has: str, needs: str) -> str | None:
    amounts = {"has": has, "needs": needs}
    words = {
        What.NO_RULE: _("Nobody has set yet when the course is complete."),
        What.SLIDES: _("Slides done: %(has)s of the %(needs)s needed", **amounts),
        What.QUIZZES: _("Quizzes right: %(has)s of the %(needs)s needed", **amounts),
        What.LIVE_MINUTES: _(
            "Minutes in live sessions: %(has)s of the %(needs)s needed", **amounts
        ),
        What.STUDY_MINUTES: _("Minutes of study: %(has)s of the %(needs)s needed", **amounts),
        What.MINUTES: _("Minutes, live and of study: %(has)s of the %(needs)s needed", **amounts),
        What.NOT_PASSED: _("The post-test is not passed yet"),
    }
    told = words.get(one.what)
    return None if told is None else str(told)


def source_words() -> dict[Source, str]:
    """Return words for each source of times, from which readers can judge their reliability."""
    return {
        Source.ONLINE: _("measured while the page was in sight and in use"),
        Source.PLAIN: _("without scripts: the time between two pages"),
        Source.OFFLINE: _("measured on the device without a network, and sent later"),
        Source.FILE: _("from a file that came back from a package"),
    }


def course_label() -> str:
    """Return the label before the title of a course in a workbook."""
    return str(_("Course"))


def refusals_of_hosts() -> dict[str, str]:
    return {
        "completion_percent": _("Write each share as a whole number from 1 to 100."),
        "completion_minutes": _("Write the minutes as a whole number from 1 to 60000."),
        "completion_no_test": _("This module has no post-test: ask for none."),
        "not_a_guest": _("Only a guest who came by the open link can be forgotten here."),
        "unknown_person": _("There is no such person on this roster."),
        "has_certificate": _(
            "A certificate was issued to this guest. Tick that it may be deleted, too."
        ),
    }
