"""A session as it is watched again: scenes on one clock, and what they show.

All times are milliseconds since the session began, breaks included.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from webinar.live.polls.polls_as_seen import SeenPoll
from webinar.live.slides.chapters import Chapter, Pause


class ShownSlide(msgspec.Struct, frozen=True):
    """`id` is that in the session's module, `study` where it is studied in the course, or ""."""

    number: int
    id: str
    title: str
    html: str
    language: str
    study: str = ""


class ShownQuestion(msgspec.Struct, frozen=True):
    """`by` is empty for an anonymous one; `answer` where it was given by word of mouth."""

    text: str
    language: str
    by: str
    answer: str = ""
    answer_language: str = ""


class ShownStep(msgspec.Struct, frozen=True):
    """A next step in the wording that was put. `outcome` and `counts` are there once decided."""

    number: int
    text: str
    language: str
    outcome: str | UnsetType = UNSET
    counts: Mapping[str, int] | UnsetType = UNSET


class ShownNote(msgspec.Struct, frozen=True):
    """What a group brought to the plenary: paragraphs and their languages."""

    group: int
    lines: list[tuple[str, str]]


class Scene(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that everybody saw. `kind` says which of the other fields is there.

    `slide`, `break`, `back`, `stage` (`question`, `note`, or nothing: the slide again), `opened`,
    `closed` and `revealed` (`poll`), `asked` and `answered` (`question`), `put` and `decided`
    (`step`), `groups`, `together`.
    """

    at: int
    kind: str
    slide: int | UnsetType = UNSET
    poll: str | UnsetType = UNSET
    question: str | UnsetType = UNSET
    step: ShownStep | UnsetType = UNSET
    note: ShownNote | UnsetType = UNSET


class Script(msgspec.Struct, frozen=True):
    """`slides`, `polls` and `questions` are what scenes name, by number (from 0) or key.

    `captions` are the languages in which there are captions; their lines are fetched by language.
    `sound` are the channels that were recorded; time 0 of a recording is that of the scenes.
    """

    language: str
    title: str
    began: str
    length: int
    chapters: list[Chapter]
    pauses: list[Pause]
    scenes: list[Scene]
    slides: dict[int, ShownSlide]
    polls: dict[str, SeenPoll]
    questions: dict[str, ShownQuestion]
    captions: list[str]
    sound: list[str]

    def plain(self) -> Any:
        return msgspec.to_builtins(self, str_keys=True)
