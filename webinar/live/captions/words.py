"""The reasons for refusing commands about captions, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _

# Only hosts can meet these refusals.
FOR_HOSTS = True


def refusals() -> dict[str, str]:
    return {
        "lane_elsewhere": _("Another interpreter is typing in this language now. Take over first."),
        "lane_moved": _("Another interpreter has taken over meanwhile"),
        "line_passed": _("Only the last line can be corrected"),
        "line_too_long": _("This line is too long. Send it in two parts."),
        "no_lane": _("The organiser has not said into which language you interpret"),
    }
