"""The report of a session in one language, as a document and as a PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from flask_babel import gettext as _
from flask_babel import pgettext

from webinar.content.handouts import wording
from webinar.kit.files.document import (
    Fact,
    Facts,
    Heading,
    Line,
    Para,
    Signature,
    Signatures,
    Table,
    Words,
)
from webinar.kit.files.tables import clean
from webinar.kit.language_fallback import resolve
from webinar.kit.shown_times import place_of
from webinar.results.dashboards.attendance_blocks import people_table
from webinar.results.dashboards.blocks import Block, Folded, Report
from webinar.results.dashboards.reading import Overview
from webinar.results.dashboards.sections import sections
from webinar.results.dashboards.step_blocks import agreed_steps
from webinar.results.protocol import phrases
from webinar.results.protocol.pdf import print_all
from webinar.results.protocol.phrases import (
    count_and_share,
    day,
    hour,
    moment,
    named,
    number,
    plain,
    worded,
)

_FOLDER = Path(__file__).parent


def write(overview: Overview, language: str, *, names: bool) -> bytes:
    """Return the PDF; the same overview gives the same bytes. Without `names`, people have numbers.

    Raises `handouts.press.CannotPrint` if the fonts are not installed.
    """
    return print_all(compose(overview, language, names=names), [_FOLDER / "report.typ"])


def compose(overview: Overview, language: str, *, names: bool) -> Report:
    """Return the report as a document. Without `names`, people have numbers."""
    with wording.speaking(language):
        writing = wording.writing(language)
        blocks: list[Block] = [_session_facts(overview, language), *_finality_note(overview)]
        tables: list[Table] = []
        for section in sections(overview, language, rtl=writing.is_rtl):
            blocks.append(Heading(1, plain(section.title)))
            blocks += [block for block in section.blocks if not isinstance(block, Folded)]
            tables += [
                block.table
                for block in section.blocks
                if isinstance(block, Folded) and not block.repeats
            ]
        blocks += _steps(overview, language, names=names)
        blocks.append(Heading(1, plain(_("Attendance list"))))
        blocks += people_table(overview, names=names)
        blocks += _signatures()
        blocks += _numbers(tables)
        return Report(
            language=language,
            lang=language,
            rtl=writing.is_rtl,
            own_digits=writing.own_digits,
            kind=_("Session report"),
            title=[_title(overview.titles, language)],
            running=" · ".join((_("Session report"), overview.session.code)),
            mark=_mark(blocks),
            made_at=int(overview.session.as_of.timestamp()),
            blocks=blocks,
        )


def _mark(blocks: Sequence[Block]) -> str:
    """Return a hash of the content, printed on each page, to tell printouts apart."""
    digest = hashlib.sha256(msgspec.json.encode(blocks)).hexdigest()[:12]
    return "-".join(digest[start : start + 4] for start in range(0, len(digest), 4))


def _title(titles: Mapping[str, str], language: str) -> Words:
    text_language, text = resolve(titles, language)
    return phrases.own_words(clean(text), text_language) if text_language else named(clean(text))


def _session_facts(overview: Overview, language: str) -> Facts:
    session = overview.session
    began = _local(overview, session.started_at or session.planned_at)
    dash = plain("—")
    people = overview.people
    minutes = [person.credited_minutes for person in people if person.attended]
    rows: list[tuple[str, Line]] = [
        (_("Date"), plain(day(began)) if began else dash),
        (_("Time"), plain(_times(overview))),
        (_("Time zone"), [named(place_of(session.zone.key))]),
        (_("Session code"), [named(session.code)]),
        (_("Module"), [worded(overview.module, language)]),
        (
            _("Languages"),
            phrases.joined([named(phrases.language(tag)) for tag in overview.languages]) or dash,
        ),
        (
            _("Those who ran the session"),
            phrases.joined([named(clean(name)) for name in overview.hosts]) or dash,
        ),
        (_("Attended, of those expected"), plain(count_and_share(overview.attended, len(people)))),
        (
            _("Minutes on average, of those who attended"),
            plain(number(round(sum(minutes) / len(minutes), 1)) if minutes else "—"),
        ),
        (_("Planned, minutes"), plain(number(session.planned_minutes))),
        (_("Polls"), plain(number(len(overview.polls)))),
        (_("Next steps agreed"), plain(number(len(agreed_steps(overview))))),
        *_frozen_facts(overview),
    ]
    return Facts([Fact(name, line) for name, line in rows])


def _frozen_facts(overview: Overview) -> list[tuple[str, Line]]:
    if overview.frozen is None:
        return []
    frozen = overview.frozen
    version = _(
        "Version %(number)s of %(time)s",
        number=number(frozen.version),
        time=moment(_local(overview, frozen.frozen_at)),
    )
    return [
        (pgettext("an attendance report", "Frozen version"), plain(version)),
        (pgettext("an attendance report", "Its hash"), [named(f"SHA-256 {frozen.hash}")]),
    ]


def _local(overview: Overview, at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone(overview.session.zone)


def _times(overview: Overview) -> str:
    began, ended = (
        _local(overview, at) for at in (overview.session.started_at, overview.session.ended_at)
    )
    if began is None:
        return str(_("The session has not started"))
    if ended is None:
        return str(_("since %(time)s; the session is running", time=hour(began)))
    if began.date() != ended.date():
        return f"{moment(began)} – {moment(ended)}"
    return phrases.between(began, ended)


def _finality_note(overview: Overview) -> list[Block]:
    if overview.session.ended_at is not None:
        return []
    time = moment(_local(overview, overview.session.as_of))
    return [Para(plain(_("Not final: as of %(time)s, before the session ended.", time=time)))]


def _steps(overview: Overview, language: str, *, names: bool) -> list[Block]:
    """Return the table of the agreed steps, which the last section counts."""
    agreed = agreed_steps(overview)
    if not agreed:
        return []
    headings = [
        pgettext("column of numbers", "#"),
        pgettext("in a table", "Step"),
        _("Owner"),
        _("Due date"),
    ]
    rows: list[list[Line]] = []
    for step in agreed:
        text_language, text = resolve(step.texts, language)
        owners = phrases.joined([named(clean(name)) for name in step.owners]) or plain("—")
        rows.append(
            [
                plain(number(step.number)),
                [phrases.own_words(clean(text), text_language)],
                owners if names else plain("—"),
                plain(day(step.due) or "—"),
            ]
        )
    return [Table(_("Agreed next steps"), headings, rows, widths=[10, 44, 28, 18])]


def _signatures() -> list[Block]:
    rows = [
        Signature(pgettext("of a session, who signs", "Chair"), []),
        Signature(pgettext("of a session, who signs", "Organiser"), []),
    ]
    block = Signatures(
        name=_("Name"), signature=pgettext("by hand", "Signature"), date=_("Date"), rows=rows
    )
    return [Heading(1, plain(_("Signatures"))), block]


def _numbers(tables: Sequence[Table]) -> list[Block]:
    """Return the tables of the pictures, which would interrupt the report if they stood in it."""
    if not tables:
        return []
    blocks: list[Block] = [Heading(1, plain(_("The numbers of the pictures")))]
    for table in tables:
        blocks += [Heading(2, plain(table.caption)), table]
    return blocks
