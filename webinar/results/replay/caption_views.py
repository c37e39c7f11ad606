"""The captions of a replay: lines for its player, and files of captions and of chapters."""

from __future__ import annotations

import msgspec
from flask import Blueprint
from flask.typing import ResponseReturnValue

from webinar.kit import clock
from webinar.kit.files import webvtt
from webinar.kit.files.downloads import attached, file_names
from webinar.kit.languages import LANGUAGES
from webinar.kit.web.services import services
from webinar.live.captions import files
from webinar.live.captions.files import MEDIA_TYPES, CaptionFormat
from webinar.live.captions.track import read_cues, read_track
from webinar.results.replay.visiting import packed_response, viewing_or_404
from webinar.results.reports.chapters import read_chapters
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in

captioning = Blueprint("captions", __name__, url_prefix="/replay/<code>")

_LANGUAGE = f"<any({', '.join(LANGUAGES)}):language>"
_FORMAT = f"<any({', '.join(CaptionFormat)}):format>"


@captioning.get(f"/captions.{_LANGUAGE}.json")
def lines(code: str, language: str) -> ResponseReturnValue:
    """Send the lines in one language to the player, as `[[begin, end, text]]` in milliseconds."""
    with services().db.read() as db:
        room = viewing_or_404(db, code).room
        cues = read_cues(db, room, language, clock.now())
    content = msgspec.json.encode([(cue.begin, cue.end, cue.text) for cue in cues])
    return packed_response(content)


@captioning.get(f"/captions.{_LANGUAGE}.{_FORMAT}")
def download(code: str, language: str, format: str) -> ResponseReturnValue:
    """Send the captions in one language as a file."""
    form = CaptionFormat(format)
    with services().db.read() as db:
        room = viewing_or_404(db, code).room
        track, names = read_track(db, room, language, clock.now()), _names(room, language, form)
    return attached(files.write(track, form), MEDIA_TYPES[form], *names)


@captioning.get(f"/chapters.{_LANGUAGE}.vtt")
def chapters(code: str, language: str) -> ResponseReturnValue:
    """Send the chapters of the session in WebVTT, with titles in one language."""
    with services().db.read() as db:
        room = viewing_or_404(db, code).room
        cues = read_chapters(db, room, language, clock.now())
        names = _names(room, language, CaptionFormat.VTT, stem="chapters")
    return attached(webvtt.encode(cues), webvtt.MEDIA_TYPE, *names)


def _names(
    room: Room, language: str, form: CaptionFormat, *, stem: str = "captions"
) -> tuple[str, str]:
    return file_names(stem, room.code, title_in(room, language), f".{language}.{form}")
