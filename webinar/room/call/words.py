"""The words about calls: why a form is refused, and lines for letters and calendars."""

from __future__ import annotations

from flask_babel import get_locale
from flask_babel import gettext as _

from webinar.room.call.wire import CallDetails


def refusals_of_hosts() -> dict[str, str]:
    """Return what is wrong and what to do, by the codes of `entries.find_faults`."""
    return {
        "call_link_invalid": _("Write a whole web address that begins with https://"),
        "call_link_secret": _("Leave out the name or password before the @ in the address."),
        "call_link_long": _("The address is too long: at most 500 characters."),
        "call_phone_invalid": _(
            "Write one telephone number: digits, spaces, brackets, hyphens, and a + in front."
        ),
        "call_pin_long": _("The PIN is too long: at most 40 characters."),
        "call_pin_alone": _("A PIN needs an address or a telephone number."),
        "call_note_long": _("The note is too long: at most 500 characters."),
    }


def lines(call: CallDetails, *, with_pin: bool) -> list[str]:
    """Return the call as lines of plain text in the current language.

    Addresses and numbers stay as they are stored, also in languages with digits of their own.
    """
    texts = (
        (_("Open the call:"), call.link),
        (_("By telephone:"), number_in_text(call.phone)),
        (_("PIN:"), number_in_text(call.pin) if with_pin else ""),
    )
    return [*(f"{label} {text}" for label, text in texts if text), *call.note.splitlines()]


def number_in_text(number: str) -> str:
    """Return the number for plain text; text from right to left would turn it around.

    It is isolated (Unicode, UAX 9) only in such text, since not every program hides the marks.
    """
    is_turned = number and get_locale().text_direction == "rtl"
    return f"\u2066{number}\u2069" if is_turned else number
