"""Reads the record of a session from one consistent state. Reads only.

A copy for everybody leaves out what participants could not see.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_of
from webinar.content.lessons.model import Module
from webinar.kit.files.tables import clean
from webinar.kit.languages import LANGUAGES
from webinar.kit.rounding import percent, whole_minutes
from webinar.live.assessment.gains import Gain, ItemGain
from webinar.live.assessment.results import PairResult, results
from webinar.live.polls import results as poll_results
from webinar.live.questions import record as question_records
from webinar.live.questions.queries import PUBLIC
from webinar.live.slides.plan import seconds_by_part, slide_visits
from webinar.live.steps.queries import terms_of
from webinar.results.protocol.person_record import PersonRecord
from webinar.results.protocol.poll_reading import poll_in_copy
from webinar.results.protocol.record import (
    Copy,
    GainRecord,
    PartRecord,
    QuestionRecord,
    Record,
    SessionRecord,
    TermsRecord,
    TestItemRecord,
    TestRecord,
)
from webinar.results.protocol.step_reading import step_records
from webinar.results.reports.persons import PersonRow, persons, typed_names
from webinar.results.reports.session import ReportedSession, reported_session
from webinar.room.rooms.models import Member, Room


def read_record(db: Session, room: Room, now: datetime, copy: Copy) -> Record:
    """Return the record as of this transaction; the record of a running session ends at `now`."""
    session = reported_session(room, now)
    module = module_of(room.edition)
    terms = terms_of(db, room)
    return Record(
        copy=copy,
        session=_session(session, room, module, languages_of(db, room)),
        terms=TermsRecord(
            rule=terms.rule.value, quorum=terms.quorum, shares_reasons=terms.shares_reasons
        ),
        people=_people(db, room, session, copy),
        parts=_parts(db, room, module, session.as_of),
        polls=[poll_in_copy(poll, copy) for poll in poll_results.of_room(db, room)],
        tests=[test_record(result) for result in results(db, room)],
        questions=_questions(db, room, session.zone, copy),
        steps=step_records(db, room, session.zone, copy is Copy.HOSTS or terms.shares_reasons),
    )


def languages_of(db: Session, room: Room) -> list[str]:
    """Return the protocol's languages: the module's, and those that members of the room read."""
    tags = set(db.scalars(select(Member.language).where(Member.room_id == room.id).distinct()))
    tags |= set(module_of(room.edition).languages)
    return [tag for tag in LANGUAGES if tag in tags] or list(LANGUAGES)


def _session(
    session: ReportedSession, room: Room, module: Module, languages: list[str]
) -> SessionRecord:
    zone = session.zone
    titles = module.title
    # The language of a title that an organiser typed is unknown.
    title = titles if room.title in titles.values() else {"": room.title}
    return SessionRecord(
        code=session.code,
        title={tag: clean(text) for tag, text in title.items()},
        state=session.state.value,
        time_zone=zone.key,
        languages=languages,
        planned_at=at_zone(session.planned_at, zone),
        planned_minutes=session.planned_minutes,
        started_at=at_zone(session.started_at, zone),
        ended_at=at_zone(session.ended_at, zone),
        as_of=session.as_of.astimezone(zone),
        is_final=session.is_final,
    )


def at_zone(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    return None if at is None else at.astimezone(zone).replace(microsecond=0)


def _people(db: Session, room: Room, session: ReportedSession, copy: Copy) -> list[PersonRecord]:
    """Return the people under the names that everybody saw, which may differ from the roster's."""
    rows, names = persons(db, room, session), typed_names(db, room)
    return [
        _person(row, names.get(row.member or 0, row.name), session.zone, copy)
        for row in (*rows.hosts, *rows.participants)
    ]


def _person(row: PersonRow, name: str, zone: ZoneInfo, copy: Copy) -> PersonRecord:
    is_corrected = row.minutes != row.measured_minutes
    return PersonRecord(
        member=row.member,
        name=clean(name),
        language=row.language,
        role=row.role.value,
        first_seen=at_zone(row.presence.first_seen, zone),
        last_seen=at_zone(row.presence.last_seen, zone),
        attended=row.attended,
        minutes=row.minutes,
        measured=row.measured_minutes if is_corrected and copy is Copy.HOSTS else None,
        percent=row.percent,
        hall=clean(row.hall),
    )


def _parts(db: Session, room: Room, module: Module, end: datetime) -> list[PartRecord]:
    parts = module.all_parts()
    seconds_taken = seconds_by_part(parts, slide_visits(db, room), end)
    return [
        PartRecord(title=part.title, planned=part.minutes, taken=whole_minutes(seconds))
        for part, seconds in zip(parts, seconds_taken, strict=True)
    ]


def test_record(result: PairResult) -> TestRecord:
    questions = {
        item.name: {tag: text.question for tag, text in item.poll.text.items()}
        for item in result.pair.pre.items
    }
    gains, post = result.gains, result.pair.post
    items = [_item(item_gain, questions) for item_gain in gains.items] if gains else []
    if gains is None:
        items = [
            TestItemRecord(
                question=questions[share.item],
                gain=None,
                before=None if share.right is None else percent(share.right, share.people),
            )
            for share in result.shares or ()
        ]
    return TestRecord(
        before=result.pair.pre.part.title,
        after={} if post is None else post.part.title,
        people=None if gains is None else gains.people,
        whole=None if gains is None else _gain(gains.whole),
        items=items,
    )


def _item(item_gain: ItemGain, questions: Mapping[str, Mapping[str, str]]) -> TestItemRecord:
    return TestItemRecord(
        question=questions[item_gain.item], gain=_gain(item_gain.whole), before=None
    )


def _gain(gain: Gain | None) -> GainRecord | None:
    if gain is None:
        return None
    of_missing = None if gain.gain is None else round(gain.gain, 3)
    return GainRecord(pairs=gain.pairs, before=gain.before, after=gain.after, gain=of_missing)


def _questions(db: Session, room: Room, zone: ZoneInfo, copy: Copy) -> list[QuestionRecord]:
    return [
        QuestionRecord(
            number=question.number,
            text={question.language: clean(question.text)}
            | {tag: clean(text) for tag, text in sorted(question.translations.items())},
            by=None if question.by is None else clean(question.by),
            asked_at=question.asked_at.astimezone(zone).replace(microsecond=0),
            votes=question.votes,
            state=question.state.value,
            answer=clean(question.answer),
            answer_language=question.answer_language,
            reason=clean(question.reason),
            merged_into=question.merged_into,
        )
        for question in question_records.questions(db, room)
        if copy is Copy.HOSTS or question.state in PUBLIC
    ]
