"""Messages from a learner's device: stretches of reading, and answers, online and offline."""

from __future__ import annotations

from typing import Annotated

import msgspec

from webinar.learn.study.models import KEY_LENGTH
from webinar.live.polls.wire import Key, Keys, Number, Points, Word

DeedKey = Annotated[
    str, msgspec.Meta(min_length=8, max_length=KEY_LENGTH, pattern="^[A-Za-z0-9_-]+$")
]
# Milliseconds since 1970 by the device's clock.
Millis = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
LONGEST_TEXT = 5000
MOST_DEEDS = 500


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The fields of `polls.wire.Vote`; `text` is also what is written about a scenario."""

    options: Keys = []
    points: dict[Key, Points] = {}
    number: Number | None = None
    text: Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)] = ""
    words: Annotated[list[Word], msgspec.Meta(max_length=3)] = []
    abstain: bool = False


class Read(msgspec.Struct, frozen=True, tag="read", forbid_unknown_fields=True):
    """`seconds` at one slide, with the page in sight and in use, between two instants."""

    key: DeedKey
    slide: Key
    began: Millis
    ended: Millis
    seconds: Annotated[int, msgspec.Meta(ge=0, le=3600)]


class Answered(msgspec.Struct, frozen=True, tag="answered", forbid_unknown_fields=True):
    """One answer to the question of a slide, or what was written about its scenario."""

    key: DeedKey
    item: Key
    at: Millis
    language: Annotated[str, msgspec.Meta(max_length=20)]
    answer: Answer


class Repeated(msgspec.Struct, frozen=True, tag="repeated", forbid_unknown_fields=True):
    """One answer to a question that came back because its first answer was wrong.

    `zone` is the name of the time zone by whose days the learner repeats.
    """

    key: DeedKey
    item: Key
    at: Millis
    zone: Annotated[str, msgspec.Meta(max_length=64)]
    answer: Answer


Deed = Read | Answered | Repeated


class Deeds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A device's report of deeds, in order. `now` is its clock at sending, to correct times by.

    `edition` is the hash of the edition that the learner studied.
    """

    now: Millis
    edition: Annotated[str, msgspec.Meta(max_length=16)]
    deeds: Annotated[list[Deed], msgspec.Meta(max_length=MOST_DEEDS)]


class Done(msgspec.Struct, frozen=True):
    """The fate of one deed: kept, now or earlier, or refused for good (`code` says why)."""

    key: str
    code: str = ""
    is_right: bool | None = None
