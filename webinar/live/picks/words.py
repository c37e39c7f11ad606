"""The reasons for refusing commands of the fair choice, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _

# Only hosts can meet them.
FOR_HOSTS = True


def refusals() -> dict[str, str]:
    return {
        "nobody_to_pick": _("Nobody else who is here can be chosen"),
        "not_picked": _("Another host has changed the choice meanwhile"),
    }
