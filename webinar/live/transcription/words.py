"""The reasons for refusing lines by machine, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _

# No participant can meet this refusal.
FOR_HOSTS = True


def refusals() -> dict[str, str]:
    return {"captions_replaced": _("Another program writes the captions now")}
