"""The messages between the server and a program that writes captions: docs/captions.md.

The protocol is for programs that others write, so changes must not break version 1.
"""

from __future__ import annotations

import base64
from enum import StrEnum
from typing import Annotated, Any

import msgspec

from webinar.live.captions.machine import Outcome
from webinar.live.sound.packets import decode
from webinar.live.voice.wire import CapturedMs, Channel
from webinar.room.engine.wire import Message

PROTOCOL = 1
# A program may say a long sentence at once: it is divided into lines.
TEXT_CHARACTERS = 1000
BODY_BYTES = 8192

Run = Annotated[int, msgspec.Meta(ge=1, le=9_999_999)]


class Heard(Message, frozen=True):
    """What the program has understood. A text that is not `final` is replaced by the next one.

    `begin` and `end` are the server's times in ms at which the words were captured; `run` is the
    number from the greeting. `confidence` is from 0 to 1, null if the program has none.
    """

    run: Run
    final: bool
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=TEXT_CHARACTERS)]
    begin: CapturedMs
    end: CapturedMs
    language: Annotated[str, msgspec.Meta(min_length=2, max_length=8)]
    confidence: Annotated[float, msgspec.Meta(ge=0, le=1)] | None = None


class Result(msgspec.Struct, frozen=True):
    """The answer to a text: whether it was stored, or shown if it is not final."""

    outcome: Outcome


class Failure(msgspec.Struct, frozen=True):
    code: str


class Greeting(msgspec.Struct, frozen=True, tag_field="type", tag="greeting"):
    """The first message of a stream. `now` is the server's time in ms.

    `hot_words` are the terms of the glossary in this language, which speech is likely to contain.
    """

    protocol: int
    run: int
    channel: Channel
    language: str
    now: int
    hot_words: list[str]


class Sound(msgspec.Struct, frozen=True, tag_field="type", tag="sound"):
    """60 ms of sound, captured from `at` on: frames of Opus of 20 ms each, in base64.

    `turn` counts the speakers, and `number` the packets of a turn, from 0.
    """

    turn: int
    number: int
    at: int
    frames: list[str]


class Time(msgspec.Struct, frozen=True, tag_field="type", tag="time"):
    """Nobody speaks; `now` is the server's time in ms."""

    now: int


class Why(StrEnum):
    """The reason for the end of a stream."""

    REPLACED = "replaced"
    REVOKED = "revoked"
    ENDED = "session_ended"


class End(msgspec.Struct, frozen=True, tag_field="type", tag="end"):
    """The last message of a stream that the server ends."""

    why: Why


def line_of(message: Any) -> bytes:
    """Return a message of the stream: JSON on one line."""
    return msgspec.json.encode(message) + b"\n"


def sound_of(packet: Any) -> Sound | None:
    """Return the sound of a packet as speakers send it; None if its bytes are no frames."""
    frames = decode(packet["d"])
    if frames is None:
        return None
    encoded = [base64.b64encode(frame).decode() for frame in frames]
    return Sound(packet["t"], packet["n"], packet["at"], encoded)
