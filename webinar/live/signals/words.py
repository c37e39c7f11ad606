"""The reasons for refusing signals, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _


def refusals() -> dict[str, str]:
    return {"hand_not_raised": _("This hand is not raised any more")}
