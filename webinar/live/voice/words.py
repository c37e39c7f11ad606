"""The reasons for refusing commands about voice, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _

# Only hosts can meet these refusals.
FOR_HOSTS = True


def refusals() -> dict[str, str]:
    return {
        "voice_lost": _("You no longer speak in this channel: it was taken over or given back"),
        "voice_moved": _("Somebody else has begun to speak there meanwhile"),
    }
