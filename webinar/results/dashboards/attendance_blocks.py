"""Attendance in words and blocks: the number of people with each status, and a line per person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from webinar.kit.files.document import Heading, Line, Para, Table
from webinar.kit.files.tables import clean
from webinar.kit.numerals import comma
from webinar.kit.text import in_order
from webinar.results.attendance.register import Attendee
from webinar.results.dashboards import drawings
from webinar.results.dashboards.blocks import Bar, Bars, Block
from webinar.results.dashboards.dots import MOST_DOTS, dots
from webinar.results.dashboards.reading import Overview
from webinar.results.protocol.phrases import count_and_share, named, number, plain, share


def statuses() -> Mapping[str, str]:
    return {
        "present": pgettext("attendance", "Present"),
        "partly": pgettext("attendance", "Partly present"),
        "absent": pgettext("attendance", "Absent"),
    }


def status_blocks(overview: Overview, *, rtl: bool) -> list[Block]:
    """Return the bars of statuses and remarks, with the number of people in each."""
    people = overview.people
    if not people:
        return [Para(plain(_("Nobody is expected, and nobody has joined yet.")), quiet=True)]
    counts = Counter(person.status.value for person in people)
    rows = [_bar(word, counts[status], len(people), rtl=rtl) for status, word in statuses().items()]
    remark_bars = [
        _bar(word, count, len(people), rtl=rtl, kind="quiet")
        for word, count in _remark_counts(people).items()
        if count
    ]
    blocks: list[Block] = [Bars([], rows)]
    if remark_bars:
        blocks.append(Bars(plain(pgettext("attendance", "Remarked")), remark_bars))
    return [*blocks, Para(plain(_sentence(overview, counts["present"])))]


def _sentence(overview: Overview, present: int) -> str:
    people_count, rule = len(overview.people), overview.register.rule
    presence_sentence = _(
        "Present by the rule: %(count)s.",
        count=count_and_share(present, people_count),
    )
    rule_sentence = _("The rule asks for %(share)s of the planned time.", share=share(rule.percent))
    if overview.register.frame.polls and rule.polls:
        needed = min(rule.polls, overview.register.frame.polls)
        rule_sentence = ngettext(
            "The rule asks for %(share)s of the planned time and an answer to %(count)s poll.",
            "The rule asks for %(share)s of the planned time and answers to %(count)s polls.",
            needed,
            share=share(rule.percent),
            count=number(needed),
        )
    return f"{presence_sentence} {rule_sentence}"


def _remark_counts(people: Sequence[Attendee]) -> Mapping[str, int]:
    return {
        pgettext("attendance", "Came late"): sum(person.judged.is_late for person in people),
        pgettext("attendance", "Left early"): sum(person.judged.left_early for person in people),
        pgettext("attendance", "Left and returned"): sum(
            person.judged.left > 0 for person in people
        ),
        pgettext("attendance", "Lost the connection and returned"): sum(
            person.judged.lost > 0 for person in people
        ),
        pgettext("attendance", "Present by later study"): sum(person.is_later for person in people),
        pgettext("attendance", "Corrected by hand"): sum(
            person.correction is not None for person in people
        ),
    }


def _bar(word: str, count: int, whole: int, *, rtl: bool, kind: str = "") -> Bar:
    value = count_and_share(count, whole)
    if whole <= MOST_DOTS:
        return Bar(plain(word), value, dots(count, whole, rtl=rtl), is_scaled=True)
    return Bar(plain(word), value, drawings.bar(count / whole, kind, rtl=rtl))


def people_table(overview: Overview, *, names: bool) -> list[Block]:
    """Return tables with a line per person, by status. Without `names`, people have numbers."""
    if not overview.people:
        return [Para(plain(_("No participant joined.")))]
    has_ranks = names and any(
        person.rank or person.position or person.unit for person in overview.people
    )
    # Show the column only if somebody studied afterwards.
    has_later_study = any(person.later_minutes for person in overview.people)
    headings, widths, numbers = _columns(names=names, ranks=has_ranks, later=has_later_study)
    blocks: list[Block] = []
    numbered_people = list(enumerate(overview.people, 1))
    for status, word in statuses().items():
        status_people = [
            (place, person) for place, person in numbered_people if person.status.value == status
        ]
        if not status_people:
            continue
        if names:
            status_people.sort(key=lambda row: (in_order(row[1].name), row[0]))
        heading = f"{word}: {number(len(status_people))}"
        blocks += [
            Heading(2, plain(heading)),
            Table(
                heading,
                headings,
                [
                    _row(place, person, names=names, ranks=has_ranks, later=has_later_study)
                    for place, person in status_people
                ],
                widths=widths,
                numbers=numbers,
            ),
        ]
    return blocks


def _columns(*, names: bool, ranks: bool, later: bool) -> tuple[list[str], list[int], list[int]]:
    """Return the heads, the widths, and the places of columns that contain numbers."""
    headings, widths = [pgettext("instead of a name", "Participant")], [27, 14, 15, 44]
    if names:
        headings, widths = [pgettext("column of numbers", "#"), _("Name")], [10, 38, 11, 14, 27]
    if ranks:
        headings, widths = (
            [*headings, pgettext("of a person", "Rank, position, unit")],
            [10, 29, 21, 10, 11, 19],
        )
    figures = [_("Minutes"), _("Studied afterwards")]
    if not later:
        # Give the width of the missing column to the remarks.
        figures, widths = figures[:1], [*widths[:-2], widths[-2] + widths[-1]]
    numbers = range(len(headings), len(headings) + len(figures))
    return [*headings, *figures, _("Remarks")], widths, list(numbers)


def _row(place: int, person: Attendee, *, names: bool, ranks: bool, later: bool) -> list[Line]:
    """Return one person's row. With `later`, minutes of study afterwards have their own column."""
    place_line = plain(number(place))
    minutes: list[Line] = [plain(number(person.credited_minutes))]
    if later:
        minutes.append(plain(number(person.later_minutes)))
    remarks = plain(comma().join(remarks_of(person)))
    if not names:
        return [place_line, *minutes, remarks]
    rank_words = comma().join(word for word in (person.rank, person.position, person.unit) if word)
    rank: list[Line] = [[named(clean(rank_words))]] if ranks else []
    return [place_line, [named(clean(person.name))], *rank, *minutes, remarks]


def remarks_of(person: Attendee) -> list[str]:
    """Return the remarks on one person's attendance."""
    judged = person.judged
    remarks = [
        (judged.is_late, pgettext("remark", "late")),
        (judged.left_early, pgettext("remark", "left early")),
        (
            bool(judged.returned),
            ngettext(
                "%(count)s return",
                "%(count)s returns",
                judged.returned,
                count=number(judged.returned),
            ),
        ),
        (person.is_later, pgettext("remark", "by later study")),
        (person.correction is not None, pgettext("remark", "corrected")),
        (
            person.credited_minutes != person.measured_minutes,
            f"{_('Measured')}: {number(person.measured_minutes)}",
        ),
        (person.person_id is None, pgettext("remark", "guest")),
    ]
    return [word for holds, word in remarks if holds]
