"""The words with which hosts bring content to the stage."""

from __future__ import annotations

from flask_babel import gettext as _

from webinar.words import Words

# Only hosts can meet these refusals.
FOR_HOSTS = True


def console() -> Words:
    return {
        "stage.show": _("Bring to the stage"),
        "stage.clear": _("Take off the stage"),
        "stage.is_up": _("On the stage now"),
    }


def refusals() -> dict[str, str]:
    return {"not_for_stage": _("This cannot be brought to the stage")}
