"""The parts of a programme that are tests, their items, and when each may be taken. No database.

A part that keeps its answers is a pre-test. The next part of the same module is its post-test. It
has the same items, with their options in another order.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from webinar.content.lessons.model import Module, Part, PollItem
from webinar.content.lessons.programme import BETWEEN
from webinar.kit.errors import Refused
from webinar.live.assessment.models import DEFAULT_DAYS, OpenedTest
from webinar.live.polls.kinds import KINDS
from webinar.live.polls.kinds.base import Question
from webinar.live.polls.right_answers import right_of_item
from webinar.live.polls.rules import why_not_chosen
from webinar.room.rooms.models import Room, RoomState


class Role(StrEnum):
    PRE = "pre"
    POST = "post"


class Stage(StrEnum):
    WAITING = "waiting"
    OPEN = "open"
    OVER = "over"


class Item(NamedTuple):
    """An item of a test. `key` is the id of its slide and of its poll.

    `name` is the same in the pre-test and the post-test.
    """

    key: str
    name: str
    poll: PollItem

    @property
    def right(self) -> frozenset[str]:
        """The right options; empty if the item has no right answer."""
        return right_of_item(self.poll).options

    def is_right(self, chosen: Sequence[str]) -> bool:
        """Return whether `chosen` holds all right options and no others."""
        pairs = [(option, None) for option in chosen]
        return KINDS[self.poll.kind].is_right(right_of_item(self.poll), pairs)

    def why_not(self, chosen: Sequence[str]) -> Refused | None:
        """Return why these options do not answer the item; None if they do.

        Codes: `one_choice_only`, `matched_twice`, `bad_message`, `unknown_option`.
        """
        option_ids = [option.id for option in self.poll.options]
        return why_not_chosen(Question(self.poll.kind, option_ids), chosen)

    def ordered(self, chosen: Collection[str]) -> list[str]:
        """Return the chosen options in the item's order, not in the order of the member's taps."""
        return [option.id for option in self.poll.options if option.id in chosen]


@dataclass(frozen=True)
class TestPlan:
    part: Part
    role: Role
    items: tuple[Item, ...]

    @property
    def id(self) -> str:
        return self.part.id

    def find(self, key: str) -> Item | None:
        return next((item for item in self.items if item.key == key), None)


@dataclass(frozen=True)
class Pair:
    """A pre-test and its post-test, if it has one."""

    pre: TestPlan
    post: TestPlan | None

    @property
    def tests(self) -> list[TestPlan]:
        return [self.pre] if self.post is None else [self.pre, self.post]


def pairs_of(module: Module) -> list[Pair]:
    """Return the tests of a programme in their order; a module outside a programme has none."""
    pairs = []
    for number, part in enumerate(module.parts):
        if part.keeps_answers and (items := _items(module, part)):
            later_parts = (
                other for other in module.parts[number + 1 :] if other.module == part.module
            )
            twin = next(later_parts, None)
            post = None if twin is None else TestPlan(twin, Role.POST, _items(module, twin))
            pairs.append(Pair(TestPlan(part, Role.PRE, items), post))
    return pairs


def tests_of(module: Module) -> list[TestPlan]:
    return [test for pair in pairs_of(module) for test in pair.tests]


def find_pair(module: Module, part: str) -> tuple[Pair, TestPlan] | None:
    """Return the test of this part with its pair; None if the part is no test."""
    for pair in pairs_of(module):
        for test in pair.tests:
            if test.id == part:
                return pair, test
    return None


def stage(test: TestPlan, row: OpenedTest | None, room: Room, now: datetime) -> Stage:
    """Return the stage that the test is in now.

    A pre-test is open in the lobby. During the session it waits until a host opens it; at the end
    it is over. A post-test waits until a host opens it, and stays open for some days after the end.
    """
    if row is not None and row.closed_at is not None:
        return Stage.OVER
    if room.state is RoomState.LIVE:
        return Stage.WAITING if row is None or row.opened_at is None else Stage.OPEN
    if room.state is RoomState.PLANNED:
        return Stage.OPEN if test.role is Role.PRE else Stage.WAITING
    closes_at = closes(test, row, room)
    return Stage.OVER if closes_at is None or now >= closes_at else Stage.OPEN


def stage_at_end(test: TestPlan, row: OpenedTest | None) -> Stage:
    """Return the test's stage at the moment the session ends."""
    stays_open = row is None or (row.closed_at is None and row.days > 0)
    return Stage.OPEN if test.role is Role.POST and stays_open else Stage.OVER


def closes(test: TestPlan, row: OpenedTest | None, room: Room) -> datetime | None:
    """Return when the test closes by itself.

    Return None before the session's end, and for a pre-test, which ends with the session.
    """
    if room.ended_at is None or test.role is Role.PRE:
        return None
    return room.ended_at + timedelta(days=DEFAULT_DAYS if row is None else row.days)


def shows_answers(pair: Pair, stages: Sequence[Stage], room: Room) -> bool:
    """Return whether the right answers may be shown: nobody can take either test any more."""
    is_whole = pair.post is not None or room.state is RoomState.ENDED
    return is_whole and all(stage is Stage.OVER for stage in stages)


def item_name(key: str) -> str:
    """Return the name that an item has in both tests."""
    return key.split(BETWEEN, 1)[-1]


def _items(module: Module, part: Part) -> tuple[Item, ...]:
    slides = module.slides_of(part)
    # Leave out anonymous polls: a test stores answers by member.
    return tuple(
        Item(slide.id, item_name(slide.id), slide.poll)
        for slide in slides
        if slide.poll is not None and slide.poll.kind.is_tested and not slide.poll.is_anonymous
    )
