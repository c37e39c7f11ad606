"""Addresses and tokens for a media server with WHIP and WHEP: one path for each turn of a channel.

The paths are unguessable and change with each turn, so listeners hear only what the present
speaker sends, even if the browser of a former one goes on sending.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, TypedDict

import jwt

from config import Whip
from config_media import PATH
from webinar.kit.tokens import derived_token
from webinar.live.media_server.queries import MediaGrants
from webinar.live.media_server.wire import Access

# The time in which a browser must have connected; a connection outlives its token.
VALID = timedelta(minutes=2)
PUBLISH, READ = "publish", "read"


class Line(TypedDict):
    """Where to send or fetch the sound of one turn, and the bearer token that permits it."""

    url: str
    token: str


class WhipTicket(TypedDict):
    """`turn` is that of the channel's speaker; all are null while nobody speaks.

    `whip` is null unless the member is that speaker.
    """

    turn: int | None
    whip: Line | None
    whep: Line | None


def whip_ticket(
    server: Whip, code: str, channel: str, grants: MediaGrants, now: datetime
) -> WhipTicket:
    """Return what a member with these grants needs in a channel of the session with this code."""
    turn = grants["heard"]
    if turn is None:
        return WhipTicket(turn=None, whip=None, whep=None)
    path = channel_path(server, code, channel, turn)
    holds = (grants["channel"], grants["turn"]) == (channel, turn)
    return WhipTicket(
        turn=turn,
        whip=_line(server, server.whip_url, PUBLISH, path, now) if holds else None,
        whep=_line(server, server.whep_url, READ, path, now),
    )


def channel_path(server: Whip, code: str, channel: str, turn: int) -> str:
    """Return the path of a turn at the media server, whose logs must not show how to join."""
    return derived_token("media path", f"{code}/{channel}/{turn}", server.secret)


def access_claims(action: str, path: str, now: datetime) -> dict[str, Any]:
    """Return the claims of a token that permits one action on one path."""
    return {"action": action, "path": path, "exp": now + VALID}


def sign(server: Whip, claims: dict[str, Any]) -> str:
    return jwt.encode(claims, server.secret, algorithm="HS256")


def is_permitted(server: Whip, access: Access) -> bool:
    """Return whether the token is ours, in time, and for this very action on this very path."""
    try:
        claims = jwt.decode(
            access.token,
            server.secret,
            algorithms=["HS256"],
            options={"require": ["exp", "action", "path"]},
        )
    except jwt.InvalidTokenError:
        return False
    return (claims["action"], claims["path"]) == (access.action, access.path)


def _line(server: Whip, url: str, action: str, path: str, now: datetime) -> Line:
    token = sign(server, access_claims(action, path, now))
    return Line(url=url.replace(PATH, path), token=token)
