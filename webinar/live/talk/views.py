"""The address from which a participant's page loads what speaking needs, once they may speak."""

from __future__ import annotations

import msgspec
from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from webinar.kit.languages import LANGUAGES, our_tag
from webinar.kit.packed_json import packed_json
from webinar.kit.web.assets import asset
from webinar.kit.web.script_texts import script_texts

bp = Blueprint("talk", __name__)


@bp.get("/talk/<language>")
def talker(language: str) -> ResponseReturnValue:
    """Send the words of the speaker's script, and where the script, its style and worklet are."""
    tag = our_tag(language)
    if tag is None:
        abort(404)
    with force_locale(LANGUAGES[tag].locale):
        texts = script_texts("talker.js")
    content = {
        "script": asset("talker.js"),
        "style": asset("talker.css"),
        "worklet": asset("capture.js"),
        "words": {"texts": texts},
    }
    response = packed_json(msgspec.json.encode(content))
    response.headers["Cache-Control"] = "private, no-cache"
    return response
