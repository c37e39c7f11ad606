"""The words of courses that are kept on a device."""

from __future__ import annotations

from flask_babel import gettext as _

from webinar.kit.languages import OWN_NAMES
from webinar.words import ScriptWords, refusal_words, script_words


def kept_words() -> ScriptWords:
    """Return the words of pages about a course on this device; each language is named in itself."""
    return script_words("offline.js", refusals=refusals_of_deeds(), languages=OWN_NAMES)


def refusals_of_deeds() -> dict[str, str]:
    """Return the reasons why the server did not accept entries made without a network, by code."""
    known = refusal_words()
    codes = (
        "course_closed",
        "unknown_slide",
        "not_asked",
        "unknown_option",
        "one_choice_only",
    )
    return {
        **{code: known[code] for code in codes},
        "too_much": _("You have answered this too often. What you did before is kept."),
        "internal": _("The server did not understand it."),
    }


def size_text(size: int) -> str:
    """Write a number of bytes in kB or MB, rounded up."""
    if size < 1_000_000:
        return str(_("%(n)s kB", n=-(-size // 1000)))
    return str(_("%(n)s MB", n=-(-size // 100_000) / 10))
