"""The results of a session's tests, for the whole cohort and for each person. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in
from webinar.kit import clock
from webinar.kit.anonymity import SMALLEST_GROUP
from webinar.kit.permissions import Can, can
from webinar.live.assessment import queries
from webinar.live.assessment.gains import Gain, Gains, Match, gains
from webinar.live.assessment.plan import Pair, Stage, TestPlan, pairs_of, shows_answers
from webinar.room.cohorts.queries import matches_of
from webinar.room.rooms.models import Member, Room


class Share(NamedTuple):
    """How many people answered an item, and how many were right; None if too few answered."""

    item: str
    people: int
    right: int | None


@dataclass(frozen=True)
class PairResult:
    """The results of a pre-test and its post-test.

    `shares` is None until the pre-test is over, `gains` until both tests are over. While answers
    come in, a host who watches the numbers could read the last person's answer from the change.
    """

    pair: Pair
    shares: Sequence[Share] | None
    gains: Gains | None


class TestRecord(NamedTuple):
    """One person's answer to one item. `is_right` is None if the item has no right answer."""

    part: str
    item: str
    member: int
    name: str
    language: str
    options: tuple[str, ...]
    is_right: bool | None
    in_session: bool
    answered_at: datetime
    handed_in_at: datetime | None


class GainRecord(NamedTuple):
    """One line of the download. An empty `item` or `language` stands for all of them together."""

    part: str
    item: str
    language: str
    pairs: int
    before: int
    after: int
    gain: float | None


def results(db: Session, room: Room) -> list[PairResult]:
    """Return the results of each pair of tests, as far as hosts may see them now."""
    return [_pair_result(db, room, pair) for pair in pairs_of(module_in(db, room))]


def whole_gain(pairs: Sequence[PairResult]) -> Gain | None:
    """Return the gain over all questions of the first pair whose gain may be shown, if any."""
    gains_of_pairs = (result.gains.whole for result in pairs if result.gains is not None)
    return next((gain for gain in gains_of_pairs if gain is not None), None)


def gain_records(db: Session, room: Room) -> list[GainRecord]:
    """Return the matched answers by item and language, if enough people gave them."""
    return [
        record
        for result in results(db, room)
        if result.gains is not None and result.pair.post is not None
        for record in _gain_records(result.pair.post.id, result.gains)
    ]


def people_records(db: Session, room: Room) -> list[TestRecord]:
    """Return every person's answers to the tests that are over."""
    return [
        record
        for result in results(db, room)
        for test in result.pair.tests
        if result.gains is not None or (result.shares is not None and test is result.pair.pre)
        for record in _test_records(db, room, test)
    ]


def _pair_result(db: Session, room: Room, pair: Pair) -> PairResult:
    stages = queries.stages_of(db, room, pair.tests, clock.now())
    is_over = stages[pair.pre.id] is Stage.OVER
    is_whole = pair.post is not None and shows_answers(pair, list(stages.values()), room)
    return PairResult(
        pair,
        _shares(db, room, pair.pre) if is_over else None,
        gains(_item_names(pair.pre), _matches(db, room, pair)) if is_whole else None,
    )


def _item_names(test: TestPlan) -> list[str]:
    """Return the names of the items that have a right answer."""
    return [item.name for item in test.items if item.right]


def _shares(db: Session, room: Room, test: TestPlan) -> list[Share]:
    answers = _by_person(db, room, test)
    shares = []
    for item in (item for item in test.items if item.right):
        item_answers = [by_item[item.key] for by_item in answers.values() if item.key in by_item]
        right_count = sum(item.is_right(answer.options) for answer in item_answers)
        shares.append(
            Share(
                item.name,
                len(item_answers),
                right_count if len(item_answers) >= SMALLEST_GROUP else None,
            )
        )
    return shares


def _matches(db: Session, room: Room, pair: Pair) -> list[Match]:
    if pair.post is None:
        return []
    takers = _takers(db, room)
    right_before, right_after = (_right_by_name(db, room, test) for test in (pair.pre, pair.post))
    return [
        Match(name, member_id, takers[member_id].language, was_right, right_after[member_id][name])
        for member_id in right_before.keys() & right_after.keys()
        for name, was_right in right_before[member_id].items()
        if name in right_after[member_id]
    ]


def _right_by_name(db: Session, room: Room, test: TestPlan) -> dict[int, dict[str, bool]]:
    """Return whether each answer was right, by member id and the item's name."""
    return {
        member_id: {
            item.name: item.is_right(by_item[item.key].options)
            for item in test.items
            if item.right and item.key in by_item
        }
        for member_id, by_item in _by_person(db, room, test).items()
    }


def _by_person(db: Session, room: Room, test: TestPlan) -> queries.Answers:
    """Return the answers of members who may take the test, by member id.

    A person who joined with two devices has two members. All answers of that person go to the
    first of them. If both answered an item, the first answer counts: before the second answer the
    person had already seen the item.
    """
    takers, matches = _takers(db, room), matches_of(db, room)
    first: dict[int, int] = {}
    for member_id, person_id in sorted(matches.items()):
        if member_id in takers:
            first.setdefault(person_id, member_id)
    by_member: queries.Answers = defaultdict(dict)
    for member_id, by_item in queries.answers(db, room, test).items():
        if member_id not in takers:
            continue
        own = by_member[first.get(matches.get(member_id, 0), member_id)]
        for key, answer in by_item.items():
            if key not in own or answer.at < own[key].at:
                own[key] = answer
    return dict(by_member)


def _takers(db: Session, room: Room) -> dict[int, Member]:
    members = db.scalars(select(Member).filter_by(room_id=room.id).order_by(Member.number))
    return {member.id: member for member in members if can(member, Can.TAKE_TESTS)}


def _gain_records(part: str, pair_gains: Gains) -> list[GainRecord]:
    rows = [("", "", pair_gains.whole)]
    rows += [("", language, gain) for language, gain in pair_gains.languages.items()]
    for item in pair_gains.items:
        rows.append((item.item, "", item.whole))
        rows += [(item.item, language, gain) for language, gain in item.languages.items()]
    return [
        GainRecord(part, item, language, gain.pairs, gain.before, gain.after, gain.gain)
        for item, language, gain in rows
        if gain is not None
    ]


def _test_records(db: Session, room: Room, test: TestPlan) -> list[TestRecord]:
    answers, hand_in_times = queries.answers(db, room, test), queries.hand_in_times(db, room, test)
    return [
        TestRecord(
            test.id,
            item.name,
            member.number,
            member.name,
            member.language,
            answer.options,
            item.is_right(answer.options) if item.right else None,
            answer.is_live,
            answer.at,
            hand_in_times.get(member_id),
        )
        for member_id, member in _takers(db, room).items()
        for item in test.items
        if (answer := answers.get(member_id, {}).get(item.key)) is not None
    ]
