"""Messages and broadcasts of tests, and a test as everybody, a host and its taker see it."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec
from msgspec import UNSET, UnsetType

from webinar.live.assessment.models import MOST_DAYS
from webinar.live.assessment.plan import Role, Stage, TestPlan
from webinar.room.engine.wire import Audience, Mutation, PartChange, PartState

Part = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Options = Annotated[list[Part], msgspec.Meta(max_length=20)]


class NameTest(Mutation, frozen=True):
    """Open, close or hand in the test of this part."""

    part: Part


class KeepOpen(Mutation, frozen=True):
    """Keep the post-test open for `days` days after the session ends."""

    part: Part
    days: Annotated[int, msgspec.Meta(ge=0, le=MOST_DAYS)]


class AnswerTest(Mutation, frozen=True):
    """Answer an item; until the test is handed in, a new answer replaces the last."""

    part: Part
    item: Part
    options: Options


class TestView(msgspec.Struct, frozen=True, kw_only=True):
    """A test. `state` is `waiting`, `open` or `over`; `of` is the number of its items.

    `started` and `handed_in` count people, for hosts only. `answered` and `done` are the reader's
    own, and absent from broadcasts.
    """

    id: str
    role: Role
    state: Stage
    of: int
    days: int
    closes_at: str | None
    started: int | UnsetType = UNSET
    handed_in: int | UnsetType = UNSET
    answered: int | UnsetType = UNSET
    done: bool | UnsetType = UNSET


class TestsView(msgspec.Struct, frozen=True):
    """The tests of the session's programme."""

    items: list[TestView]


class TestChange(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of a test that changed; absent fields stay as they were."""

    id: str
    state: Stage | UnsetType = UNSET
    days: int | UnsetType = UNSET
    started: int | UnsetType = UNSET
    handed_in: int | UnsetType = UNSET
    done: bool | UnsetType = UNSET


class TestChanged(PartChange, frozen=True, kw_only=True):
    """A test was opened or closed, or stays open longer after the end."""

    name: ClassVar[str] = "test.changed"
    part: ClassVar[str] = "tests"

    put: list[TestChange]


class TestHandedIn(PartState, frozen=True, kw_only=True):
    """This member's test was handed in."""

    name: ClassVar[str] = "test.handed_in"
    audience: ClassVar[Audience] = Audience.MEMBER
    part: ClassVar[str] = "tests"

    key: str
    put: list[TestChange]


class TestProgress(PartState, frozen=True, kw_only=True):
    """How many members have started a test, and handed it in; for hosts only."""

    name: ClassVar[str] = "test.progress"
    audience: ClassVar[Audience] = Audience.HOSTS
    part: ClassVar[str] = "tests"

    key: str
    put: list[TestChange]


def test_changed(test: TestPlan, state: Stage) -> TestChanged:
    return TestChanged(put=[TestChange(id=test.id, state=state)])
