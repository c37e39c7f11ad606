"""Proves possession of the server's key without sending it."""

from __future__ import annotations

import hashlib
import hmac
import time

HEADER = "X-Webinar-Proof"


def proof(secret_key: str, minutes_ago: int = 0) -> str:
    """Return a proof that is valid for this minute and the next."""
    minute = int(time.time() // 60) - minutes_ago
    return hmac.new(secret_key.encode(), f"status {minute}".encode(), hashlib.sha256).hexdigest()
