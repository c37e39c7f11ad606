"""The words of the chat: in a participant's room and on the console."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from webinar.words import Words, plural_forms


def extras() -> Words:
    return {
        **_of_each(),
        "chat.place": _("Chat"),
        "chat.loading": _("Loading…"),
        "chat.to_hosts": _("The hosts only"),
        "chat.only_hosts": _("Only the hosts read what you write here."),
        "chat.from_hosts": _("To you only"),
        "chat.muted": _("You may read here. A host has paused your writing."),
        "chat.off": _("The chat is switched off."),
        "chat.sending": _("Sending…"),
        "chat.kept": _("Kept on this device, will be sent"),
        "chat.new": plural_forms(lambda n: ngettext("{n} new message", "{n} new messages", n)),
    }


def console() -> Words:
    return {
        "chat.private": _("Private"),
        **_of_each(),
        "chat.tab": _("Chat"),
        "chat.mode": _("Who may write"),
        "chat.mode.off": pgettext("chat", "Nobody"),
        "chat.mode.hosts": pgettext("chat", "To the hosts only"),
        "chat.mode.everyone": pgettext("chat", "Everyone"),
        "chat.switched_off": _("The chat is switched off. What was written stays in the record."),
        "chat.show": _("Show"),
        "chat.all": _("All messages"),
        "chat.answer": _("Answer privately"),
        "chat.remove": _("Remove"),
        "chat.remove_sure": _("Remove for good?"),
        "chat.mute": _("Pause writing"),
        "chat.unmute": _("Let them write again"),
        "chat.is_muted": _("Writing is paused"),
    }


def refusals() -> dict[str, str]:
    return {
        "chat_hosts_only": _("You can write to the hosts only"),
        "chat_muted": _("A host has paused your writing. You may go on reading."),
        "chat_off": _("The chat is switched off"),
        "too_many_messages": _("This session cannot hold more messages"),
        "unknown_message": _("This message does not exist"),
    }


def _of_each() -> Words:
    """The words for reading and writing a message, in the room and on the console."""
    return {
        "chat.none": _("Nobody has written anything yet."),
        "chat.earlier": _("Show earlier messages"),
        "chat.write": _("Message"),
        "chat.language": _("Written in"),
        "chat.to": pgettext("message", "To"),
        "chat.to_everyone": pgettext("message", "Everyone"),
        "chat.host": _("Host"),
        "chat.messages": _("Messages"),
        "chat.removed": _("This message was removed"),
        "chat.send": _("Send"),
    }
