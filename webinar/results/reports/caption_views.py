"""The captions and chapters of a session as files, for those who may take its exports."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webinar.kit.files import webvtt
from webinar.kit.files.cues import Cue
from webinar.kit.languages import DEFAULT, LANGUAGES
from webinar.live.captions import files
from webinar.live.captions.files import CaptionFormat
from webinar.live.captions.track import Track, read_track
from webinar.people.accounts.delivery import Made
from webinar.results.reports import delivering
from webinar.results.reports.about import Words
from webinar.results.reports.chapters import read_chapters
from webinar.results.reports.delivering import Name
from webinar.results.reports.kinds import ExportOptions, Format, Kind
from webinar.results.reports.session import ReportedSession
from webinar.room.rooms.models import Room

captioning = Blueprint("captions", __name__, url_prefix="/rooms/<code>/report")

_LANGUAGE = f"<any({', '.join(LANGUAGES)}):language>"
_FORMAT = f"<any({', '.join(CaptionFormat)}):format>"
# A placeholder: the path of these addresses names the file, and its columns are not a table's.
_PLACEHOLDER = ExportOptions(Kind.CAPTIONS, Format.CSV, DEFAULT)


@captioning.get(f"/captions.{_LANGUAGE}.{_FORMAT}")
def download(code: str, language: str, format: str) -> ResponseReturnValue:
    """Send the captions in one language, with times since the session began."""

    def read(db: Session, room: Room, session: ReportedSession) -> Track:
        return read_track(db, room, language, session.as_of)

    write = partial(_write_captions, form=CaptionFormat(format))
    return delivering.deliver(code, _PLACEHOLDER, Name("captions", format, language), read, write)


@captioning.get(f"/chapters.{_LANGUAGE}.vtt")
def chapters(code: str, language: str) -> ResponseReturnValue:
    """Send the chapters of the session in WebVTT, with titles in one language."""

    def read(db: Session, room: Room, session: ReportedSession) -> Sequence[Cue]:
        return read_chapters(db, room, language, session.as_of)

    name = Name("chapters", "vtt", language)
    return delivering.deliver(code, _PLACEHOLDER, name, read, _write_chapters)


def _write_captions(
    track: Track,
    _session: ReportedSession,
    _options: ExportOptions,
    _words: Words,
    form: CaptionFormat,
) -> Made:
    return Made(files.write(track, form), len(track.cues))


def _write_chapters(
    cues: Sequence[Cue], _session: ReportedSession, _options: ExportOptions, _words: Words
) -> Made:
    return Made(webvtt.encode(cues), len(cues))
