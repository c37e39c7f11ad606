"""The key that signs certificates, and the public halves of all keys that ever did. No database.

The private key is a file of the operator's, or is made when the first certificate is issued. The
public half of each key is kept with the server's data under its own name, so that signatures of an
earlier key can still be checked.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

# NIST SP 800-57: 128 bits of security, as required after 2030.
BITS = 3072
ALGORITHM = "RS256"
Jwk = dict[str, Any]


class NoKey(Exception):
    """The key cannot be used; the message says why, for the operator's log."""


@dataclass(frozen=True)
class SigningKey:
    """A private key; `name` is its thumbprint (RFC 7638), the name of its public half."""

    private: RSAPrivateKey
    name: str


@dataclass(frozen=True)
class Ring:
    """A set of keys: `file` holds the private key, `published` is the folder of the public keys."""

    file: Path
    published: Path

    def signing_key(self) -> SigningKey:
        """The key to sign with; its public half is published before it signs anything.

        Raises `NoKey` where the file is no RSA key, and `OSError`.
        """
        if not self.file.exists():
            _make(self.file)
        key = _read(self.file)
        jwk = _public_jwk(key)
        self._publish(jwk)
        return SigningKey(key, jwk["kid"])

    def public_keys(self) -> list[Jwk]:
        """All published keys; the `kid` of each is its thumbprint. Makes no key."""
        return [json.loads(file.read_text()) for file in sorted(self.published.glob("*.json"))]

    def _publish(self, jwk: Jwk) -> None:
        path = self.published / f"{jwk['kid']}.json"
        if not path.exists():
            self.published.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write_once(path, json.dumps(jwk).encode())


def thumbprint(jwk: Jwk) -> str:
    """RFC 7638: SHA-256 of the members that every RSA key must have, in their one spelling."""
    members = {name: jwk[name] for name in ("e", "kty", "n")}
    text = json.dumps(members, separators=(",", ":"), sort_keys=True)
    return base64url(hashlib.sha256(text.encode()).digest())


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = generate_private_key(public_exponent=65537, key_size=BITS)
    _write_once(
        file,
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )


def _write_once(file: Path, content: bytes) -> None:
    """Write all or nothing; the first of several processes wins, the others read its file."""
    unfinished = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    handle = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "wb") as writing:
            writing.write(content)
            writing.flush()
            os.fsync(writing.fileno())
        os.link(unfinished, file)
    except FileExistsError:
        pass
    finally:
        unfinished.unlink(missing_ok=True)


def _read(file: Path) -> RSAPrivateKey:
    try:
        # Proving that its primes are primes would hold the interpreter for half a second. It is not
        # needed, since only the operator can put a file there.
        key = serialization.load_pem_private_key(
            file.read_bytes(), password=None, unsafe_skip_rsa_key_validation=True
        )
    except (ValueError, TypeError) as error:
        raise NoKey(f"{file} holds no private key that can be read without a password") from error
    if not isinstance(key, RSAPrivateKey) or key.key_size < 2048:
        raise NoKey(f"{file} must hold an RSA key of at least 2048 bits")
    return key


def _public_jwk(key: RSAPrivateKey) -> Jwk:
    numbers = key.public_key().public_numbers()
    jwk = {"kty": "RSA", "n": _number(numbers.n), "e": _number(numbers.e)}
    return {**jwk, "kid": thumbprint(jwk), "use": "sig", "alg": ALGORITHM}


def _number(value: int) -> str:
    return base64url(value.to_bytes(-(-value.bit_length() // 8), "big"))
