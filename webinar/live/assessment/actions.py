"""Everything that changes a test: opening, closing, answering, handing in. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in
from webinar.kit.db import upsert
from webinar.kit.errors import Refused
from webinar.live.assessment import queries, wire
from webinar.live.assessment.models import GivenAnswer, OpenedTest, Paper
from webinar.live.assessment.plan import (
    Item,
    Role,
    Stage,
    TestPlan,
    find_pair,
    stage_at_end,
    tests_of,
)
from webinar.room.engine.cache import Person
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member, Room


def open_test(change: Change, member: Member, part: str) -> None:
    """Open a test for everybody. Opening a post-test closes its pre-test.

    Raises `Refused` with `unknown_test` or `test_not_waiting`.
    """
    pair_and_test = find_pair(module_in(change.db, change.room), part)
    if pair_and_test is None:
        raise Refused("unknown_test")
    pair, test = pair_and_test
    if _stage(change, test) is not Stage.WAITING:
        raise Refused("test_not_waiting")
    if test.role is Role.POST and _stage(change, pair.pre) is not Stage.OVER:
        _opened_row(change, pair.pre).closed_at = change.at
        change.announce(wire.test_changed(pair.pre, Stage.OVER))
    _opened_row(change, test).opened_at = change.at
    change.record("test.opened", member, part=test.id)
    change.announce(wire.test_changed(test, Stage.OPEN))


def close_test(change: Change, member: Member, part: str) -> None:
    """Close a test for everybody and for good. The answers given so far count.

    Raises `Refused` with `unknown_test` or `test_not_open`.
    """
    test = find_test(change.db, change.room, part)
    if _stage(change, test) is not Stage.OPEN:
        raise Refused("test_not_open")
    _opened_row(change, test).closed_at = change.at
    change.record("test.closed", member, part=test.id)
    change.announce(wire.test_changed(test, Stage.OVER))


def set_days(change: Change, member: Member, part: str, days: int) -> None:
    """Set for how many days after the session's end a post-test may be taken.

    A closed test never opens again, because it may have shown its answers. Raises `Refused` with
    `unknown_test` or `test_over`.
    """
    test = find_test(change.db, change.room, part)
    if test.role is not Role.POST:
        raise Refused("unknown_test")
    if _stage(change, test) is Stage.OVER:
        raise Refused("test_over")
    _opened_row(change, test).days = days
    change.record("test.days", member, part=test.id, days=days)
    change.announce(wire.TestChanged(put=[wire.TestChange(id=test.id, days=days)]))


def say_started(change: Change, _member: Member) -> None:
    """Tell members that the pre-tests, open in the lobby, pause as the session starts."""
    for test in tests_of(module_in(change.db, change.room)):
        if test.role is Role.PRE:
            change.announce(wire.test_changed(test, _stage(change, test)))


def say_ended(change: Change) -> None:
    """Tell members that pre-tests end with the session; post-tests may stay open for some days."""
    rows = queries.rows_of(change.db, change.room)
    for test in tests_of(module_in(change.db, change.room)):
        change.announce(wire.test_changed(test, stage_at_end(test, rows.get(test.id))))


def answer(
    change: Change, submissions: Sequence[tuple[Person, wire.AnswerTest]]
) -> list[Refused | None]:
    """Store many members' answers, one statement per table; a later answer replaces an earlier one.

    Codes: `unknown_test`, `test_not_open`, `test_handed_in`, `unknown_item`, `item_shown`,
    `no_choice`, `one_choice_only`, `matched_twice`, `unknown_option`.
    """
    facts_by_part = {
        part: _TestFacts(change, part) for part in {message.part for _, message in submissions}
    }
    refusals: list[Refused | None] = []
    answers, papers = [], {}
    for person, message in submissions:
        facts = facts_by_part[message.part]
        refusal = facts.why_not(person, message)
        refusals.append(refusal)
        if refusal is not None:
            continue
        row = {"member_id": person.id, "item": message.item, "answered_at": change.at}
        answers.append(row | {"options": facts.ordered(message)})
        papers[person.id, message.part] = {
            "member_id": person.id,
            "part": message.part,
            "saved_at": change.at,
        }
        change.stir("test.progress", message.part)
    if answers:
        upsert(change.db, Paper, list(papers.values()), update=["saved_at"])
        upsert(change.db, GivenAnswer, answers, update=["options", "answered_at"])
    return refusals


def hand_in(change: Change, member: Member, part: str) -> None:
    """Make all of the member's answers to a test final, live and self-paced.

    Raises `Refused` with `unknown_test`, `test_not_open`, `test_handed_in` or `test_empty`.
    """
    test = find_test(change.db, change.room, part)
    if _stage(change, test) is not Stage.OPEN:
        raise Refused("test_not_open")
    if queries.has_handed_in(change.db, member, test):
        raise Refused("test_handed_in")
    answers = queries.member_answers(change.db, change.room, test, member)
    if not answers:
        raise Refused("test_empty")
    # Copy answers given in the session to the paper: a later vote then changes only its poll.
    live = [
        {
            "member_id": member.id,
            "item": key,
            "options": list(answer.options),
            "answered_at": answer.at,
        }
        for key, answer in answers.items()
        if answer.is_live
    ]
    if live:
        upsert(change.db, GivenAnswer, live, update=["options", "answered_at"])
    paper = {"member_id": member.id, "part": test.id, "saved_at": change.at}
    upsert(change.db, Paper, [paper | {"handed_in_at": change.at}], update=["handed_in_at"])
    change.record("test.handed_in", member, part=test.id)
    change.tell(
        member, wire.TestHandedIn(key=test.id, put=[wire.TestChange(id=test.id, done=True)])
    )
    change.stir("test.progress", test.id)


def find_test(db: Session, room: Room, part: str) -> TestPlan:
    """Return the room's test of this part. Raises `Refused("unknown_test")`."""
    tests = tests_of(module_in(db, room))
    test = next((candidate for candidate in tests if candidate.id == part), None)
    if test is None:
        raise Refused("unknown_test")
    return test


class _TestFacts:
    """The facts about one test, looked up once for all answers of a batch."""

    def __init__(self, change: Change, part: str) -> None:
        self._items: Mapping[str, Item] = {}
        self._refusal: Refused | None = None
        try:
            test = find_test(change.db, change.room, part)
        except Refused as refusal:
            self._refusal = refusal
            return
        if _stage(change, test) is not Stage.OPEN:
            self._refusal = Refused("test_not_open")
            return
        self._items = {item.key: item for item in test.items}
        self._final_members = queries.hand_in_times(change.db, change.room, test).keys()
        self._shown_items = queries.shown_items(change.db, change.room, test)

    def why_not(self, person: Person, message: wire.AnswerTest) -> Refused | None:
        if self._refusal is not None:
            return self._refusal
        item = self._items.get(message.item)
        if person.id in self._final_members:
            return Refused("test_handed_in")
        if item is None:
            return Refused("unknown_item")
        if item.key in self._shown_items:
            return Refused("item_shown")
        if not message.options:
            return Refused("no_choice")
        return item.why_not(message.options)

    def ordered(self, message: wire.AnswerTest) -> list[str]:
        return self._items[message.item].ordered(message.options)


def _stage(change: Change, test: TestPlan) -> Stage:
    return queries.stages_of(change.db, change.room, [test], change.at)[test.id]


def _opened_row(change: Change, test: TestPlan) -> OpenedTest:
    row = change.db.get(OpenedTest, (change.room.id, test.id))
    if row is None:
        row = OpenedTest(room_id=change.room.id, part=test.id)
        change.db.add(row)
        change.db.flush()
    return row
