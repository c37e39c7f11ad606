"""The state and the nonce of a launch: made without storage, recognised by the key.

A GET may begin a launch, so beginning stores nothing here. The state carries its time, and the
nonce is derived from the state. The browser keeps the state in a cookie, so that an attacker cannot
make another browser finish a launch that the attacker began. The nonce is stored when it is used,
so that a launch is used once.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from webinar.kit.tokens import derived_token, is_derived

# The time from the press at the platform to its answer; the person may have to sign in there first.
LASTS_SECONDS = 15 * 60
# Between several processes, one clock may be a little behind.
SKEW_SECONDS = 60


def new_state(key: str, at: datetime) -> str:
    seed = f"{int(at.timestamp())}.{secrets.token_urlsafe(24)}"
    return f"{seed}.{derived_token('lti-state', seed, key)}"


def is_state(state: str, keys: tuple[str, ...], at: datetime) -> bool:
    """Whether we made this state, not too long ago."""
    seed, _, signature = state.rpartition(".")
    if not is_derived(signature, "lti-state", seed, *keys):
        return False
    age = at.timestamp() - int(seed.partition(".")[0])
    return -SKEW_SECONDS <= age <= LASTS_SECONDS


def nonce_of(state: str, key: str) -> str:
    """Return the nonce that belongs to this state."""
    return derived_token("lti-nonce", state, key)


def is_nonce_of(nonce: str, state: str, keys: tuple[str, ...]) -> bool:
    return is_derived(nonce, "lti-nonce", state, *keys)


def cookie_of(state: str) -> str:
    """Return the name of the state's cookie: launches in several tabs have separate cookies."""
    return "lti-" + hashlib.sha256(state.encode()).hexdigest()[:16]
