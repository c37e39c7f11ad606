"""The reasons for refusing a picture, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _

# Only hosts can meet these refusals.
FOR_HOSTS = True


def refusals() -> dict[str, str]:
    return {
        "picture_lost": _(
            "Your picture is no longer shown: another host took it away or shows one"
        ),
        "picture_too_large": _("The picture is too large"),
        "picture_unreadable": _("The server cannot read this picture"),
    }
