"""The data that the player takes: the same as the types in `static/js/learn/player/types.ts`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from webinar.content.lessons.model import RightNumber


class PackStep(msgspec.Struct, frozen=True):
    """The draft of a next step in one language, plain text; `days` is 0 if nobody says."""

    text: str
    owner: str
    indicator: str
    days: int


class PackText(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`language` is the one found. All but the title is HTML that was cleaned."""

    language: str
    title: str
    html: str
    study: str
    handout: str
    steps: list[PackStep] = []


class PackOption(msgspec.Struct, frozen=True, omit_defaults=True):
    """`is_correct` is told of practice quizzes only."""

    id: str
    is_correct: bool = False


class PackPollText(msgspec.Struct, frozen=True, kw_only=True):
    """`why` is HTML that was cleaned."""

    language: str
    question: str
    labels: dict[str, str]
    why: str


class PackPoll(msgspec.Struct, frozen=True, kw_only=True):
    kind: str
    is_quiz: bool
    is_anonymous: bool
    may_abstain: bool
    points: int
    right: RightNumber | None
    options: list[PackOption]
    text: dict[str, PackPollText]


class PackSlide(msgspec.Struct, frozen=True, kw_only=True):
    """`reading` is the seconds for reading it, by language; after `needed` of them it is read."""

    id: str
    kind: Literal["slide", "question", "scenario", "steps"]
    text: dict[str, PackText]
    needed: dict[str, int]
    reading: dict[str, int]
    poll: PackPoll | None = None


class PackPart(msgspec.Struct, frozen=True, kw_only=True):
    """`first` counts the slides of the pack, from 0.

    `rounds` has the number of slides in each round, in order; it is empty in a course without any.
    """

    id: str
    title: dict[str, str]
    first: int
    slides: int
    rounds: list[int]


class PackTerm(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    term: str
    also: list[str]
    meaning: str
    language: str
    others: dict[str, str]


class PackObjectives(msgspec.Struct, frozen=True):
    """`language` is the one found; the texts are plain."""

    language: str
    texts: list[str]


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """`words` are those of the player, by language; `images` what stands for an address.

    `objectives` has no languages if the module has no objectives.
    """

    format: int = 1
    id: str
    edition: str
    languages: list[str]
    title: dict[str, str]
    objectives: dict[str, PackObjectives]
    parts: list[PackPart]
    slides: list[PackSlide]
    terms: dict[str, list[PackTerm]]
    words: Mapping[str, Mapping[str, Any]]
    images: Mapping[str, str]
