"""The interpreters' desk: slides in two languages ahead of the room, terms, and captions."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from webinar.content.editions.content import module_in, notes, slides_in
from webinar.kit.permissions import Can
from webinar.kit.web.services import services
from webinar.room.engine.registry import commands_of
from webinar.room.sessions.visitors import require_host
from webinar.words import refusal_words, script_words

bp = Blueprint("interpreting", __name__)


@bp.get("/rooms/<code>/interpreting")
def desk(code: str) -> ResponseReturnValue:
    """Show the interpreters' desk; hosts who may not write captions go to their own page."""
    visitor = require_host(code, Can.CAPTION)
    target = visitor.member.interprets or visitor.member.language
    with services().db.read() as db:
        room = db.merge(visitor.room, load=False)
        source = _source(module_in(db, room).languages, target)
        decks = [
            {
                "language": tag,
                "slides": slides_in(room.edition, tag),
                "notes": notes(room.edition, tag)["notes"],
            }
            for tag in (source, target)
        ]
    return render_template(
        "live/interpreting/desk.html",
        both=decks,
        source=source,
        target=target,
        words=script_words("interpret.js", refusals=refusal_words()),
        may=commands_of(visitor.member),
        glossary=url_for("glossary.terms", language=target),
        **visitor.page,
    )


def _source(languages: Sequence[str], target: str) -> str:
    """Return the module's first language, or its second if `target` is the first."""
    return next((tag for tag in languages if tag != target), target)
