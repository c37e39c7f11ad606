"""Random codes and tokens, and how tokens are stored."""

import base64
import hashlib
import hmac
import secrets

# Without 0 O 1 I L U: no look-alikes on a slide, and few words.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8
# Codes of personal cards are longer, so that nobody takes one for a session's.
CARD_CODE_LENGTHS = range(12, 16)

# Cyrillic letters that people type instead of the Latin ones, and look-alikes.
_LOOK_ALIKES = str.maketrans("АВЕКМНРСТХОІЗ", "ABEKMHPCTXOI3")


def new_code(length: int = CODE_LENGTH) -> str:
    """A session's code: 8 of 30 symbols, 39 bits; a longer one has 4.9 bits for each."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(length))


def code_of(text: str) -> str:
    """A code made from this text, the same each time: for things that must be made only once."""
    number = int.from_bytes(hashlib.sha256(text.encode()).digest())
    letters = len(CODE_ALPHABET)
    return "".join(
        CODE_ALPHABET[number // letters**place % letters] for place in range(CODE_LENGTH)
    )


def row_name() -> str:
    """16 random hex digits that name a row whose id must not reveal when it was added."""
    return secrets.token_hex(8)


def new_token() -> str:
    """256 random bits, safe in a URL."""
    return secrets.token_urlsafe(32)


def new_seal() -> str:
    """48 random bits, not secret, that tell a row from an earlier row with the same id."""
    return secrets.token_urlsafe(6)


def token_hash(token: str) -> str:
    """The stored form of a token: a leaked database signs nobody in."""
    return hashlib.sha256(token.encode()).hexdigest()


def derived_token(purpose: str, seed: str, secret_key: str) -> str:
    """A personal link's token: 256 bits that only this server can make, the same each time.

    A thief of the database alone, and so of the seed, cannot make it.
    """
    digest = hmac.digest(secret_key.encode(), f"{purpose}:{seed}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def is_derived(token: str, purpose: str, seed: str, *secret_keys: str) -> bool:
    """Whether one of these keys makes this token."""
    tokens = [derived_token(purpose, seed, key) for key in secret_keys]
    # Strangers' JSON may hold halves of characters, which have no encoding.
    encoded = token.encode("utf-8", "surrogatepass")
    return any([hmac.compare_digest(candidate.encode(), encoded) for candidate in tokens])


def shown_token(purpose: str, seed: str, stored_hash: str, *secret_keys: str) -> str:
    """The token of this seed, to show a link again; empty if the server has lost the token's key.

    Even then the link keeps working, since the stored hash finds it.
    """
    for key in secret_keys:
        token = derived_token(purpose, seed, key)
        if hmac.compare_digest(token_hash(token), stored_hash):
            return token
    return ""


def read_code(typed: str, length: int = CODE_LENGTH) -> str:
    """The code that a person meant who typed spaces, dashes, lower case or Cyrillic letters.

    Returns an empty string if the text cannot be a code.
    """
    letters = "".join(
        letter for letter in typed.upper().translate(_LOOK_ALIKES) if letter.isalnum()
    )
    is_code = len(letters) == length and all(letter in CODE_ALPHABET for letter in letters)
    return letters if is_code else ""


def read_card_code(typed: str) -> str:
    """The code of a personal card that a person meant, read as `read_code` does."""
    return next(filter(None, (read_code(typed, length) for length in CARD_CODE_LENGTHS)), "")


def show_code(code: str) -> str:
    """A code as people read it out: in groups of four."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))
