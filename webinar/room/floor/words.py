"""The reasons for refusing commands about the floor, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _

# Only hosts can get these refusals.
FOR_HOSTS = True


def refusals() -> dict[str, str]:
    return {
        "floor_elsewhere": _("Somebody else is presenting now. Take over first."),
        "floor_moved": _("Somebody else has taken over meanwhile"),
        "not_a_presenter": _("This person does not present in this session"),
    }
