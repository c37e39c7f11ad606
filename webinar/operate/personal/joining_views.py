"""The consent text for people who join: on the join page, by a personal link, in the session."""

from __future__ import annotations

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webinar.kit import languages
from webinar.kit.errors import Refused
from webinar.kit.web.i18n import page_language, remember
from webinar.kit.web.services import services
from webinar.operate.personal.views import bp
from webinar.people.accounts.sessions import current_session
from webinar.room.cohorts import arriving, person_views
from webinar.room.cohorts.queries import Holder
from webinar.room.consent import queries
from webinar.room.consent.actions import keep_consents
from webinar.room.rooms.models import Room
from webinar.room.rooms.queries import find_room
from webinar.room.rooms.titles import title_in
from webinar.room.sessions.visitors import find_visitor
from webinar.words import refusal_text


@bp.app_template_global()
def consent_of(code: str) -> queries.ShownConsent | None:
    """Return the text for the form to join by a personal link; None if there is none."""
    with services().db.read() as db:
        room = find_room(db, code)
        return None if room is None else queries.shown_consent(db, room, page_language())


@bp.route("/rooms/<code>/consent", methods=["GET", "POST"])
def consent(code: str) -> ResponseReturnValue:
    """Ask a participant to agree to the current text; `consent` is the version agreed to."""
    visitor = find_visitor(code, may_wait=True)
    if visitor is None:
        return redirect(url_for("rooms.join", code=code), 303)
    with services().db.read() as db:
        room = db.merge(visitor.room, load=False)
        text = queries.missing_consent(db, room, visitor.member)
        title = title_in(room, page_language())
    if text is None:
        return redirect(url_for("rooms.room", code=visitor.room.code), 303)
    error = ""
    if request.method == "POST":
        version = request.form.get("consent", type=int)
        if version == text.version:
            consents = {visitor.member.id: (version, text.language)}
            services().live.run(visitor.room.id, lambda change: keep_consents(change, consents))
            return redirect(url_for("rooms.room", code=visitor.room.code), 303)
        error = refusal_text(Refused("consent_needed"))
    page = render_template(
        "operate/personal/ask.html",
        room=visitor.room,
        title=title,
        consent=queries.as_shown(text),
        error=error,
    )
    return page, 422 if error else 200


@person_views.me.post("/me/<token>/join/<code>")
def join(code: str) -> ResponseReturnValue:
    """Seat this browser in one of the sessions of the person who has this link."""
    holder: Holder = g.person_holder
    language = page_language()
    try:
        room = person_views.own_room(holder, code)
        consent_given = _consent_given(room, language)
        browser = current_session()
        browser_id = browser.ensure()
        was_another = services().live.run(
            room.id,
            lambda change: arriving.take_seat(
                change, browser_id, holder.link.id, language, consent_given
            ),
        )
    except Refused as refusal:
        return person_views.page(refusal)
    if was_another:
        # Close the pages that this browser has open in another person's name.
        services().live.close_browser(browser_id)
    response = redirect(url_for("rooms.room", code=room.code), 303)
    remember(response, language)
    return response


def _consent_given(room: Room, language: str) -> tuple[int, str] | None:
    """Return the consent given in this form. Refused: `consent_needed`."""
    read_in = languages.our_tag(request.form.get("consent_language", "")) or language
    with services().db.read() as db:
        return queries.check_consent(db, room, read_in, request.form.get("consent", type=int))
