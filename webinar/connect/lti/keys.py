"""Our own key, which signs our messages to platforms, and the keys that platforms publish."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

import requests

from config import Settings
from webinar.connect.lti.platform_requests import NotReached, PlatformSession
from webinar.kit import concurrency
from webinar.kit.signing_keys import Jwk, Ring, SigningKey

# Platforms' keys are trusted for this long; an unknown key is fetched sooner.
KEPT_SECONDS, ASK_AGAIN_SECONDS = 3600, 30
MOST_KEYS = 50
# Public-key signatures only: never a shared secret, and never "none".
ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "ES256", "ES384"})

_kept: dict[str, tuple[float, list[Jwk]]] = {}


def ring_of(settings: Settings) -> Ring:
    """Return our own key pair, which is made when first needed; certificates use another."""
    folder = settings.instance / "lti"
    return Ring(folder / "key.pem", folder / "published")


def signing_key(settings: Settings) -> SigningKey:
    """Return our own signing key, read off the loop, since making the first one takes a second."""
    return concurrency.offload(ring_of(settings).signing_key)


def published_keys(settings: Settings) -> list[Jwk]:
    """Return the public keys for checking our signatures; make a key if there is none yet."""
    signing_key(settings)
    return ring_of(settings).public_keys()


def key_of_platform(
    url: str, name: str, algorithm: str, origins: Iterable[str], *, insecure: bool
) -> Jwk | None:
    """Return the platform's key with this name and algorithm, else None. Raises `NotReached`."""
    fetched_at, keys = _kept.get(url, (float("-inf"), []))
    age = time.monotonic() - fetched_at
    key = _find(keys, name, algorithm)
    if age > KEPT_SECONDS or (key is None and age > ASK_AGAIN_SECONDS):
        keys = _fetch(url, origins, insecure=insecure)
        _kept[url] = (time.monotonic(), keys)
        key = _find(keys, name, algorithm)
    return key


def forget_keys() -> None:
    """Forget all platforms' keys, so that they are fetched again.

    Call this after a platform changed, and between tests.
    """
    _kept.clear()


def _find(keys: list[Jwk], name: str, algorithm: str) -> Jwk | None:
    kind = "RSA" if algorithm.startswith("RS") else "EC"
    for key in keys:
        is_named = key.get("kid") == name and key.get("kty") == kind
        # A key set need not name the use of its keys.
        if is_named and key.get("alg", algorithm) == algorithm and key.get("use", "sig") == "sig":
            return key
    return None


def _fetch(url: str, origins: Iterable[str], *, insecure: bool) -> list[Jwk]:
    try:
        with PlatformSession(origins, insecure=insecure) as session:
            response = session.get(url, headers={"Accept": "application/json"})
        content: Any = response.json() if response.ok else None
    except NotReached:
        raise
    except (requests.RequestException, ValueError) as error:
        raise NotReached("unreachable") from error
    keys = content.get("keys") if isinstance(content, dict) else None
    if not isinstance(keys, list):
        raise NotReached("unreachable")
    return [key for key in keys[:MOST_KEYS] if isinstance(key, dict)]
