"""The reasons for not bringing something to the stage, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _

# Only hosts can meet these refusals.
FOR_HOSTS = True


def refusals() -> dict[str, str]:
    return {"not_for_stage": _("This cannot be brought to the stage")}
