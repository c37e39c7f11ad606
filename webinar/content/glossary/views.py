"""The glossary as a page for everybody, and as JSON for the panel on a slide."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webinar.content.glossary.entries import (
    MAX_QUERY_CHARACTERS,
    by_letter,
    direction_of,
    entries,
    matching,
)
from webinar.content.glossary.packing import glossary_json, packed, version_of
from webinar.kit.languages import LANGUAGES, our_tag
from webinar.kit.packed_json import packed_json
from webinar.kit.web.i18n import page_language, use_language
from webinar.kit.web.services import services
from webinar.words import fallback_texts, script_words

bp = Blueprint("glossary", __name__)

FOR_EVER = "public, max-age=31536000, immutable"


@bp.get("/glossary/<language>")
def page(language: str) -> ResponseReturnValue:
    """Show the whole list in one language. It holds nothing secret.

    Terms that a search does not find are hidden in the page, so that a script can show them again.
    """
    tag = _tag_or_404(language)
    glossary = services().library.glossary
    query = request.args.get("q", "").strip()[:MAX_QUERY_CHARACTERS]
    everything = entries(glossary, tag)
    response = Response(
        render_template(
            "content/glossary/glossary.html",
            language=tag,
            query=query,
            letters=by_letter(everything, tag),
            shown={entry.id for entry in matching(everything, query)},
            is_empty=not everything,
            is_translated=tag in glossary.languages,
            fallbacks=fallback_texts(),
            words=script_words("glossary.js"),
            direction_of=direction_of,
        )
    )
    response.headers["Cache-Control"] = "private, max-age=60"
    return response


@bp.get("/glossary/<language>.json")
def terms(language: str) -> ResponseReturnValue:
    """Send the terms as JSON. An address with the content's version may be cached for ever."""
    tag = _tag_or_404(language)
    content = glossary_json(services().library.glossary, tag)
    version = version_of(content)
    response = packed_json(content, packed(content))
    response.headers["Cache-Control"] = (
        FOR_EVER if request.args.get("v") == version else "private, no-cache"
    )
    response.set_etag(f"{version}-{response.content_encoding or 'plain'}")
    return response.make_conditional(request)


@bp.app_template_global()
def glossary_address() -> str:
    """Return the address of the glossary in the page's language; "" if there is no glossary."""
    if not services().library.glossary.terms:
        return ""
    return url_for("glossary.page", language=page_language())


@bp.app_template_global()
def glossary_json_address() -> str:
    """Return the address of the glossary's JSON, by its content."""
    tag = page_language()
    version = version_of(glossary_json(services().library.glossary, tag))
    return url_for("glossary.terms", language=tag, v=version)


def _tag_or_404(language: str) -> str:
    """Return a language of the interface or the glossary, and use it for the page if possible."""
    glossary = services().library.glossary
    tag = language if language in {*LANGUAGES, *glossary.languages} else our_tag(language)
    if tag is None:
        abort(404)
    use_language(tag)
    return tag
