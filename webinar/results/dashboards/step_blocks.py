"""The agreed next steps: done, still to do and overdue, as dots and in words."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import pgettext

from webinar.kit.files.document import Para
from webinar.live.steps.models import StepState
from webinar.live.steps.moves import FOLLOWED, UNDONE
from webinar.results.dashboards import drawings
from webinar.results.dashboards.blocks import Bar, Bars, Block
from webinar.results.dashboards.dots import MOST_DOTS, dots
from webinar.results.dashboards.reading import Overview
from webinar.results.protocol.phrases import count_of, plain
from webinar.results.reports.queries import StepRecord


def agreed_steps(overview: Overview) -> list[StepRecord]:
    return [step for step in overview.steps if step.state in FOLLOWED]


def steps(overview: Overview, *, rtl: bool) -> list[Block]:
    """Return the number of agreed steps in each standing, as of `overview.today`."""
    agreed = agreed_steps(overview)
    if not agreed:
        return [Para(plain(_("No next step has been agreed.")))]
    late = sum(
        step.state in UNDONE and step.due is not None and step.due < overview.today
        for step in agreed
    )
    done = sum(step.state is StepState.DONE for step in agreed)
    counts = {
        pgettext("steps", "Done"): done,
        pgettext("steps", "To do"): len(agreed) - done - late,
        pgettext("steps", "Overdue"): late,
    }
    return [Bars([], [_row(word, count, len(agreed), rtl=rtl) for word, count in counts.items()])]


def _row(word: str, count: int, whole: int, *, rtl: bool) -> Bar:
    has_dots = whole <= MOST_DOTS
    svg = dots(count, whole, rtl=rtl) if has_dots else drawings.bar(count / whole, rtl=rtl)
    return Bar(plain(word), count_of(count, whole), svg, is_scaled=has_dots)
