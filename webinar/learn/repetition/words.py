"""The reasons for refusing an answer in a repetition, in the language of the request."""

from __future__ import annotations

from flask_babel import gettext as _

from webinar.kit.errors import Refused
from webinar.learn.study import words


def refusal_text(refusal: Refused) -> str:
    if refusal.code != "not_due":
        return words.refusal_text(refusal)
    text: str = _(
        "This answer was not needed: the question was repeated today already, perhaps on another"
        " device, or the course no longer asks it."
    )
    return text
