"""Checks whether the media server answers, and whether its permissions are those of this server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from config import LiveKit, Settings, Whip
from config_media import PATH
from webinar.kit import clock
from webinar.kit.tokens import new_token
from webinar.live.media_server.access_token import access_token
from webinar.live.media_server.queries import MediaGrants
from webinar.live.media_server.whip import READ, access_claims, sign
from webinar.operate.commands.findings import Finding, ok, problem

# MediaMTX lets a refused browser wait for two seconds.
TIMEOUT_SECONDS = 6
NOBODY = MediaGrants(member=0, channel=None, turn=None, heard=None)
CHECK = "media server"
# The offer of a browser that wants to hear one sound, as short as it can be.
OFFER = "\r\n".join(
    (
        "v=0",
        "o=- 1 1 IN IP4 127.0.0.1",
        "s=-",
        "t=0 0",
        "a=group:BUNDLE 0",
        f"a=fingerprint:sha-256 {':'.join(['00'] * 32)}",
        "m=audio 9 UDP/TLS/RTP/SAVPF 111",
        "c=IN IP4 0.0.0.0",
        "a=mid:0",
        "a=recvonly",
        "a=rtcp-mux",
        "a=setup:actpass",
        "a=ice-ufrag:doctor",
        "a=ice-pwd:doctordoctordoctordoctor",
        "a=rtpmap:111 opus/48000/2",
        "",
    )
)


def check_media_server(settings: Settings) -> Iterator[Finding]:
    """Yield a finding about the media server, if the operator has named one; nothing is changed."""
    server = settings.media_server
    if isinstance(server, LiveKit):
        yield _livekit(server)
    elif isinstance(server, Whip):
        yield _whip(server, settings.public_url)


def _livekit(server: LiveKit) -> Finding:
    """LiveKit's address `/rtc/validate` answers whether a token would be taken."""
    token = access_token(server, "doctor", NOBODY, clock.now())
    address = f"{re.sub('^ws', 'http', server.url)}/rtc/validate"
    status = _status_of(address, token)
    if isinstance(status, str):
        return _absent(server.url, status, "LIVEKIT_URL")
    if status in (401, 403):
        remedy = "Check LIVEKIT_KEY and LIVEKIT_SECRET, and the clocks of both servers."
        return problem(CHECK, f"{server.url} refuses the key", remedy)
    if status >= 300:
        remedy = "Something else may answer there: check LIVEKIT_URL and the proxy in front of it."
        return problem(CHECK, f"{server.url} answers with status {status}", remedy)
    return ok(CHECK, f"{server.url} answers, and takes the key")


def _whip(server: Whip, public_url: str) -> Finding:
    """Ask for sound on a path on which nobody sends: with a token of ours, and with a forged one.

    With ours, the media server finds nothing there; with the other, it refuses.
    """
    url, path = server.whep_url, new_token()
    address = url.replace(PATH, path)
    status = _status_of(address, sign(server, access_claims(READ, path, clock.now())), OFFER)
    if isinstance(status, str):
        return _absent(url, status, "WHEP_URL")
    if status in (401, 403):
        remedy = (
            f"Does it ask {public_url}/media-server/access, is this server running, and is "
            "WHIP_SECRET that of the running server? docs/media-server.md shows the configuration."
        )
        return problem(CHECK, f"{url} refuses a listener whom this server permits", remedy)
    if status == 405 or status >= 500:
        remedy = "Something else may answer there: check WHEP_URL and the proxy in front of it."
        return problem(CHECK, f"{url} answers with status {status}", remedy)
    if _status_of(address, sign(server, access_claims(READ, "", clock.now())), OFFER) not in (
        401,
        403,
    ):
        remedy = (
            f"Let it ask {public_url}/media-server/access: docs/media-server.md shows how. Until "
            "then, strangers who learn an address can listen, and send."
        )
        return problem(CHECK, f"{url} does not refuse a wrong token", remedy)
    return ok(CHECK, f"{url} answers, and asks this server who may listen")


def _absent(url: str, why: str, setting: str) -> Finding:
    remedy = f"Is it running? Is {setting} right? Until it answers, this server carries voice."
    return problem(CHECK, f"{url} does not answer ({why})", remedy)


def _status_of(address: str, token: str, offer: str | None = None) -> int | str:
    """Return the status of the answer, or why there was none."""
    headers = {"Authorization": f"Bearer {token}"}
    if offer is not None:
        headers["Content-Type"] = "application/sdp"
    data = None if offer is None else offer.encode()
    request = Request(address, data, headers)  # noqa: S310  https, or this machine
    try:
        with urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310  the same
            return int(answer.status)
    except HTTPError as error:
        with error:
            return error.code
    except (OSError, ValueError, HTTPException) as error:
        return str(error)
