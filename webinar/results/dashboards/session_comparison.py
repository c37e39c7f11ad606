"""The section of a cohort's dashboard that compares its sessions, as bars and as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from webinar.kit.days import short_day
from webinar.kit.files.document import Line, Para, Table
from webinar.kit.rounding import percent
from webinar.results.attendance.models import Status
from webinar.results.dashboards import drawings
from webinar.results.dashboards.attendance_blocks import statuses
from webinar.results.dashboards.blocks import Bar, Bars, Block, Folded
from webinar.results.dashboards.sections import Section
from webinar.results.dashboards.totals import HeldSession
from webinar.results.protocol.phrases import count_and_share, named, number, plain, share


def session_sections(sessions: Sequence[HeldSession], *, rtl: bool) -> list[Section]:
    """Return the section; none without sessions. Call it inside `wording.speaking(language)`."""
    if not sessions:
        return []
    most_minutes = max([session.mean_minutes for session in sessions] + [1])

    def bars(
        title: str, sentence: str, show: Callable[[HeldSession], tuple[float, str] | None]
    ) -> Bars:
        return Bars(plain(title), list(_rows(sessions, show, rtl=rtl)), told=sentence)

    blocks: list[Block] = [
        Para(plain(_sentence(sessions))),
        bars(
            _("Present by the rule"),
            _trend([_share(session) for session in sessions if session.expected]),
            _presence_figure,
        ),
        bars(
            _("Minutes on average, of those who attended"),
            "",
            lambda session: _minutes_figure(session, most_minutes),
        ),
        bars(_("Polls answered, of those who attended"), "", _answers_figure),
        bars(
            _("Right answers"),
            _trend([_right(session) for session in sessions if session.quizzes]),
            lambda session: (
                (_right(session) / 100, share(_right(session))) if session.quizzes else None
            ),
        ),
        bars(
            _("Gain from pre-test to post-test"),
            "",
            lambda session: (
                None if session.gain is None else (session.gain, share(round(100 * session.gain)))
            ),
        ),
        Folded(_table(sessions)),
    ]
    return [Section("sessions", _("Session by session"), blocks)]


def _rows(
    sessions: Sequence[HeldSession],
    show: Callable[[HeldSession], tuple[float, str] | None],
    *,
    rtl: bool,
) -> Sequence[Bar]:
    rows = []
    for place, session in enumerate(sessions, 1):
        figure = show(session)
        label: Line = [*plain(f"{number(place)}. "), named(session.title)]
        label = [*label, *plain(f" · {short_day(session.began)}")]
        value, svg = "—", ""
        if figure:
            value, svg = figure[1], drawings.bar(figure[0], rtl=rtl)
        rows.append(Bar(label, value, svg))
    return rows


def _presence_figure(session: HeldSession) -> tuple[float, str] | None:
    """Return the share present; None if nobody was expected, or the people were forgotten."""
    if not session.expected:
        return None
    return _share(session) / 100, count_and_share(
        session.status_count(Status.PRESENT), session.expected
    )


def _minutes_figure(session: HeldSession, most: float) -> tuple[float, str] | None:
    """Return the mean minutes; None if nobody was there."""
    if not session.attendees:
        return None
    return session.mean_minutes / most, number(round(session.mean_minutes, 1))


def _answers_figure(session: HeldSession) -> tuple[float, str] | None:
    if not session.polls or not session.attendees:
        return None
    mean = session.mean_answered
    words = _("%(count)s of %(whole)s", count=number(round(mean, 1)), whole=number(session.polls))
    return mean / session.polls, words


def _share(session: HeldSession) -> int:
    return percent(session.status_count(Status.PRESENT), session.expected) or 0


def _right(session: HeldSession) -> int:
    return percent(session.right, session.quizzes) or 0


def _sentence(sessions: Sequence[HeldSession]) -> str:
    begun_sentence = ngettext(
        "%(count)s session has begun.", "%(count)s sessions have begun.", len(sessions),
        count=number(len(sessions)),
    )  # fmt: skip
    known_sessions = [session for session in sessions if session.expected]
    if len(known_sessions) < 2:
        return str(begun_sentence)
    best, worst = max(known_sessions, key=_share), min(known_sessions, key=_share)
    if _share(best) == _share(worst):
        return str(begun_sentence)
    extremes_sentence = _(
        "Most were present on %(day)s (%(share)s), fewest on %(other)s (%(least)s).",
        day=_day(sessions, best),
        share=share(_share(best)),
        other=_day(sessions, worst),
        least=share(_share(worst)),
    )
    return f"{begun_sentence} {extremes_sentence}"


def _day(sessions: Sequence[HeldSession], session: HeldSession) -> str:
    """Return the day of a session, with its number if another session was on the same day."""
    day = short_day(session.began)
    if sum(short_day(other.began) == day for other in sessions) == 1:
        return day
    return f"{number(sessions.index(session) + 1)} · {day}"


def _trend(values: Sequence[int]) -> str:
    """Return the first and the last value in words; an empty text for fewer than two values."""
    if len(values) < 2:
        return ""
    sentence = _("First %(first)s, last %(last)s.", first=share(values[0]), last=share(values[-1]))
    return str(sentence)


def _table(sessions: Sequence[HeldSession]) -> Table:
    head = [_("Session"), _("Expected"), statuses()["present"], statuses()["partly"],
            statuses()["absent"], _("Minutes"), _("Right answers"), _("Gain")]  # fmt: skip
    rows: list[list[Line]] = []
    for place, session in enumerate(sessions, 1):
        cells = [
            number(session.expected),
            *(number(session.status_count(status)) for status in Status),
            number(round(session.mean_minutes, 1)) if session.attendees else "—",
            share(_right(session)) if session.quizzes else "—",
            "—" if session.gain is None else number(round(session.gain, 2)),
        ]
        title: Line = [*plain(f"{number(place)}. "), named(session.title)]
        rows.append([title, *(plain(cell) for cell in cells)])
    widths = [30, 10, 10, 10, 10, 10, 10, 10]
    return Table(_("Session by session"), head, rows, widths=widths, numbers=range(1, 8))
