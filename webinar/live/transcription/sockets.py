"""What happens to the programs that write captions at deadlines and at the end of a session."""

from __future__ import annotations

from webinar.live.transcription import sources
from webinar.room.engine.change import Change
from webinar.room.engine.lifecycle import on_due, on_ended


@on_due(sources.LAPSE)
def lapse(change: Change, language: str) -> None:
    sources.end_run(change, language)


on_ended(sources.end_all)
