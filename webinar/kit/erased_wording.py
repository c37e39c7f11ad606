"""Names of erased people, in the words of each reader."""

from __future__ import annotations

from flask import Response
from flask_babel import gettext as _

from webinar.kit.erased_names import BEGINS, STORED


def word_erased_names(text: str) -> str:
    """Return the text with erased people's names in the language of the page; for files, too."""
    if BEGINS not in text:
        return text
    return STORED.sub(lambda match: _("Erased person %(number)s", number=match[1]), text)


def word_names(response: Response) -> Response:
    """Word the names in a page that is about to be sent."""
    if response.mimetype == "text/html" and not response.direct_passthrough:
        if BEGINS.encode() in (page := response.get_data()):
            response.set_data(word_erased_names(page.decode()))
    return response
