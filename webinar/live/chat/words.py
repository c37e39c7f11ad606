"""The reasons for refusing commands about the chat, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _


def refusals() -> dict[str, str]:
    return {
        "chat_hosts_only": _("You can write to the hosts only"),
        "chat_muted": _("A host has paused your writing. You may go on reading."),
        "chat_off": _("The chat is switched off"),
        "too_many_messages": _("This session cannot hold more messages"),
        "unknown_message": _("This message does not exist"),
    }
