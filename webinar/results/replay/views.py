"""The replay of a session: a list that is complete without scripts, and the player's script."""

from __future__ import annotations

import msgspec
from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in
from webinar.kit import languages
from webinar.kit.web import i18n
from webinar.kit.web.i18n import page_language, use_language
from webinar.kit.web.services import services
from webinar.live.captions.queries import line_counts
from webinar.results.replay.access import Viewing
from webinar.results.replay.after_session import offers_of
from webinar.results.replay.caption_views import captioning
from webinar.results.replay.reading import by_chapter
from webinar.results.replay.recording_views import recording
from webinar.results.replay.script import script_of
from webinar.results.replay.visiting import packed_response, viewing_or_404
from webinar.results.replay.wire import Script
from webinar.results.reports.caption_links import caption_links, chapter_links
from webinar.results.reports.recording_links import recording_links
from webinar.words import script_words

bp = Blueprint("replay", __name__)
bp.register_blueprint(captioning)
bp.register_blueprint(recording)


@bp.get("/replay/<code>")
def show(code: str) -> ResponseReturnValue:
    """Show the session by chapters. With scripts, the player stands in front of the list."""
    with services().db.read() as db:
        viewing = viewing_or_404(db, code)
        is_chosen = languages.our_tag(request.cookies.get(i18n.COOKIE, "")) is not None
        if viewing.learner is not None or (viewing.language and not is_chosen):
            use_language(viewing.language)
        language = page_language()
        script, room = _script(db, viewing, language), viewing.room
        return render_template(
            "results/replay/replay.html",
            room=room,
            course=viewing.course,
            learner=viewing.learner,
            seat=viewing.seat,
            script=script,
            chapters=by_chapter(script),
            address=url_for("replay.script", code=room.code, language=language),
            captions=caption_links("replay.captions.download", room.code, line_counts(db, room)),
            chapter_files=chapter_links(
                "replay.captions.chapters", room.code, module_in(db, room).languages
            ),
            recordings=recording_links(db, room),
            words=script_words("replay.js"),
            after=offers_of(db, viewing),
        )


@bp.get("/replay/<code>/script.<language>.json")
def script(code: str, language: str) -> ResponseReturnValue:
    """Send the player's script in one language."""
    tag = languages.our_tag(language)
    with services().db.read() as db:
        viewing = viewing_or_404(db, code)
        if tag is None:
            abort(404)
        content = msgspec.json.encode(_script(db, viewing, tag))
    return packed_response(content)


def _script(db: Session, viewing: Viewing, language: str) -> Script:
    session_script = script_of(db, viewing.room, language)
    return session_script if session_script is not None else abort(404)
