"""Messages and broadcasts of the recording."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from webinar.room.engine.wire import Bare, PartChange

RecordingState = Literal["off", "soon", "on", "paused", "full", "failed"]


class PauseRecording(Bare, frozen=True):
    """Record nothing from now on."""


class ResumeRecording(Bare, frozen=True):
    """Record again."""


class RecordingView(msgspec.Struct, frozen=True):
    """Whether the voice is recorded now: `on`, or `soon` if it will be once the session starts.

    `full` and `failed` say that the recording has stopped by itself: too little space is left on
    the server, or the sound could not be stored.
    """

    state: RecordingState


class RecordingChanged(PartChange, frozen=True, kw_only=True):
    """The recording began, was paused, went on, or stopped."""

    name: ClassVar[str] = "recording.changed"
    part: ClassVar[str] = "recording"

    set: RecordingView
