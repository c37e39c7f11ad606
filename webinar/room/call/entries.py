"""Reads what an organiser types about a call, and finds what is wrong with it. No database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, urlsplit, urlunsplit

from webinar.kit.errors import Refused
from webinar.kit.text import plain_lines

LONGEST_LINK = 500
LONGEST_PHONE = 40
LONGEST_PIN = 40
LONGEST_NOTE = 500
# A short number of a service has three digits; E.164 allows fifteen, and some dial a prefix first.
_FEWEST_DIGITS, _MOST_DIGITS = 3, 20
# No star, hash or comma: a link with them could run a service code of the reader's phone.
_PHONE = re.compile(r"\+?[0-9( ][0-9 ().\-/]*")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
# Characters that RFC 3986 allows are not quoted again; all others become ASCII.
_IN_LINK = "/%:@!$&'()*+,;=~-._?"


class Entry(NamedTuple):
    """The texts about a call in one language, as typed or as stored."""

    link: str = ""
    phone: str = ""
    pin: str = ""
    note: str = ""


def read_entry(typed: Entry) -> Entry:
    """Return the entry as it is stored. Refused: with a code of `find_faults`."""
    faults = find_faults(typed)
    if faults:
        raise Refused(next(iter(faults.values())))
    return Entry(
        _read_link(typed.link),
        _read_phone(typed.phone),
        _read_pin(typed.pin),
        _read_note(typed.note),
    )


def find_faults(typed: Entry) -> Mapping[str, str]:
    """Return the code of each field's fault, by the field's name.

    The codes are `call_link_invalid`, `call_link_secret`, `call_link_long`, `call_phone_invalid`,
    `call_pin_long`, `call_pin_alone` and `call_note_long`.
    """
    faults: dict[str, str] = {}
    for field, read in _READERS.items():
        try:
            read(getattr(typed, field))
        except Refused as refusal:
            faults[field] = refusal.code
    if typed.pin.strip() and not (typed.link.strip() or typed.phone.strip()):
        faults.setdefault("pin", "call_pin_alone")
    return faults


def dialled(phone: str) -> str:
    """Return the address that dials this number (RFC 3966)."""
    return "tel:" + "".join(letter for letter in phone if letter in "+0123456789")


def host_of(link: str) -> str:
    """Return the host that the link leads to, with its port if it has one."""
    return urlsplit(link).netloc


def _read_link(typed: str) -> str:
    """Return the link in ASCII, so that calendars take it and look-alike letters are exposed."""
    text = typed.strip()
    if not text:
        return ""
    if len(text) > LONGEST_LINK:
        raise Refused("call_link_long")
    if not text.isprintable() or any(letter in ' \\<>"' for letter in text):
        raise Refused("call_link_invalid")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
        ascii_host = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError as error:
        raise Refused("call_link_invalid") from error
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[a-z0-9.:\-]+", ascii_host):
        raise Refused("call_link_invalid")
    if "@" in parts.netloc:
        raise Refused("call_link_secret")
    place = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    link = urlunsplit(
        (
            parts.scheme,
            place if port is None else f"{place}:{port}",
            quote(parts.path, _IN_LINK),
            quote(parts.query, _IN_LINK),
            quote(parts.fragment, _IN_LINK),
        )
    )
    if len(link) > LONGEST_LINK:
        raise Refused("call_link_long")
    return link


def _read_phone(typed: str) -> str:
    text = " ".join(_ascii_digits(typed).translate(_DASHES).split())
    digit_count = sum(letter.isdigit() for letter in text)
    if not text:
        return ""
    if len(text) > LONGEST_PHONE or not _PHONE.fullmatch(text):
        raise Refused("call_phone_invalid")
    if not _FEWEST_DIGITS <= digit_count <= _MOST_DIGITS:
        raise Refused("call_phone_invalid")
    return text


def _read_pin(typed: str) -> str:
    text = " ".join(plain_lines(_ascii_digits(typed)).split())
    if len(text) > LONGEST_PIN:
        raise Refused("call_pin_long")
    return text


def _read_note(typed: str) -> str:
    text = plain_lines(typed.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(text) > LONGEST_NOTE:
        raise Refused("call_note_long")
    return text


def _ascii_digits(typed: str) -> str:
    """Return the text with digits of any script as telephones have them."""
    return "".join(
        str(unicodedata.digit(letter)) if letter.isdecimal() else letter for letter in typed
    )


_READERS = {
    "link": _read_link,
    "phone": _read_phone,
    "pin": _read_pin,
    "note": _read_note,
}
