"""The chapters of a session, for a file beside its captions or beside a recording. Reads only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in
from webinar.kit.files.cues import Cue
from webinar.live.captions.track import times_of
from webinar.live.slides.chapters import cues_of_chapters, recording_chapters
from webinar.live.slides.plan import slide_visits, with_breaks
from webinar.room.rooms.models import Room


def read_chapters(db: Session, room: Room, language: str, as_of: datetime) -> list[Cue]:
    """Return the chapters with titles in this language; none before the session has started."""
    module, times = module_in(db, room), times_of(room, as_of)
    stays = with_breaks(slide_visits(db, room), module)
    return cues_of_chapters(recording_chapters(module, stays, times, language), times)
