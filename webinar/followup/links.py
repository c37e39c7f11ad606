"""What is in the address of a personal link: 256 bits that only this server can make again."""

from __future__ import annotations

import base64
import hashlib
import hmac

from webinar.followup.models import FollowLink
from webinar.tokens import token_hash


def token_from(seed: str, secret_key: str) -> str:
    """The same each time; whoever has the database alone cannot make it."""
    made = hmac.digest(secret_key.encode(), f"follow:{seed}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def shown_token(link: FollowLink, secret_key: str) -> str | None:
    """What is in the link's address; None once the server has another secret key.

    The link goes on working then, but it cannot be shown again.
    """
    token = token_from(link.seed, secret_key)
    return token if hmac.compare_digest(token_hash(token), link.token_hash) else None
