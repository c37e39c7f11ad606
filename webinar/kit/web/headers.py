"""Security headers and limits for each address, for the whole application and Socket.IO.

Engine.IO answers before Flask is asked, so this is WSGI middleware and not an after-request hook.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import parse_qs

from webinar.kit.concurrency import Turns
from webinar.kit.limits import Limit, Limits
from webinar.kit.networks import customer_of
from webinar.kit.web.kept_answers import KeptAnswers, StartResponse, Wsgi

# Handshakes from one address: a whole session may sit behind it, and come back after a restart.
HANDSHAKES = Limit(3000, 60)
# All other requests from one address, but for files: joining takes about seven requests, so 400
# people need 2,800.
PAGES = Limit(3000, 60)
# Still pictures from one address: a thousand phones behind it fetch one every ten seconds.
STILLS = Limit(7000, 60)
STILL_FILES = "/stills/"
SOCKETS = "/socket.io/"
# Files have no limit: they are cheap, and for a slide with a picture every device sends a request.
FILES = ("/static/", "/modules/")
# Scripts and style sheets. They are no pages, so what a page may ask for and who may frame it would
# only cost bytes on slow links; a worker keeps the content policy of its script.
BUNDLES = "/static/"
OF_PAGES = {"Permissions-Policy", "Cross-Origin-Opener-Policy", "X-Frame-Options"}
RETRY_SECONDS = "5"
# The pages on which people study courses and keep them on the device.
COURSES = "/study/"
# The pages on which people hear a session's voice, and speak.
ROOMS = "/rooms/"
# The pages on which people watch a session again, with its recording.
REPLAYS = "/replay/"
# The page on which presenters show pictures of themselves and of their screens.
CONSOLE = "/console"


def policy(
    origins: Sequence[str],
    *,
    images: str = "'self'",
    frames: Sequence[str] = (),
    forms: Sequence[str] = (),
    keeps: bool = False,
    sounds: str = "",
    media: Sequence[str] = (),
) -> str:
    """The content security policy: nothing inline, nothing from elsewhere.

    Older browsers do not take 'self' to include WebSockets, so our own are named. `images` is for
    the page that shows what a device keeps, images included. `frames` are the sites that may frame
    the page, and `forms` are the sites that it may send a form to. A page that `keeps` a course on
    the device may start a service worker, and a page that plays `sounds` names their sources
    (`blob:` for those that it makes from the bytes that it receives), `media` being the media
    servers that it may connect to; on all other pages these words would only cost bytes.
    """
    framed_by = " ".join(frames) or "'none'"
    sockets = " ".join([*(origin.replace("http", "ws", 1) for origin in origins), *media])
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src {images}",
            "font-src 'self'",
            f"connect-src 'self' {sockets}".rstrip(),
            *(["worker-src 'self'"] if keeps else []),
            *([f"media-src {sounds}"] if sounds else []),
            " ".join(("form-action 'self'", *forms)),
            "base-uri 'none'",
            "object-src 'none'",
            f"frame-ancestors {framed_by}",
            "require-trusted-types-for 'script'",
            "trusted-types app lit-html" + (" worker" if keeps else ""),
        )
    )


class Wrapped:
    """The WSGI application with headers on every response."""

    def __init__(
        self, inner: Wsgi, origins: Sequence[str], *, is_https: bool, media: Sequence[str] = ()
    ) -> None:
        """`media` are the origins of the media servers that carry voice."""
        self._kept = KeptAnswers(inner)
        self._limits, self._turns = Limits(), Turns()
        self._policies = {
            COURSES: policy(origins, keeps=True, sounds="'self'"),
            ROOMS: policy(origins, sounds="blob:", media=media),
            REPLAYS: policy(origins, sounds="'self'"),
        }
        self._policy = policy(origins)
        self._headers = [
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("X-Frame-Options", "DENY"),
        ]
        if is_https:
            self._headers.append(
                ("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
            )

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        # Browsers always offer to compress frames, and accepting costs more memory and time than
        # our short messages could ever save.
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)

        path = _path(environ)
        place = next((place for place in self._policies if path.startswith(place)), None)
        content_policy = self._policies[place] if place else self._policy

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            present = {name.lower() for name, _ in headers}
            permissions = _permissions(
                path, may_speak=place == ROOMS, is_page=any(_is_of_page(*pair) for pair in headers)
            )
            defaults = [
                ("Content-Security-Policy", content_policy),
                ("Permissions-Policy", permissions),
                *self._headers,
            ]
            added = [pair for pair in defaults if pair[0].lower() not in present]
            if path.startswith(BUNDLES) and status.startswith("200"):
                added = [pair for pair in added if pair[0] not in OF_PAGES]
            if any(_allows_framing(*pair) for pair in headers):
                # Some sites may frame the page, but this header could only forbid all of them.
                added = [pair for pair in added if pair[0] != "X-Frame-Options"]
            # Nearly every page and file is personal; a response that may be cached says so itself.
            if "cache-control" not in present:
                added.append(("Cache-Control", "no-store"))
            return start_response(status, headers + added, *rest)

        refusal = self._refusal(environ)
        if refusal is not None:
            status, *headers = refusal
            start(status, [("Content-Length", "0"), *headers])
            return [b""]
        kept = self._kept.find(environ)
        if kept is not None:
            start(kept.status, [*kept.headers])
            return [kept.body]
        if not path.startswith(SOCKETS):
            self._turns.take(in_haste=_has_begun(environ))
        return self._kept(environ, start)

    def _refusal(self, environ: dict[str, Any]) -> tuple[Any, ...] | None:
        """The status and headers for a request to refuse before other code reads it, or None."""
        if "HTTP_TRANSFER_ENCODING" in environ:
            # None of our clients streams, and a body without a length has no bound.
            return ("411 Length Required",)
        if _is_upgrade(environ) and environ.get("HTTP_SEC_WEBSOCKET_VERSION") != "13":
            # eventlet still speaks the drafts of 2010, whose messages have no bound.
            return ("426 Upgrade Required", ("Sec-WebSocket-Version", "13"))
        limit = _limit_of(environ)
        if limit is not None and not self._limits.take(
            limit, customer_of(environ.get("REMOTE_ADDR", ""))
        ):
            retry_headers = [("Retry-After", RETRY_SECONDS)]
            if limit is PAGES and environ.get("REQUEST_METHOD") == "GET":
                # Readers of the page need not do anything: the browser asks again.
                retry_headers.append(("Refresh", RETRY_SECONDS))
            return ("429 Too Many Requests", *retry_headers)
        return None


def _permissions(path: str, *, may_speak: bool, is_page: bool) -> str:
    """Return what a page may ask for; on files the words about the screen would only cost bytes."""
    microphone = "(self)" if may_speak else "()"
    picture = "(self)" if may_speak and path.endswith(CONSOLE) else "()"
    screen = f"display-capture={picture}, " if is_page else ""
    return f"camera={picture}, {screen}microphone={microphone}, geolocation=(), payment=(), usb=()"


def _is_of_page(name: str, value: str) -> bool:
    return name.lower() == "content-type" and value.startswith("text/html")


def _allows_framing(name: str, value: str) -> bool:
    return name.lower() == "content-security-policy" and "frame-ancestors http" in value


def _is_upgrade(environ: dict[str, Any]) -> bool:
    return str(environ.get("HTTP_UPGRADE", "")).strip().lower() == "websocket"


def _has_begun(environ: dict[str, Any]) -> bool:
    """Whether the client is on its way into a session, or in it, and not asking for a first page.

    When a hall comes at once, its first members can follow the session before its last ones have
    the page to join.
    """
    return "session=" in str(environ.get("HTTP_COOKIE", "")) or "HTTP_X_SEAT" in environ


def _path(environ: dict[str, Any]) -> str:
    return str(environ.get("PATH_INFO", ""))


def _limit_of(environ: dict[str, Any]) -> Limit | None:
    """Return the limit that a request counts towards for its address."""
    path = _path(environ)
    if path.startswith(SOCKETS):
        return None if "sid" in parse_qs(str(environ.get("QUERY_STRING", ""))) else HANDSHAKES
    if path.startswith(STILL_FILES):
        return STILLS
    return None if path.startswith(FILES) else PAGES
