"""The texts of completion: a course's requirements, and refusals."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from webinar.learn.study.models import Source
from webinar.results.completion.models import Counts
from webinar.results.completion.requirements import Missing, Requirement
from webinar.results.completion.rules import Terms
from webinar.results.protocol import phrases


def state_filters() -> dict[str, str]:
    """Return the words of the list's filter; its keys are those of `page.STATES`, and none."""
    return {
        "": _("Everybody"),
        "not_begun": _("Not begun"),
        "studying": _("Studying"),
        "completed": _("Completed"),
    }


def orders(*, with_test: bool) -> dict[str, str]:
    """Return the words of the list's orders; the keys are those of `people.ORDERS`, and none."""
    words = {
        "": _("As on the list"),
        "name": _("By name"),
        "unit": _("By unit"),
        "slides": _("Slides"),
        "quizzes": _("Quizzes right"),
        "test": _("Post-test"),
        "study": _("Study, minutes"),
        "live": _("Live, minutes"),
        "completed": _("Completed"),
        "seen": _("Last seen"),
    }
    if not with_test:
        del words["test"]
    return words


def criteria(terms: Terms) -> list[str]:
    """Return the rule's requirements as lines of a list."""
    lines = []
    if terms.slides:
        share = phrases.share(terms.slides)
        lines.append(_("At least %(share)s of the slides done", share=share))
    if terms.quizzes:
        share = phrases.share(terms.quizzes)
        lines.append(_("At least %(share)s of the quizzes answered correctly", share=share))
    if terms.mark:
        share = phrases.share(terms.mark)
        lines.append(_("At least %(share)s of the post-test right", share=share))
    if terms.must_pass:
        lines.append(_("The post-test passed"))
    if terms.minutes:
        lines.append(_minutes(terms.minutes, terms.counts))
    return [str(line) for line in lines]


def _minutes(minutes: int, counts: Counts) -> str:
    count = phrases.number(minutes)
    if counts is Counts.LIVE:
        sentence = ngettext(
            "At least %(count)s minute in the live sessions",
            "At least %(count)s minutes in the live sessions",
            minutes,
            count=count,
        )
    elif counts is Counts.STUDY:
        sentence = ngettext(
            "At least %(count)s minute of study",
            "At least %(count)s minutes of study",
            minutes,
            count=count,
        )
    else:
        sentence = ngettext(
            "At least %(count)s minute, in live sessions and of study together",
            "At least %(count)s minutes, in live sessions and of study together",
            minutes,
            count=count,
        )
    return str(sentence)


def missing(requirements: Sequence[Missing]) -> list[str]:
    return [_missing_line(lack) for lack in requirements]


def _missing_line(lack: Missing) -> str:
    has, needs = phrases.number(lack.has), phrases.number(lack.needs)
    if lack.requirement is Requirement.ABSENT:
        return str(_("Was not there"))
    if lack.requirement is Requirement.TIME:
        return str(_("Minutes: %(has)s of the %(needs)s needed", has=has, needs=needs))
    if lack.requirement is Requirement.POLLS:
        return str(_("Polls answered: %(has)s of the %(needs)s needed", has=has, needs=needs))
    if lack.requirement is Requirement.TEST_OPEN:
        return str(_("The post-test is not handed in yet"))
    if (sentence := _missing_of_course(lack, has, needs)) is not None:
        return sentence
    shares = {"has": phrases.share(lack.has), "needs": phrases.share(lack.needs)}
    return str(_("Post-test: %(has)s right, %(needs)s needed", **shares))


def _missing_of_course(lack: Missing, has: str, needs: str) -> str | None:
    amounts = {"has": has, "needs": needs}
    words = {
        Requirement.NO_RULE: _("Nobody has set yet when the course is complete."),
        Requirement.SLIDES: _("Slides done: %(has)s of the %(needs)s needed", **amounts),
        Requirement.QUIZZES: _("Quizzes right: %(has)s of the %(needs)s needed", **amounts),
        Requirement.LIVE_MINUTES: _(
            "Minutes in live sessions: %(has)s of the %(needs)s needed", **amounts
        ),
        Requirement.STUDY_MINUTES: _(
            "Minutes of study: %(has)s of the %(needs)s needed", **amounts
        ),
        Requirement.MINUTES: _(
            "Minutes, live and of study: %(has)s of the %(needs)s needed", **amounts
        ),
        Requirement.NOT_PASSED: _("The post-test is not passed yet"),
    }
    sentence = words.get(lack.requirement)
    return None if sentence is None else str(sentence)


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
