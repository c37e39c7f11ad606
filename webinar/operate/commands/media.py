"""Checks whether the media server answers and takes our key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from config import MediaServer, Settings
from webinar.kit import clock
from webinar.live.media_server.access_token import access_token
from webinar.live.media_server.queries import MediaGrants
from webinar.operate.commands.findings import Finding, ok, problem

TIMEOUT_SECONDS = 3
NOBODY = MediaGrants(member=0, turn=None)


def check_media_server(settings: Settings) -> Iterator[Finding]:
    """Yield a finding about the media server, if the operator has named one; nothing is changed.

    LiveKit's address `/rtc/validate` answers whether a token would be taken.
    """
    if settings.media_server is not None:
        yield _media_server(settings.media_server)


def _media_server(server: MediaServer) -> Finding:
    token = access_token(server, "doctor", NOBODY, clock.now())
    address = f"{re.sub('^ws', 'http', server.url)}/rtc/validate"
    headers = {"Authorization": f"Bearer {token}"}
    request = Request(address, headers=headers)  # noqa: S310  https, or this machine
    try:
        with urlopen(request, timeout=TIMEOUT_SECONDS):  # noqa: S310  the same
            return ok("media server", f"{server.url} answers, and takes the key")
    except HTTPError as error:
        with error:
            status = error.code
    except (OSError, ValueError) as error:
        remedy = "Is it running? Is LIVEKIT_URL right? Until it answers, this server carries voice."
        return problem("media server", f"{server.url} does not answer ({error})", remedy)
    if status in (401, 403):
        remedy = "Check LIVEKIT_KEY and LIVEKIT_SECRET, and the clocks of both servers."
        return problem("media server", f"{server.url} refuses the key", remedy)
    remedy = "Something else may answer there: check LIVEKIT_URL and the proxy in front of it."
    return problem("media server", f"{server.url} answers with status {status}", remedy)
