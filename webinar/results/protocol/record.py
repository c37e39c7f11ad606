"""A session's plain record; every form of its protocol is made from it. No database.

Texts are `{language: text}`; the original comes first. Instants are in the session's time zone.
Facts that a copy may not contain are absent from the record itself, so that no form can leak them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

import msgspec

from webinar.live.polls.results import PollResult
from webinar.results.protocol.person_record import PersonRecord
from webinar.room.rooms.models import MemberNumber

Texts = Mapping[str, str]

FORM = "webinar-protocol-1"


class Copy(StrEnum):
    """The readers of a copy: those who ran the session, or everybody who took part in it.

    A copy for everybody holds only what participants could see.
    """

    HOSTS = "hosts"
    ALL = "all"


class SessionRecord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The session. `as_of` is its end, or the time of reading if it has not ended.

    `is_final`: no later observation can change the record. JSON files contain the field only if it
    is false, so that records printed before the field existed keep their marks.
    """

    code: str
    title: Texts
    state: str
    time_zone: str
    languages: Sequence[str]
    planned_at: datetime | None
    planned_minutes: int
    started_at: datetime | None
    ended_at: datetime | None
    as_of: datetime
    is_final: bool = True


class PartRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the programme, in minutes; `taken` is rounded."""

    title: Texts
    planned: int
    taken: int


class GainRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Percent right `before` and `after` in `pairs` of matched answers; `gain` is from 0 to 1."""

    pairs: int
    before: int
    after: int
    gain: float | None


class TestItemRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A question of a test; its figures are absent if too few people answered it.

    `before` is the percentage right in the first test, given while there is no second test.
    """

    question: Texts
    gain: GainRecord | None
    before: int | None


class TestRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A test before and after. `people` is the number who took both; None if it is not known."""

    before: Texts
    after: Texts
    people: int | None
    whole: GainRecord | None
    items: Sequence[TestItemRecord]


class QuestionRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A question. `by` is None if it was asked without a name."""

    number: int
    text: Texts
    by: str | None
    asked_at: datetime
    votes: int
    state: str
    answer: str
    answer_language: str
    reason: str
    merged_into: int | None


class ReasonRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A member's reason for an answer, verbatim."""

    member: MemberNumber
    name: str
    answer: str
    language: str
    reason: str
    is_late: bool


class BallotRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A ballot on a step. Without `outcome`, the step was withdrawn or reworded before the close.

    In a copy for people who could not read the reasons, `reasons` is empty and `withheld` is their
    number.
    """

    ballot: int
    counts: Mapping[str, int]
    late: int
    reasons: Sequence[ReasonRecord]
    withheld: int
    outcome: OutcomeRecord | None


class OutcomeRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A ballot's outcome, with its arithmetic; see `steps.wire.OutcomeView`."""

    version: int
    rule: str
    present: int
    answered: int
    quorum: int
    quorum_percent: int
    needed: int
    owners: int
    owners_accepted: int
    computed: str
    recorded: str
    reason: str
    overruled_by: str
    decided_at: datetime


class WordingRecord(msgspec.Struct, frozen=True, kw_only=True):
    version: int
    language: str
    text: str
    is_original: bool
    by: str
    at: datetime


class OwnerRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A step's owner. `paper_by` is the host who recorded that the owner accepted on paper."""

    name: str
    role: str
    state: str
    reason: str
    proposed_by: str
    paper_by: str
    answered_at: datetime | None


class StepRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A step. `group` is its section of the protocol: agreed, not_agreed, set_aside or merged."""

    number: int
    text: Texts
    group: str
    state: str
    version: int
    wordings: Sequence[WordingRecord]
    proposed_by: str
    proposed_at: datetime
    owners: Sequence[OwnerRecord]
    due: date | None
    check_back: date | None
    indicator: str
    evidence: str
    decided_at: datetime | None
    merged_into: int | None
    ballots: Sequence[BallotRecord]


class TermsRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The session's rule of agreement; `quorum` is in percent of those present."""

    rule: str
    quorum: int
    shares_reasons: bool


class Record(msgspec.Struct, frozen=True, kw_only=True):
    form: str = FORM
    copy: Copy
    session: SessionRecord
    terms: TermsRecord
    people: Sequence[PersonRecord]
    parts: Sequence[PartRecord]
    polls: Sequence[PollResult]
    tests: Sequence[TestRecord]
    questions: Sequence[QuestionRecord]
    steps: Sequence[StepRecord]
