"""The posters of sessions and courses, for their organisers: a page to print, and a PDF."""

from __future__ import annotations

import mimetypes
from typing import NamedTuple

from flask import Blueprint, Response, abort, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webinar.content.handouts.press import NO_PICTURES, CannotPrint
from webinar.kit import concurrency, languages
from webinar.kit.files.downloads import attached, file_names
from webinar.kit.qr_codes import cached_qr
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.learn.courses.page import own_course
from webinar.people.accounts.access import for_organisers, this_user
from webinar.results.certificates.emblem_file import CannotDraw, read_emblem
from webinar.results.certificates.emblems import Picture
from webinar.results.posters import paper
from webinar.results.posters.paper import Poster
from webinar.results.posters.reading import course_poster, head_of, session_poster
from webinar.room.sessions.cards import own_room

bp = Blueprint("posters", __name__)


class _Shown(NamedTuple):
    """A poster in a language, its emblem, and what it is of: the arguments of its addresses."""

    sheet: Poster
    emblem: Picture | None
    language: str
    of: dict[str, str | int]


@bp.get("/desk/<code>/poster")
@for_organisers
def of_session(code: str) -> ResponseReturnValue:
    """Show the poster in `?language=` or the reader's language."""
    return _page(_session(code), back=url_for("desk.plan", code=code))


@bp.get("/desk/<code>/poster.pdf")
@for_organisers
def of_session_pdf(code: str) -> ResponseReturnValue:
    return _pdf(_session(code))


@bp.get("/desk/courses/<int:course_id>/poster")
@for_organisers
def of_course(course_id: int) -> ResponseReturnValue:
    """Show the poster in `?language=` or the reader's language."""
    return _page(_course(course_id), back=url_for("courses.show", course_id=course_id))


@bp.get("/desk/courses/<int:course_id>/poster.pdf")
@for_organisers
def of_course_pdf(course_id: int) -> ResponseReturnValue:
    return _pdf(_course(course_id))


@bp.get("/desk/emblem")
@for_organisers
def emblem() -> ResponseReturnValue:
    """Send the picture of the institution's emblem that the settings name."""
    picture = _emblem()
    if picture is None:
        abort(404)
    kind = mimetypes.types_map.get(picture.suffix, "application/octet-stream")
    return Response(picture.content, mimetype=kind)


def _session(code: str) -> _Shown:
    settings, language, picture = services().settings, _language(), _emblem()
    head = head_of(settings, picture)
    with services().db.read() as db:
        room = own_room(db, code)
        sheet = session_poster(room, language, settings, head)
    return _Shown(sheet, picture, language, {"code": room.code})


def _course(course_id: int) -> _Shown:
    language, picture = _language(), _emblem()
    head = head_of(services().settings, picture)
    with services().db.read() as db:
        sheet = course_poster(own_course(db, course_id), this_user(), language, head)
    return _Shown(sheet, picture, language, {"course_id": course_id})


def _page(shown: _Shown, back: str) -> str:
    return render_template(
        "results/posters/poster.html",
        poster=shown.sheet,
        # We draw the QR code from our own address, so it is safe to insert.
        qr=cached_qr(shown.sheet.address),
        language=shown.language,
        of=shown.of,
        back=back,
    )


def _pdf(shown: _Shown) -> ResponseReturnValue:
    picture = shown.emblem
    pictures = NO_PICTURES if picture is None else {shown.sheet.emblem: picture.content}
    try:
        content = concurrency.offload(paper.encode, shown.sheet, pictures)
    except CannotPrint as error:
        current_app.logger.error("a poster as PDF: %s", error)
        advice = _("The PDF cannot be made on this server now. Print the page instead.")
        return render_template("errors/error.html", code=409, detail=advice), 409
    code = shown.sheet.code.replace(" ", "")
    names = file_names("poster", code, shown.sheet.title.text, f".{shown.language}.pdf")
    return attached(content, "application/pdf", *names)


def _language() -> str:
    return languages.our_tag(request.args.get("language", "")) or page_language()


def _emblem() -> Picture | None:
    """Return the emblem; a poster without it is better than none."""
    try:
        return concurrency.offload(read_emblem, services().settings.issuer_emblem)
    except CannotDraw as error:
        current_app.logger.error("the emblem of posters cannot be drawn: %s", error)
        return None
