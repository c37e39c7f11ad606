"""Composes the document of a record in one language, section by section. Needs no request."""

from __future__ import annotations

import hashlib

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from webinar.content.handouts import wording
from webinar.kit.files.document import (
    Block,
    Document,
    Fact,
    Facts,
    Heading,
    Line,
    Para,
    Table,
)
from webinar.kit.permissions import HOST_ROLES
from webinar.kit.shown_times import place_of
from webinar.kit.text import in_order
from webinar.results.protocol import json_file, names, phrases
from webinar.results.protocol.compose_polls import polls, tests
from webinar.results.protocol.compose_questions import questions
from webinar.results.protocol.compose_steps import signatures, steps
from webinar.results.protocol.person_record import PersonRecord
from webinar.results.protocol.phrases import (
    between,
    day,
    moment,
    named,
    number,
    plain,
    share,
    worded,
)
from webinar.results.protocol.record import Copy, Record


def compose(record: Record, language: str) -> Document:
    """Return the protocol in one of the interface's languages."""
    with wording.speaking(language):
        writing = wording.writing(language)
        title = worded(record.session.title, language)
        return Document(
            language=language,
            lang=language,
            rtl=writing.is_rtl,
            own_digits=writing.own_digits,
            kind=_("Protocol"),
            title=[title],
            running=" · ".join((_("Protocol"), record.session.code)),
            mark=mark_of(record),
            made_at=int(record.session.as_of.timestamp()),
            blocks=[
                _session_facts(record, language),
                *_finality_note(record),
                *_attendance(record),
                *_programme(record, language),
                *polls(record, language),
                *tests(record, language),
                *questions(record, language),
                *steps(record, language),
                *signatures(record),
            ],
        )


def mark_of(record: Record) -> str:
    """Return a hash of the record, to tell printouts apart; all forms and languages share it."""
    digest = hashlib.sha256(json_file.encode(record)).hexdigest()[:12]
    return "-".join(digest[start : start + 4] for start in range(0, len(digest), 4))


def _session_facts(record: Record, language: str) -> Facts:
    session = record.session
    began = session.started_at or session.planned_at
    hosts = [person for person in record.people if person.role in HOST_ROLES]
    attended, joined = _attendance_counts(record)
    attendance = _("%(count)s of %(whole)s", count=number(attended), whole=number(joined))
    rows = [
        (_("Date"), plain(day(began) or "—")),
        (_("Time"), plain(_times(record))),
        (_("Time zone"), [named(place_of(session.time_zone))]),
        (_("Session code"), [named(session.code)]),
        (
            _("Languages"),
            phrases.joined([named(phrases.language(tag)) for tag in session.languages]),
        ),
        (_("Those who ran the session"), phrases.joined([named(host.name) for host in hosts])),
        (_("Participants who attended, of those who joined"), plain(attendance)),
        (pgettext("of a protocol", "This copy"), plain(_copy_words(record))),
        (pgettext("of a protocol", "Mark of the record"), [named(mark_of(record))]),
    ]
    return Facts([Fact(name, line if line else plain("—")) for name, line in rows])


def _times(record: Record) -> str:
    session = record.session
    if session.started_at is None:
        return str(_("The session has not started"))
    if session.ended_at is None:
        phrase = _("since %(time)s; the session is running", time=phrases.hour(session.started_at))
        return str(phrase)
    if session.started_at.date() != session.ended_at.date():
        return f"{moment(session.started_at)} – {moment(session.ended_at)}"
    return between(session.started_at, session.ended_at)


def _copy_words(record: Record) -> str:
    if record.copy is Copy.HOSTS:
        return str(_("For those who ran the session: the whole record"))
    return str(_("For everybody: what every participant could see"))


def _finality_note(record: Record) -> list[Block]:
    if record.session.is_final and record.session.ended_at is not None:
        return []
    if record.session.ended_at is not None:
        return [Para(plain(_("Not final: the last figures of the session were still arriving.")))]
    time = moment(record.session.as_of)
    return [Para(plain(_("Not final: as of %(time)s, before the session ended.", time=time)))]


def _attendance_counts(record: Record) -> tuple[int, int]:
    people = [person for person in record.people if person.role not in HOST_ROLES]
    return sum(person.attended for person in people), len(people)


def _attendance(record: Record) -> list[Block]:
    blocks: list[Block] = [Heading(1, plain(_("Who attended")))]
    hosts = [person for person in record.people if person.role in HOST_ROLES]
    people = [person for person in record.people if person.role not in HOST_ROLES]
    if hosts:
        blocks += [
            Heading(2, plain(_("Those who ran the session"))),
            _people(hosts, _("Those who ran the session"), is_hosts=True),
        ]
    blocks.append(Heading(2, plain(_("Participants"))))
    if not people:
        return [*blocks, Para(plain(_("No participant joined.")))]
    return [*blocks, _people(_by_name(people), _("Participants"), is_hosts=False)]


def _by_name(people: list[PersonRecord]) -> list[PersonRecord]:
    return sorted(people, key=lambda person: (in_order(person.name), person.member or 0))


def _people(people: list[PersonRecord], caption: str, *, is_hosts: bool) -> Table:
    role_words = names.roles()
    third_heading = _("Role") if is_hosts else _("Language")
    rows = []
    for number_shown, person in enumerate(people, 1):
        name: Line = [named(person.name)]
        if person.hall:
            hall = _("By proxy: {hall}").replace("{hall}", person.hall)
            name = [*name, named(f" ({hall})")]
        if person.measured is not None:
            name = [*name, *plain(f" ({_('Measured')}: {number(person.measured)})")]
        role_or_language = (
            role_words[person.role] if is_hosts else phrases.language(person.language)
        )
        presence = between(person.first_seen, person.last_seen) or _("not seen")
        percent = "—" if person.percent is None else share(person.percent)
        cells = [plain(number(number_shown)), name, [named(role_or_language)], plain(presence)]
        rows.append([*cells, plain(number(person.minutes)), plain(percent)])
    return Table(
        caption,
        [
            pgettext("column of numbers", "#"),
            _("Name"),
            third_heading,
            pgettext("from when to when", "Present"),
            _("Minutes"),
            pgettext("of the session", "Share"),
        ],
        rows,
        widths=[10, 33, 18, 17, 11, 11],
        numbers=[4, 5],
    )


def _programme(record: Record, language: str) -> list[Block]:
    heading = Heading(1, plain(_("What was taught")))
    if record.session.started_at is None:
        return [heading, Para(plain(_("Nothing was taught: the session has not started.")))]
    rows = [
        [[worded(part.title, language)], plain(number(part.planned)), plain(number(part.taken))]
        for part in record.parts
    ]
    minutes_planned = sum(part.planned for part in record.parts)
    minutes_taken = sum(part.taken for part in record.parts)
    total = ngettext(
        "%(count)s minute was planned, %(taken)s taken. Breaks are not counted.",
        "%(count)s minutes were planned, %(taken)s taken. Breaks are not counted.",
        minutes_planned,
        count=number(minutes_planned),
        taken=number(minutes_taken),
    )
    headings = [_("Module"), _("Planned, minutes"), _("Taken, minutes")]
    return [
        heading,
        Table(_("What was taught"), headings, rows, widths=[64, 18, 18], numbers=[1, 2]),
        Para(plain(total), quiet=True),
    ]
