"""Sets of members' numbers as short texts: an eighth of a byte for each number up to the highest.

A thousand listeners would be four kilobytes of digits, in every report to every host.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable

from webinar.room.rooms.models import MemberNumber


def packed(numbers: Iterable[MemberNumber]) -> str:
    """Return base64 of bytes in which bit `n % 8` of byte `n // 8` is set for each number `n`.

    The lowest bit of a byte is its bit 0. No numbers give an empty text.
    """
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return base64.b64encode(bits.to_bytes((bits.bit_length() + 7) // 8, "little")).decode()
