"""The words for the parts that a participant's room loads after its first screen."""

from __future__ import annotations

import gzip
from functools import lru_cache
from hashlib import sha256

import msgspec
from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from webinar.kit.languages import LANGUAGES, our_tag
from webinar.kit.packed_json import packed_json
from webinar.kit.slices import in_one_piece
from webinar.kit.web.i18n import page_language
from webinar.words import FIRST_REFUSALS, refusals_of_rooms, script_words

bp = Blueprint("extras", __name__)

# The extras, and the scripts that they load once these are needed.
SCRIPTS = ("extras.js", "listener.js", "stills.js", "marks.js", "result.js")
# A year, in seconds.
FOR_EVER = "public, max-age=31536000, immutable"


@bp.get("/words/<language>")
@in_one_piece
def words(language: str) -> ResponseReturnValue:
    """Send the words, which hold no secrets.

    Pages use an address with the version of the content, so browsers may keep the answer for ever.
    """
    tag = our_tag(language)
    if tag is None:
        abort(404)
    content, packed, version = _packed_words(tag)
    response = packed_json(content, packed)
    response.headers["Cache-Control"] = (
        FOR_EVER if request.args.get("v") == version else "private, no-cache"
    )
    return response


@bp.app_template_global()
def extras_words_address() -> str:
    """Return the address of the additional words in the language of this page."""
    tag = page_language()
    return url_for("extras.words", language=tag, v=_packed_words(tag)[2])


@lru_cache
def _packed_words(tag: str) -> tuple[bytes, bytes, str]:
    """Return the words as JSON, the same compressed, and their hash.

    The cache never expires, because the words do not change while the server runs.
    """
    with force_locale(LANGUAGES[tag].locale):
        refusals = refusals_of_rooms()
        other_refusals = {
            code: text for code, text in refusals.items() if code not in FIRST_REFUSALS
        }
        content = msgspec.json.encode(script_words(*SCRIPTS, refusals=other_refusals))
    return content, gzip.compress(content, 9), sha256(content).hexdigest()[:12]
