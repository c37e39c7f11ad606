"""Everybody's standing towards a certificate of a session or a series.

It is based on the registers and the post-tests; `earning` judges by the rule. Reads only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in
from webinar.kit.erased_names import is_erased
from webinar.kit.languages import DEFAULT, our_tag
from webinar.learn.identity.keys import Identity
from webinar.live.assessment import queries as tests
from webinar.live.assessment.plan import Stage, pairs_of
from webinar.results.attendance.models import Status
from webinar.results.attendance.register import Attendee, Register, register
from webinar.results.attendance.share import due_minutes
from webinar.results.certificates.earning import Record, Terms, judge, total_of
from webinar.results.certificates.models import CertificateRule
from webinar.results.certificates.queries import Scope
from webinar.results.completion.requirements import Missing
from webinar.room.rooms.models import Room


@dataclass(frozen=True)
class Standing:
    """The standing of a person of a roster, or of a guest of one session or course.

    `missing` is empty if the certificate is earned. `key` identifies the person in a form.
    `completed_on` is set only for a course: all people complete a session on the same day.
    """

    key: str
    identity: Identity
    name: str
    rank: str
    unit: str
    language: str
    record: Record
    missing: tuple[Missing, ...]
    completed_on: date | None = None


def terms_of(rule: CertificateRule) -> Terms:
    return Terms(rule.percent, rule.polls, rule.mark)


def standings(db: Session, scope: Scope, terms: Terms, now: datetime) -> list[Standing]:
    """Return the standing of everybody on the roster and, for a single session, of every guest.

    They are in the register's order. A series leaves guests out, because they cannot be recognised
    from one session to the next. Erased people are left out, too, because a certificate needs a
    name.
    """
    records_by_key: dict[str, list[tuple[Attendee, Record]]] = defaultdict(list)
    session_totals = []
    for room in scope.rooms:
        session_register, marks = register(db, room, now), _marks(db, room, now)
        session_totals.append(_empty_record(room, session_register, marks))
        for attendee in session_register.attendees:
            is_known = attendee.person_id is not None or scope.series is None
            if is_known and not is_erased(attendee.name):
                records_by_key[attendee.page_key].append(
                    (attendee, _record(room, session_register, attendee, marks))
                )
    return [_standing(key, parts, terms, session_totals) for key, parts in records_by_key.items()]


def has_test(db: Session, scope: Scope) -> bool:
    """Return whether the rule can require a mark: a post-test has items with right answers."""
    return any(
        pair.post is not None and any(item.right for item in pair.post.items)
        for room in scope.rooms
        for pair in pairs_of(module_in(db, room))
    )


def _standing(
    key: str,
    parts: Sequence[tuple[Attendee, Record]],
    terms: Terms,
    session_totals: Sequence[Record],
) -> Standing:
    """Judge one person by their records; `session_totals` has all there was to do per session."""
    last_attendee = parts[-1][0]
    live_record = total_of(record for _, record in parts)
    total = total_of(session_totals)
    record = replace(live_record, of_minutes=total.of_minutes, asked=total.asked, items=total.items)
    language = next((attendee.language for attendee, _ in reversed(parts) if attendee.language), "")
    return Standing(
        key=key,
        identity=last_attendee.identity,
        name=last_attendee.name,
        rank=last_attendee.rank,
        unit=last_attendee.unit,
        language=our_tag(language) or DEFAULT,
        record=record,
        missing=tuple(judge(terms, record)),
    )


@dataclass(frozen=True)
class _Marks:
    """A session's post-test: right answers by member, and the members whose papers are final."""

    items: int
    right: Mapping[int, tuple[int, ...]]
    final: frozenset[int]
    is_over: bool


def _empty_record(room: Room, session_register: Register, marks: _Marks) -> Record:
    """Return an empty record with all there is to do. The planned minutes are due until the end."""
    minutes = due_minutes(room.started_at, room.ended_at, room.planned_minutes)
    return Record(of_minutes=minutes, asked=session_register.frame.polls, items=marks.items)


def _record(room: Room, session_register: Register, attendee: Attendee, marks: _Marks) -> Record:
    papers = [marks.right[member] for member in attendee.member_ids if member in marks.right]
    # A person who used two devices may have two papers: for each test the better one counts.
    right = sum(max(counts) for counts in zip(*papers, strict=True))
    is_final = marks.is_over or any(member in marks.final for member in attendee.member_ids)
    is_absent = attendee.status is Status.ABSENT
    later = attendee.later_minutes if session_register.rule.counts_later and not is_absent else 0
    return replace(
        _empty_record(room, session_register, marks),
        minutes=attendee.credited_minutes + later,
        answered=attendee.measured.answered,
        right=right if is_final else 0,
        was_tested=is_final,
        is_absent=is_absent,
    )


def _marks(db: Session, room: Room, now: datetime) -> _Marks:
    posts = [pair.post for pair in pairs_of(module_in(db, room)) if pair.post is not None]
    stages = tests.stages_of(db, room, posts, now)
    right: dict[int, list[int]] = defaultdict(lambda: [0] * len(posts))
    final = []
    for number, post in enumerate(posts):
        items = [item for item in post.items if item.right]
        for member, answers in tests.answers(db, room, post).items():
            right[member][number] = sum(
                item.key in answers and item.is_right(answers[item.key].options) for item in items
            )
        final.append(frozenset(tests.hand_in_times(db, room, post)))
    return _Marks(
        items=sum(bool(item.right) for post in posts for item in post.items),
        right={member: tuple(counts) for member, counts in right.items()},
        final=frozenset.intersection(*final) if final else frozenset(),
        is_over=all(stage is Stage.OVER for stage in stages.values()),
    )
