"""The recorded voice of a session, as a file to listen to or to keep."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request, send_file

from webinar.kit.errors import Refused
from webinar.kit.files.downloads import file_names
from webinar.kit.languages import LANGUAGES
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.live.recording.files import recording_file
from webinar.live.recording.webm import MEDIA_TYPE
from webinar.live.sound.channels import FLOOR
from webinar.results.replay.visiting import viewing_or_404
from webinar.room.rooms.titles import title_in

recording = Blueprint("recording", __name__, url_prefix="/replay/<code>")

_CHANNEL = f"<any({', '.join((FLOOR, *LANGUAGES))}):channel>"


@recording.get(f"/voice.{_CHANNEL}.webm")
def voice(code: str, channel: str) -> Response:
    """Send what was recorded in a channel, or a range of it; with `download`, as an attachment.

    Refused: `try_again` if the server cannot make the file now.
    """
    with services().db.read() as db:
        room = viewing_or_404(db, code).room
        try:
            path = recording_file(db, services().settings.instance, room, channel)
        except OSError as error:
            raise Refused("try_again", retryable=True) from error
        if path is None:
            abort(404)
        title = title_in(room, page_language())
    response = send_file(
        path,
        mimetype=MEDIA_TYPE,
        as_attachment="download" in request.args,
        download_name=file_names("voice", room.code, title, f".{channel}.webm")[1],
        conditional=True,
        # The name has a mark of the content; opening the file changes its time, not the content.
        etag=path.stem,
        last_modified=room.ended_at,
    )
    response.headers["Cache-Control"] = "private, no-cache"
    return response
