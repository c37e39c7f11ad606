"""The application: a list of steps. wsgi.py patches the standard library before importing this."""

from __future__ import annotations

import logging
import secrets
import socket
from types import MappingProxyType
from typing import Any

import flask.json.provider
from flask import Flask, Response, render_template, request
from flask_socketio import SocketIO
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Settings
from webinar import features, tables  # noqa: F401  every table is known before the first query
from webinar.content.lessons.kept import read_kept_library
from webinar.content.lessons.library import Library
from webinar.content.lessons.template_globals import TEMPLATE_GLOBALS
from webinar.kit import slices
from webinar.kit.addresses import LateRule, Number
from webinar.kit.db import Database
from webinar.kit.erased_wording import word_names
from webinar.kit.errors import Refused
from webinar.kit.noticing import notice
from webinar.kit.shared_locks import share_locks
from webinar.kit.tokens import token_hash
from webinar.kit.web.assets import init_assets
from webinar.kit.web.brand import init_brand
from webinar.kit.web.headers import FILES, Wrapped
from webinar.kit.web.i18n import init_i18n
from webinar.kit.web.services import Services
from webinar.live.pages import extras, joining, snapshots, waiting
from webinar.live.presence.actions import Recorder
from webinar.live.remote.wire import for_remote
from webinar.operate.web import page_slices
from webinar.operate.web.health import Health
from webinar.people.accounts.access import signed_in_user
from webinar.people.accounts.refusals import wait_in_words
from webinar.people.accounts.setup import init_accounts
from webinar.room.engine.extension import make_socketio
from webinar.room.engine.live import Live
from webinar.room.rooms.seats import SeatTokens
from webinar.room.sessions.arrivals import Arrivals
from webinar.words import fallback_text, language_in_words, refusal_words, script_words

log = logging.getLogger(__name__)


def create_app(settings: Settings, library: Library | None = None) -> Flask:
    """Create the whole application, not yet serving: `live.start()` begins its background work.

    `library` contains the modules to teach; by default, it is read from the settings' folder, or
    from what an earlier start kept of it.
    """
    share_locks()
    app = _App("webinar", static_folder=None, template_folder="../templates")
    app.url_map.converters["int"] = Number
    _configure(app, settings)
    socketio = make_socketio(
        settings.origins,
        settings.message_queue,
        f"webinar-{token_hash(settings.database_url)[:16]}",
        heard_by_remotes=for_remote,
        place=f"{socket.gethostname()}:{settings.port}",
    )
    socketio.init_app(app)
    library = library or read_kept_library(settings.modules, settings.instance)
    app.extensions["webinar"] = _make_services(settings, socketio, library)
    init_i18n(app)
    app.jinja_env.globals.update(TEMPLATE_GLOBALS)
    app.add_template_global(features.folder_of)
    app.add_template_global(fallback_text)
    app.add_template_global(language_in_words)
    app.add_template_global(script_words)
    init_assets(app, settings.static_dist)
    init_brand(app)
    init_accounts(app)
    _register_features(app)
    _register_errors(app)
    app.after_request(_compress)
    # The last one added runs first.
    app.after_request(word_names)
    media = settings.media_server
    app.wsgi_app = Wrapped(  # type: ignore[method-assign]
        app.wsgi_app,
        settings.origins,
        is_https=settings.is_https,
        media=media.origins if media else (),
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=0, x_prefix=0
        )
    return app


class _App(Flask):
    url_rule_class = LateRule
    jinja_environment = page_slices.Environment

    def full_dispatch_request(self) -> Response:
        """Read and render pages in slices; see `page_slices`."""
        if not page_slices.are_for(request, self.view_functions):
            return super().full_dispatch_request()
        try:
            with slices.cutting():
                return super().full_dispatch_request()
        except slices.NoPlace:
            busy = Refused("try_again", retryable=True)
            return self.finalize_request(self.handle_user_exception(busy))

    def log_exception(self, exc_info: Any) -> None:
        """Log a failure around a view by its endpoint, as views do: URLs hold one-time links."""
        log.error("error around %s", request.endpoint, exc_info=exc_info)


def _configure(app: Flask, settings: Settings) -> None:
    app.secret_key = settings.secret_key
    app.config.update(
        SECRET_KEY_FALLBACKS=[*settings.former_keys],
        MAX_CONTENT_LENGTH=256 * 1024,
        MAX_FORM_MEMORY_SIZE=256 * 1024,
        MAX_FORM_PARTS=100,
    )
    app.json = _Json(app)
    app.jinja_env.template_class = page_slices.Template
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


class _Json(flask.json.provider.DefaultJSONProvider):
    """Encodes JSON as the rest of the server does: UTF-8 instead of escapes, keys in order."""

    ensure_ascii = False
    sort_keys = False
    mimetype = "application/json"

    @staticmethod
    def default(value: Any) -> Any:
        """Serialise values that JSON does not know; read-only mappings are objects, too."""
        if isinstance(value, MappingProxyType):
            return value.copy()
        return flask.json.provider.DefaultJSONProvider.default(value)


def _make_services(settings: Settings, socketio: SocketIO, library: Library) -> Services:
    db = Database(settings.database_url)
    seats = SeatTokens(settings.secret_key, settings.former_keys)
    live = Live(socketio, db, seats, Recorder(boot=secrets.token_hex(8)), settings.transport)
    return Services(
        settings=settings, db=db, library=library, live=live, arrivals=Arrivals(live.run)
    )


def _register_features(app: Flask) -> None:
    features.load("sockets")
    for module in features.modules("views"):
        app.register_blueprint(module.bp)
    # Read the features' hooks now, and not during the first request.
    features.every()
    for part in (joining, waiting, extras, snapshots):
        app.register_blueprint(part.bp)
    app.add_url_rule("/healthz", "healthz", Health().answer)


def _register_errors(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(Exception, _unexpected)


def _http_error(error: HTTPException) -> Any:
    code = error.code
    if error.response is not None or code is None or code < 400:
        return error.get_response()
    if request.path.startswith(FILES):
        # No reader sees a page in place of a picture, and these requests have no limit.
        return error.get_response()
    _notice_refusal(code)
    wait = error.get_response().headers.get("Retry-After", "")
    detail = wait_in_words(int(wait)) if wait.isdecimal() else ""
    page = render_template("errors/error.html", code=code, detail=detail)
    response = Response(page, status=code)
    if wait:
        response.headers["Retry-After"] = wait
    return response


def _notice_refusal(code: int) -> None:
    """Count refusals of pages to signed-in users; each minute, the counts go to the audit log."""
    user = signed_in_user() if code in (403, 404) and request.endpoint else None
    if user is not None and request.endpoint is not None:
        notice("access.refused", user.id, page=request.endpoint, code=code)


def _refused(refusal: Refused) -> tuple[str, int]:
    words = refusal_words().get(refusal.code)
    status = 429 if refusal.code == "rate" else 503 if refusal.retryable else 409
    return render_template("errors/error.html", code=status, detail=words), status


def _unexpected(error: Exception) -> tuple[str, int]:
    """Show an id by which to find the error in the log, and nothing of the error itself."""
    reference = secrets.token_hex(4)
    log.error("error %s at %s", reference, request.endpoint, exc_info=error)
    return render_template("errors/error.html", code=500, reference=reference), 500


def _compress(response: Response) -> Response:
    """Gzip pages: on a slow link, the page is most of the data to fetch before the first slide.

    A redirect needs no page, because no browser shows it.
    """
    if response.location:
        response.set_data(b"")
        return response
    is_page = response.mimetype == "text/html" and not response.direct_passthrough
    if (
        is_page
        and request.accept_encodings.quality("gzip") > 0
        and "Content-Encoding" not in response.headers
    ):
        response.set_data(page_slices.compress(response.get_data()))
        response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
    return response
