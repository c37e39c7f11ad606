"""Personal PINs of people who vote on a device that is passed round. No Flask, no database.

The limit on tries protects a PIN of four digits; its hash does not. The hash only keeps readers of
a backup from seeing a number that people may use elsewhere, too. So the hash is a cheap one, which
does not hold up the room's queue.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from webinar.kit.errors import Refused

# How many wrong PINs a person may type one after another.
TRIES = 5
_COST = {"n": 2**11, "r": 8, "p": 1}


def new_hash(pin: str) -> str:
    """Hash a PIN with a salt for storage.

    Raises `Refused("pin_shape")` unless it is four to six digits.
    """
    digits = _digits(pin)
    if not 4 <= len(digits) <= 6:
        raise Refused("pin_shape")
    salt = secrets.token_hex(8)
    return f"{salt}${_derive(digits, salt)}"


def is_pin(stored: str, pin: str) -> bool:
    salt, _, derived = stored.partition("$")
    return hmac.compare_digest(derived, _derive(_digits(pin), salt))


def _derive(digits: str, salt: str) -> str:
    return hashlib.scrypt(digits.encode(), salt=salt.encode(), dklen=32, **_COST).hex()


def _digits(pin: str) -> str:
    """Return the digits as ASCII: a Dari keyboard types other digits. Empty for anything else."""
    pin = pin.strip()
    if not pin.isdecimal() or len(pin) > 6:
        return ""
    return "".join(str(int(digit)) for digit in pin)
