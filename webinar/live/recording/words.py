"""The reasons for refusing commands about the recording, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _

# Only hosts can meet these refusals.
FOR_HOSTS = True


def refusals() -> dict[str, str]:
    return {
        "not_recorded": _("The organiser did not choose to have this session recorded"),
        "recording_full": _("Too little space is left on the server to record"),
        "recording_fixed": _("The session has started: whether it is recorded is fixed now"),
    }
