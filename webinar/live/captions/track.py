"""The captions of a session in one language, read for a file or for a replay. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in
from webinar.kit.days import day_in_words
from webinar.kit.files.cues import Cue
from webinar.kit.files.tables import clean
from webinar.kit.languages import LANGUAGES
from webinar.kit.session_times import Times
from webinar.kit.zones import local_time
from webinar.live.captions import queries
from webinar.live.captions.cues import TimedLine, cues_of
from webinar.live.captions.models import Caption
from webinar.live.slides.chapters import Pause, pauses
from webinar.live.slides.plan import slide_visits, with_breaks
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in


@dataclass(frozen=True)
class Track:
    """The captions and everything else that a file contains, in the captions' language.

    Plain values, so that the file can be written off the loop. `heading` names the session, the
    day and the language. `empty_note` stands in the file if there are no captions.
    """

    cues: list[Cue]
    pauses: list[Pause]
    heading: list[str]
    break_word: str
    empty_note: str
    direction: str


def read_track(db: Session, room: Room, language: str, as_of: datetime) -> Track:
    """Return the captions in a language of the interface; `as_of` is now, or the session's end."""
    stays = with_breaks(slide_visits(db, room), module_in(db, room))
    direction = LANGUAGES[language].direction
    with force_locale(LANGUAGES[language].locale):
        return Track(
            cues=read_cues(db, room, language, as_of),
            pauses=pauses(stays, times_of(room, as_of)),
            heading=[clean(title_in(room, language)), _language_and_day(room, language, as_of)],
            break_word=_("Break"),
            empty_note=_("No captions were typed in this language."),
            direction=direction,
        )


def read_cues(db: Session, room: Room, language: str, as_of: datetime) -> list[Cue]:
    """Return the lines that readers of this language saw during the session.

    Lines by machine say so, in this language: neither every format nor every player has a mark.
    """
    times = times_of(room, as_of)
    lines = [
        TimedLine(times.of(line.said_at), _marked(line), times.of(line.ends_at or line.said_at))
        for line in queries.readable_lines(db, room, language)
        if times.is_within(line.said_at)
    ]
    return cues_of(lines, LANGUAGES[language].direction)


def _marked(line: Caption) -> str:
    text = clean(line.text)
    if not line.is_by_machine:
        return text
    with force_locale(LANGUAGES[line.language].locale):
        mark = _("By machine")
    return f"[{mark}] {text}"


def times_of(room: Room, as_of: datetime) -> Times:
    """Return the session's times; a session that has not started has no length."""
    return Times(room.started_at or as_of, room.ended_at or as_of)


def _language_and_day(room: Room, language: str, as_of: datetime) -> str:
    day = local_time(room.started_at or as_of, room.time_zone).date()
    captions = _("Captions: %(language)s", language=LANGUAGES[language].name)
    return f"{captions} · {day_in_words(day)}"
