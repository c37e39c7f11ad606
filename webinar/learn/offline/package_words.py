"""The words of packages for USB sticks: the player's additional words, and the README."""

from __future__ import annotations

from flask_babel import gettext as _


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
