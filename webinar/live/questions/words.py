"""The reasons for refusing commands about questions, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _


def refusals() -> dict[str, str]:
    return {
        "anonymous_not_allowed": _("Questions without a name are not taken in this session"),
        "question_decided": _("This question has been decided meanwhile"),
        "question_not_open": _("This question is not open any more"),
        "questions_closed": _("No questions are taken now"),
        "too_many_questions": _("This session cannot hold more questions"),
        "unknown_question": _("This question does not exist any more"),
    }
