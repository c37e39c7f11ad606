"""The tokens in personal links: 256 bits that only this server can derive again."""

from __future__ import annotations

from webinar.kit.tokens import derived_token, shown_token
from webinar.results.followup.models import FollowLink

PURPOSE = "follow"


def token_from(seed: str, secret_key: str) -> str:
    """Return the token of a seed. It needs the secret key, so the database alone is not enough."""
    return derived_token(PURPOSE, seed, secret_key)


def token_of(link: FollowLink, *secret_keys: str) -> str:
    """Return the token in the link's address; see `tokens.shown_token`."""
    return shown_token(PURPOSE, link.seed, link.token_hash, *secret_keys)
