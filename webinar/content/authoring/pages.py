"""The pages of the preview: modules, one module, a slide in its frame, a stream of changes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from config import ROOT
from webinar.content.authoring.rows import Page, page_of
from webinar.content.authoring.shelf import Reading, Shelf
from webinar.content.authoring.timeline import clock, timeline
from webinar.content.authoring.watch import SECONDS, changes
from webinar.content.authoring.words import kind_words
from webinar.content.lessons.check_html import MAX_SLIDE_BYTES
from webinar.content.lessons.template_globals import TEMPLATE_GLOBALS
from webinar.kit.languages import LANGUAGES
from webinar.kit.web.assets import init_assets
from webinar.kit.web.headers import Wrapped, policy
from webinar.kit.web.i18n import init_i18n, use_language
from webinar.words import fallback_text, script_words

HOST = "127.0.0.1"

bp = Blueprint("preview", __name__)


def create_preview(folder: Path, port: int, dist: Path = ROOT / "static/dist") -> Flask:
    """Return the preview of one module or a folder of them. It has no database or accounts."""
    app = Flask("webinar", static_folder=None, template_folder="../templates")
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.config["SHELF"] = Shelf(folder)
    app.config["HOSTS"] = [f"{name}:{port}" for name in (HOST, "localhost")]
    origins = [f"http://{host}" for host in app.config["HOSTS"]]
    init_i18n(app)
    app.jinja_env.globals.update(TEMPLATE_GLOBALS)
    init_assets(app, dist)
    app.register_blueprint(bp)
    # Nobody signs in to the preview, so another site's form could only change the language.
    app.add_template_global(fallback_text)
    app.add_template_global(lambda: "", "csrf_token")
    app.add_template_global(clock)
    app.before_request(_refuse_other_hosts)
    app.after_request(_framed_by(origins))
    app.wsgi_app = Wrapped(app.wsgi_app, origins, is_https=False)  # type: ignore[method-assign]
    return app


def _refuse_other_hosts() -> Response | None:
    """Refuse other hosts: a website could point its name at this machine and read drafts."""
    if request.host in current_app.config["HOSTS"]:
        return None
    addresses = " or ".join(f"http://{host}/" for host in current_app.config["HOSTS"])
    return Response(f"Open {addresses}\n", status=421, mimetype="text/plain")


def _framed_by(origins: list[str]) -> Callable[[Response], Response]:
    """Return a hook that sets the server's policy, but lets preview pages frame each other."""
    content_policy = policy(origins).replace(
        "frame-ancestors 'none'", "frame-ancestors 'self'; frame-src 'self'"
    )

    def add(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = content_policy
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response

    return add


@bp.get("/")
def modules() -> str | AnyResponse:
    """List the modules of the folder; go to the module itself if the folder is one."""
    shelf = _shelf()
    if shelf.is_single:
        return redirect(url_for("preview.module", name=shelf.names()[0]))
    folder_stamp = shelf.stamp()
    pages = [page_of(reading) for name in shelf.names() if (reading := shelf.read(name))]
    return render_template(
        "content/authoring/modules.html",
        pages=pages,
        folder=shelf.folder,
        stamp=folder_stamp,
        words=script_words("preview.js"),
    )


@bp.get("/module/<name>")
def module(name: str) -> str:
    """Show every slide in every language, with the remarks for its author."""
    reading = _reading(name)
    page = page_of(reading)
    return render_template(
        "content/authoring/module.html",
        page=page,
        stamp=reading.stamp,
        folder=reading.folder,
        is_single=_shelf().is_single,
        bars=timeline(page),
        kinds=kind_words(),
        most_bytes=MAX_SLIDE_BYTES,
        words=script_words("preview.js"),
    )


@bp.get("/module/<name>/slide/<key>/<language>")
def slide(name: str, key: str, language: str) -> str:
    """Show one slide as readers of a language see it, on a phone or on the stage."""
    row = _page(name).row(key)
    version = row.version(language) if row else None
    if version is None:
        abort(404)
    look = "stage" if request.args.get("look") == "stage" else "phone"
    return _in_language(language, f"content/authoring/{look}.html", versions=[(key, version)])


@bp.get("/module/<name>/sheet/<language>")
def sheet(name: str, language: str) -> str:
    """Show all slides of a language in one column, unfolded, for the page's own checks."""
    pairs = [(row.key, row.version(language)) for row in _page(name).rows]
    versions = [(key, version) for key, version in pairs if version and not version.is_fallback]
    return _in_language(language, "content/authoring/phone.html", versions=versions, unfolded=True)


@bp.get("/module/<name>/changes")
@bp.get("/changes", defaults={"name": ""})
def changes_of(name: str) -> Response:
    """Stream a server-sent event for each change of the folder since the page was drawn."""
    shelf = _shelf()
    wait = threading.Event().wait
    since = request.args.get("since", "")
    events = changes(lambda: shelf.stamp(name), lambda: wait(SECONDS), since)
    return Response(events, mimetype="text/event-stream")


@bp.get("/modules/<name>/<path:path>")
def picture(name: str, path: str) -> Response:
    """Send a picture that the module's slides may show."""
    reading = _reading(name)
    asset = next((asset for asset in reading.draft.assets if asset.path == path), None)
    if asset is None:
        abort(404)
    return Response((reading.folder / path).read_bytes(), mimetype=asset.media_type)


def _in_language(language: str, template: str, **values: Any) -> str:
    """Render a page as participants see it in this language."""
    use_language(language)
    right_to_left = {tag for tag, entry in LANGUAGES.items() if entry.direction == "rtl"}
    return render_template(template, language=language, right_to_left=right_to_left, **values)


def _shelf() -> Shelf:
    shelf: Shelf = current_app.config["SHELF"]
    return shelf


def _reading(name: str) -> Reading:
    reading = _shelf().read(name)
    if reading is None:
        abort(404)
    return reading


def _page(name: str) -> Page:
    return page_of(_reading(name))
