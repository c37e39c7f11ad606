"""The text for those who join: on the page to join, and for people in the session already."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webinar.i18n import page_language
from webinar.kit.errors import Refused
from webinar.live.change import Change
from webinar.personal import actions, queries
from webinar.personal.models import ConsentText
from webinar.personal.views import bp
from webinar.rooms.models import Member
from webinar.rooms.queries import find_room
from webinar.rooms.titles import title_in
from webinar.services import services
from webinar.sessions.visitors import seated
from webinar.words import refusal_text


@bp.app_template_global()
def consent_of(code: str, language: str = "") -> dict[str, Any] | None:
    """For `personal/consent.html`, inside the form to join; None: no text is shown.

    The form sends `consent`, the version, which goes to `joining.seat_in`.
    """
    with services().db.read() as db:
        room = find_room(db, code)
        text = None if room is None else queries.consent_text(db, room, language or page_language())
    return None if text is None else shown(text)


def shown(text: ConsentText) -> dict[str, Any]:
    return {
        "version": text.version,
        "language": text.language,
        "paragraphs": [line for line in text.text.split("\n") if line],
        "is_required": text.is_required,
    }


@bp.route("/rooms/<code>/consent", methods=["GET", "POST"])
def consent(code: str) -> ResponseReturnValue:
    """Asks a participant to agree to the text of now; `consent` is the version that they did."""
    found = seated(code, may_wait=True)
    if found is None:
        return redirect(url_for("rooms.join", code=code), 303)
    with services().db.read() as db:
        room = db.merge(found.room, load=False)
        asked = queries.consent_asked(db, room, found.member)
        title = title_in(room, page_language())
    if asked is None:
        return redirect(url_for("rooms.room", code=found.room.code), 303)
    error = ""
    if request.method == "POST":
        version = request.form.get("consent", type=int)
        if version == asked.version:
            member_id, language = found.member.id, asked.language

            def work(change: Change) -> None:
                actions.agree(change.db, change.db.get_one(Member, member_id), version, language)

            services().live.run(found.room.id, work)
            return redirect(url_for("rooms.room", code=found.room.code), 303)
        error = refusal_text(Refused("consent_needed"))
    page = render_template(
        "personal/ask.html", room=found.room, title=title, consent=shown(asked), error=error
    )
    return page, 422 if error else 200
