"""Short codes that open personal pages: on printed cards, for people who cannot scan the square.

A code is 9 symbols that only this server can make for the link (44 bits), and the link's number.
Nothing is stored: a leaked database makes no code, a code ends together with its link, and a new
link has another one.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

from flask import url_for
from sqlalchemy.orm import Session

from webinar.kit.tokens import CARD_CODE_LENGTHS, CODE_ALPHABET
from webinar.kit.web.services import services
from webinar.room.cohorts import inviting, queries
from webinar.room.cohorts.models import PersonLink

_PROOF = 9
_NUMBER = CARD_CODE_LENGTHS[0] - _PROOF


def code_of(link: PersonLink, secret_keys: Sequence[str]) -> str:
    """Return the link's short code; empty if the server has lost the key that made the link."""
    for key in secret_keys:
        if inviting.token_of(link, key):
            return _proof(link.seed, key) + _spell(link.id, _NUMBER)
    return ""


def token_of_code(db: Session, code: str, secret_keys: Sequence[str]) -> str:
    """Return the token of the valid link that has this code; empty if there is none."""
    if len(code) not in CARD_CODE_LENGTHS:
        return ""
    link: PersonLink | None = db.get(PersonLink, _number(code[_PROOF:]))
    own_code = "" if link is None else code_of(link, secret_keys)
    if link is None or not own_code or not hmac.compare_digest(own_code, code):
        return ""
    token = inviting.token_of(link, *secret_keys)
    return "" if queries.find_holder(db, token) is None else token


def begin_address(db: Session, code: str) -> str | None:
    """Return the address of the personal page that this code opens."""
    token = token_of_code(db, code, services().settings.secret_keys)
    return url_for("cohorts.me.mine", token=token) if token else None


def _proof(seed: str, key: str) -> str:
    digest = hmac.digest(key.encode(), f"person-code:{seed}".encode(), hashlib.sha256)
    most = len(CODE_ALPHABET) ** _PROOF
    return _spell(int.from_bytes(digest) % most, _PROOF)


def _spell(number: int, length: int) -> str:
    """Return the number in the digits of the alphabet, at least so many."""
    symbols = ""
    while number or len(symbols) < length:
        number, digit = divmod(number, len(CODE_ALPHABET))
        symbols = CODE_ALPHABET[digit] + symbols
    return symbols


def _number(symbols: str) -> int:
    number = 0
    for symbol in symbols:
        number = number * len(CODE_ALPHABET) + CODE_ALPHABET.index(symbol)
    return number
