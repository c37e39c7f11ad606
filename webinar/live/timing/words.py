"""The reasons for refusing commands about time, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _

# Only hosts can meet these refusals.
FOR_HOSTS = True


def refusals() -> dict[str, str]:
    return {
        "break_too_long": _("That is more than four hours away"),
        "nothing_runs": _("No countdown and no break is running"),
        "session_too_long": _("The session cannot be made longer"),
    }
