"""The reasons for refusing commands about speaking participants, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _

# A participant's page shows whether they may speak; it needs no sentence for a refusal.
FOR_HOSTS = True


def refusals() -> dict[str, str]:
    return {"no_grant": _("This person's time to speak is over")}
