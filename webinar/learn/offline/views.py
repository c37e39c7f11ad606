"""The pages and files for keeping a course on a device, with its service worker and player."""

from __future__ import annotations

import gzip
import json
from hashlib import sha256

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from sqlalchemy.orm import Session

from webinar.kit import concurrency
from webinar.kit.languages import LANGUAGES, our_tag
from webinar.kit.packed_json import packed_json, takes_gzip
from webinar.kit.web.assets import asset, asset_content
from webinar.kit.web.headers import policy
from webinar.kit.web.i18n import language_name, use_language
from webinar.kit.web.services import services
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import joined_guests, module_of_course, seat_at, title_in
from webinar.learn.courses.seating import token_of
from webinar.learn.narration.queries import narrating_room
from webinar.learn.offline import course_packs, saved_progress
from webinar.learn.offline.answer_views import answers
from webinar.learn.offline.package_views import packages
from webinar.learn.offline.words import kept_words, player_words, shell_words, size_text
from webinar.learn.study.pages import CourseVisit, find_course_or_404
from webinar.people.accounts.sessions import current_session

bp = Blueprint("offline", __name__)
bp.app_template_global()(kept_words)
bp.register_blueprint(packages)
bp.register_blueprint(answers)

SHELL_FILES = ("kept.js", "player.css")


@bp.get("/study/<code>/offline")
def keep(code: str) -> ResponseReturnValue:
    """Explain what it means to keep the course on this device; a script then keeps it."""
    with services().db.read() as db:
        course, learner = _at_or_none(db, code)
        if learner is None:
            return redirect(url_for("study.home", code=course.code), 303)
        use_language(learner.language)
        languages = _languages(course)
        is_narrated = narrating_room(db, course) is not None
    return render_template(
        "learn/offline/keep.html",
        is_narrated=is_narrated,
        course=course,
        learner=learner,
        languages=languages,
        words=kept_words(),
        size_text=size_text,
        player_bytes=sum(len(asset_content(name)) for name in SHELL_FILES),
    )


@bp.get("/study/<code>/offline.json")
def state(code: str) -> ResponseReturnValue:
    """Send the script this browser's learner, their progress, and the languages to keep."""
    with services().db.read() as db:
        course, learner, seat = _seat_or_none(db, code)
        if learner is None:
            abort(404)
        use_language(learner.language)
        response = jsonify(
            code=course.code,
            title=title_in(course, learner.language),
            edition=course.edition.hash,
            learner=learner.number,
            seat=seat,
            was=[guest.number for guest in joined_guests(db, learner)],
            name=learner.name,
            token=token_of(learner, *services().settings.secret_keys),
            saved=saved_progress.saved_progress(db, course, learner),
            languages=_languages(course),
        )
    return response


@bp.get("/study/<code>/pack.<language>.json")
def pack(code: str, language: str) -> ResponseReturnValue:
    """Send the player the course in one language; all learners get the same bytes.

    After a broken transfer, `from` and `version` request the rest from that byte on; the response
    is 409 if the version has changed.
    """
    tag = our_tag(language)
    with services().db.read() as db:
        course, learner = _at_or_none(db, code)
        if learner is None or tag is None:
            abort(404)
        use_language(learner.language)
        encoded = course_packs.pack_json(course.edition, tag)
    start = request.args.get("from", 0, type=int)
    if start and (
        request.args.get("version") != encoded.version or not 0 < start <= len(encoded.plain)
    ):
        abort(409)
    plain, packed = encoded.plain[start:], encoded.packed
    if start and takes_gzip():
        # Megabytes take a while to compress: do it off the loop.
        packed = concurrency.offload(gzip.compress, plain, mtime=0)
    response = packed_json(plain, packed)
    response.headers["Cache-Control"] = "private, no-cache"
    encoding = response.content_encoding or "plain"
    response.set_etag(
        f"{encoded.version}-{start}-{encoding}" if start else f"{encoded.version}-{encoding}"
    )
    return response.make_conditional(request)


@bp.get("/study/sw.js")
def worker() -> ResponseReturnValue:
    """Send the service worker with the files to keep listed, so a new player makes a new worker."""
    files = [asset(name) for name in SHELL_FILES]
    page = url_for("offline.shell")
    version = sha256(shell_page().encode()).hexdigest()[:12]
    head = f"self.SHELL={json.dumps({'version': version, 'page': page, 'files': files})};\n"
    response = Response(head.encode() + asset_content("worker.js"), mimetype="text/javascript")
    # Browsers look for a newer worker at each visit; no cache on the way may give them an old one.
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(sha256(response.get_data()).hexdigest()[:16])
    return response.make_conditional(request)


@bp.get("/study/shell")
def shell() -> ResponseReturnValue:
    """Send the player's page. It contains no personal data, so that devices may keep it."""
    response = Response(shell_page(), mimetype="text/html")
    response.headers["Cache-Control"] = "no-cache"
    # A kept course contains its images as data.
    response.headers["Content-Security-Policy"] = policy((), images="'self' data:", keeps=True)
    return response


def shell_page() -> str:
    """Render the player's page with its words in every language: it knows no reader."""
    texts, words = [], {}
    for tag, language in LANGUAGES.items():
        with force_locale(language.locale):
            texts.append((tag, language.direction, shell_words()))
            words[tag] = player_words("kept.js")
    return render_template("learn/offline/shell.html", texts=texts, words=words)


def _at_or_none(db: Session, code: str) -> tuple[Course, Learner | None]:
    course, learner, _ = _seat_or_none(db, code)
    return course, learner


def _seat_or_none(db: Session, code: str) -> tuple[Course, Learner | None, int]:
    """Return the course, the learner at this browser, and the number of their seat.

    The learner is None if nobody studies here, or if the course may not be read yet. Wrong codes
    count together with those of sessions.
    """
    course = find_course_or_404(db, code)
    learner, seat = seat_at(db, course, current_session().browser_id)
    is_early = not CourseVisit(course, module_of_course(course), learner).may_read
    return course, None if is_early else learner, seat


def _languages(course: Course) -> list[dict[str, object]]:
    """Return each language with its sizes in bytes, on the device and in transfer, with images."""
    languages = []
    for tag in course_packs.offered_languages(module_of_course(course)):
        encoded = course_packs.pack_json(course.edition, tag)
        languages.append(
            {
                "tag": tag,
                "name": language_name(tag),
                "bytes": len(encoded.plain),
                "sent": len(encoded.packed),
                "version": encoded.version,
                "address": url_for("offline.pack", code=course.code, language=tag),
            }
        )
    return languages
