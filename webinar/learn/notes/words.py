"""The reasons for refusing a note, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from webinar import words
from webinar.kit.errors import Refused
from webinar.kit.numerals import digits
from webinar.learn.notes.models import LONGEST_NOTE


def refusal_text(refusal: Refused, typed: str) -> str:
    """Return the reason for a refusal; `typed` is the note that was not saved."""
    own_words = {
        "note_changed": _(
            "This note has been changed at another device. Nothing is lost: below are both texts."
            " Write what is to remain, and save it."
        )
    }
    if refusal.code == "note_long":
        count = len(typed) - LONGEST_NOTE
        own_words["note_long"] = digits(
            ngettext(
                "The note is too long by %(num)d character. It is not saved yet: shorten it.",
                "The note is too long by %(num)d characters. It is not saved yet: shorten it.",
                count,
            )
        )
    return words.refusal_text(refusal, own_words)
