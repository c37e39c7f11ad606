"""The names of the kinds of slides, in the language of the author's browser."""

from __future__ import annotations

from flask_babel import gettext as _


def kind_words() -> dict[str, str]:
    """Return the names of the kinds of slides, by the class on the heading."""
    return {
        "": _("Slide"),
        "poll": _("Poll"),
        "quiz": _("Quiz"),
        "scale": _("Scale"),
        "scenario": _("Group work"),
        "steps": _("Drafts of next steps"),
    }
