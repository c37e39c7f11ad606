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
from webinar.kit.languages import DEFAULT, known
from webinar.learn.identity.keys import Identity
from webinar.live.assessment import queries as tests
from webinar.live.assessment.plan import Stage, pairs_of
from webinar.results.attendance.models import Status
from webinar.results.attendance.register import Attendee, Register, register
from webinar.results.attendance.share import due_minutes
from webinar.results.certificates.earning import Done, Terms, judge, together
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
    done: Done
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
    found: dict[str, list[tuple[Attendee, Done]]] = defaultdict(list)
    whole = []
    for room in scope.rooms:
        listed, marks = register(db, room, now), _marks(db, room, now)
        whole.append(_nothing(room, listed, marks))
        for attendee in listed.attendees:
            is_known = attendee.person_id is not None or scope.series is None
            if is_known and not is_erased(attendee.name):
                found[attendee.page_key].append((attendee, _done(room, listed, attendee, marks)))
    return [_standing(key, parts, terms, whole) for key, parts in found.items()]


def has_test(db: Session, scope: Scope) -> bool:
    """Return whether the rule can require a mark: a post-test has items with right answers."""
    return any(
        pair.post is not None and any(item.right for item in pair.post.items)
        for room in scope.rooms
        for pair in pairs_of(module_in(db, room))
    )


def _standing(
    key: str, parts: Sequence[tuple[Attendee, Done]], terms: Terms, whole: Sequence[Done]
) -> Standing:
    """Judge one person. `whole` is all there was to do in each session, even if they missed it."""
    last = parts[-1][0]
    did = together(done for _, done in parts)
    asked = together(whole)
    done = replace(did, of_minutes=asked.of_minutes, asked=asked.asked, items=asked.items)
    said = next((one.language for one, _ in reversed(parts) if one.language), "")
    return Standing(
        key=key,
        identity=last.identity,
        name=last.name,
        rank=last.rank,
        unit=last.unit,
        language=known(said) or DEFAULT,
        done=done,
        missing=tuple(judge(terms, done)),
    )


@dataclass(frozen=True)
class _Marks:
    """A session's post-test: right answers by member, and the members whose papers are final."""

    items: int
    right: Mapping[int, tuple[int, ...]]
    final: frozenset[int]
    is_over: bool


def _nothing(room: Room, listed: Register, marks: _Marks) -> Done:
    """Return an empty record with all there is to do. The planned minutes are due until the end."""
    minutes = due_minutes(room.started_at, room.ended_at, room.planned_minutes)
    return Done(of_minutes=minutes, asked=listed.frame.polls, items=marks.items)


def _done(room: Room, listed: Register, one: Attendee, marks: _Marks) -> Done:
    papers = [marks.right[member] for member in one.member_ids if member in marks.right]
    # A person who used two devices may have two papers: for each test the better one counts.
    right = sum(max(each) for each in zip(*papers, strict=True))
    is_final = marks.is_over or any(member in marks.final for member in one.member_ids)
    is_absent = one.status is Status.ABSENT
    later = one.later_minutes if listed.rule.counts_later and not is_absent else 0
    return replace(
        _nothing(room, listed, marks),
        minutes=one.credited_minutes + later,
        answered=one.measured.answered,
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
        for member, given in tests.answers(db, room, post).items():
            right[member][number] = sum(
                item.key in given and item.is_right(given[item.key].options) for item in items
            )
        final.append(frozenset(tests.handed_in(db, room, post)))
    return _Marks(
        items=sum(bool(item.right) for post in posts for item in post.items),
        right={member: tuple(each) for member, each in right.items()},
        final=frozenset.intersection(*final) if final else frozenset(),
        is_over=all(stage is Stage.OVER for stage in stages.values()),
    )
