"""The language of a page: chosen, remembered, or guessed from the browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from babel import localedata
from flask import Blueprint, Flask, Response, g, redirect, request
from flask_babel import Babel, refresh

from webinar.kit import concurrency
from webinar.kit.language_fallback import resolve
from webinar.kit.languages import DEFAULT, LANGUAGES, our_tag
from webinar.kit.numerals import decimal
from webinar.kit.text import is_own_path
from webinar.kit.web.services import services

COOKIE = "language"
YEAR_SECONDS = 365 * 24 * 3600

bp = Blueprint("i18n", __name__)

Keeper: TypeAlias = Callable[[str], None]
_keepers: list[Keeper] = []


def on_choice(keep: Keeper) -> Keeper:
    """Register a function to call with each language that a reader chooses in a page's menu."""
    _keepers.append(keep)
    return keep


def init_i18n(app: Flask) -> None:
    """Set Flask-Babel up and give templates the language of the page."""
    # Documents are worded off the loop while pages are worded in it: a patched lock that both wait
    # for would never be given to the other.
    localedata._cache_lock = concurrency.real_lock()
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    Babel(app, locale_selector=lambda: LANGUAGES[page_language()].locale)
    app.register_blueprint(bp)
    app.context_processor(_template_globals)


def page_language() -> str:
    """The tag of this request's language; decided once per request."""
    if "page_language" not in g:
        g.page_language = _chosen_language() or _guessed_language()
    language: str = g.page_language
    return language


def use_language(tag: str) -> None:
    """Show this page in a member's own language, even if the cookie names another."""
    g.page_language = our_tag(tag) or DEFAULT
    refresh()


@bp.post("/language")
def choose() -> Response:
    """Remember a language and go back to the page."""
    response = redirect(safe_path(request.form.get("next", "")))
    tag = our_tag(request.form.get("language", ""))
    if tag is not None:
        remember(response, tag)
        for keep in _keepers:
            keep(tag)
    return response  # type: ignore[return-value]  # Werkzeug's own response class


def remember(response: object, tag: str) -> None:
    """Put the language into its cookie, which holds no secret and outlives the session."""
    set_cookie = getattr(response, "set_cookie")  # noqa: B009  both response classes have it
    set_cookie(
        COOKIE,
        tag,
        max_age=YEAR_SECONDS,
        samesite="Lax",
        httponly=True,
        secure=services().settings.is_https,
        path="/",
    )


def safe_path(path: str) -> str:
    """A path of our own, never another site; the front page for everything else."""
    return path if is_own_path(path) else "/"


def _chosen_language() -> str | None:
    return our_tag(request.cookies.get(COOKIE, ""))


def _guessed_language() -> str:
    for tag, _quality in request.accept_languages:
        own_tag = our_tag(tag)
        if own_tag is not None:
            return own_tag
    return DEFAULT


def _template_globals() -> dict[str, object]:
    tag = page_language()
    return {
        "page_language": tag,
        "page_direction": LANGUAGES[tag].direction,
        "LANGUAGES": [(language.tag, language.name) for language in LANGUAGES.values()],
        "language_name": language_name,
        "in_language": lambda texts: resolve(texts, tag),
        "decimal": decimal,
    }


def language_name(tag: str) -> str:
    """Return a language's own name; the tag itself for a language that is not ours."""
    return LANGUAGES[tag].name if tag in LANGUAGES else tag
