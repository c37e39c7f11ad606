"""Access tokens for LiveKit: what a member may do there follows from their grants here."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

import jwt

from config import LiveKit
from webinar.kit.tokens import derived_token
from webinar.live.media_server.queries import MediaGrants

# The time in which a browser must have connected; a connection outlives its token.
VALID = timedelta(minutes=2)
# The clocks of two servers may differ by this much.
TOLERANCE = timedelta(seconds=30)


def access_token(server: LiveKit, code: str, grants: MediaGrants, now: datetime) -> str:
    """Return a token for the session with this code, as https://docs.livekit.io describes tokens.

    The identity is `<member>.<turn>.<random>`. Listeners hear only the member and the turn that our
    own state names, so a speaker who has lost a channel is no longer heard, even if their browser
    goes on sending. The random part lets a member listen in several tabs.
    """
    turn = grants["turn"]
    claims = {
        "iss": server.key,
        "sub": f"{grants['member']}.{turn or 0}.{secrets.token_hex(4)}",
        "nbf": now - TOLERANCE,
        "exp": now + VALID,
        "video": {
            "room": media_room(server, code),
            "roomJoin": True,
            "canSubscribe": True,
            "canPublish": turn is not None,
            "canPublishSources": ["microphone"],
            "canPublishData": False,
            "canUpdateOwnMetadata": False,
            # Listeners need not know one another: the server then tells nobody that they came.
            "hidden": turn is None,
        },
    }
    return jwt.encode(claims, server.secret, algorithm="HS256")


def media_room(server: LiveKit, code: str) -> str:
    """Return the session's name at the media server, whose logs must not show how to join it."""
    return derived_token("media room", code, server.secret)
