"""The words of packages for USB sticks: the player's additional words, and the README."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from webinar.words import Words, plural_forms


def package_words() -> Words:
    """Return the additional words of the player on a USB stick."""
    return {
        "usb.who": _("Who are you?"),
        "usb.new": _("Somebody else"),
        "usb.who_how": _(
            "Your answers stay on this computer under this name. Several people can use one "
            "computer in turn."
        ),
        "usb.name": _("Your name"),
        "usb.number": _("Your number, if you were given one"),
        "usb.listed": _("Choose your name"),
        "usb.not_listed": _("My name is not on the list"),
        "usb.no_name": _("Write your name"),
        "usb.begin": _("Begin"),
        "usb.other": _("Somebody else"),
        "usb.save": _("Save my answers"),
        "usb.nothing": _("There is nothing to save yet."),
        "usb.unsaved": plural_forms(
            lambda n: ngettext(
                "{n} entry is not in your answers file yet",
                "{n} entries are not in your answers file yet",
                n,
            )
        ),
        "usb.all_saved": _("Your answers file has everything. Give it to your organiser."),
        "usb.memory": _(
            "This browser keeps nothing: save your answers before you close this page."
        ),
        "usb.remove": _("Remove"),
        "usb.remove_sure": _("Yes, remove"),
        "usb.remove_note": _("What this person did is deleted from this computer."),
    }


def no_script_text() -> str:
    return str(_("This course needs JavaScript. Allow it here, or use another browser."))


def readme_text(title: str) -> str:
    """Return the README of a package; its lines end in CRLF, because old editors need that."""
    lines = (
        title,
        "",
        _("1. Unpack the zip file: do not open index.html from within it."),
        _("2. Open index.html in a browser, such as Chrome or Firefox. No network is needed."),
        _("3. Say who you are, read and answer. Everything stays on this computer."),
        _("4. Press “Save my answers” and give the file to your organiser: on a stick or by mail."),
        _("5. You may go on later and save again: nothing is counted twice."),
        "",
        _("On a computer that others use: remove your name on the first page when you are done."),
    )
    return "\r\n".join(lines) + "\r\n"
