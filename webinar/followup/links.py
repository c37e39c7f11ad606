"""What is in the address of a personal link: 256 bits that only this server can make again."""

from __future__ import annotations

from webinar.followup.models import FollowLink
from webinar.tokens import derived_token, is_of


def token_from(seed: str, secret_key: str) -> str:
    """The same each time; whoever has the database alone cannot make it."""
    return derived_token("follow", seed, secret_key)


def shown_token(link: FollowLink, secret_key: str) -> str | None:
    """What is in the link's address; None once the server has another secret key.

    The link goes on working then, but it cannot be shown again.
    """
    token = token_from(link.seed, secret_key)
    return token if is_of(token, link.token_hash) else None
