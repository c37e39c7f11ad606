"""The reasons for refusing a question or an answer, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from webinar import words
from webinar.kit.errors import Refused
from webinar.kit.numerals import digits
from webinar.learn.inquiries.models import LONGEST_ANSWER, LONGEST_QUESTION, MOST_OPEN


def refusal_text(refusal: Refused, typed: str) -> str:
    """Return the reason for a refusal; `typed` is the text that was not saved."""
    excess = len(typed) - (LONGEST_ANSWER if refusal.code == "answer_long" else LONGEST_QUESTION)
    long_text = digits(
        ngettext(
            "The text is too long by %(num)d character. It is not sent yet: shorten it.",
            "The text is too long by %(num)d characters. It is not sent yet: shorten it.",
            max(excess, 1),
        )
    )
    own_words = {
        "inquiry_long": long_text,
        "answer_long": long_text,
        "answer_empty": _("Write an answer, or mark the question as done without one."),
        "answer_changed": _(
            "Somebody else has answered meanwhile. Yours is in the field: compare."
        ),
        "answer_unsaved": _("The answer is not saved: save it, or empty the field."),
        "inquiries_many": digits(
            ngettext(
                "%(num)d question of yours waits for an answer. Wait for it before you ask more.",
                "%(num)d questions of yours wait for an answer. Wait for one before you ask more.",
                MOST_OPEN,
            )
        ),
        "course_closed": _("This course is closed now. Your question was not sent."),
    }
    return words.refusal_text(refusal, own_words)
