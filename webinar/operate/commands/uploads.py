"""Checks whether the proxy at PUBLIC_URL accepts files as long as the server accepts them."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from urllib.parse import urlsplit

from config import Settings
from webinar.content.importing import kinds as modules
from webinar.learn.offline import answer_views as answers
from webinar.operate.commands.findings import Finding, ok, problem
from webinar.results.followup import forms as evidence
from webinar.results.registers import frozen_page
from webinar.room.cohorts import import_views as rosters

# One address of each page that takes files, and the length of its longest request.
UPLOADS = {
    "/desk/import": modules.LONGEST_FORM,
    "/desk/cohorts/12/import": rosters.LONGEST_FORM,
    "/desk/courses/12/answers": answers.LONGEST_FORM,
    "/desk/ABC234/attendance/verify": frozen_page.LONGEST_FILE,
    "/steps/abc-DEF_123/4": evidence.LONGEST_FORM,
    "/rooms/ABC234/follow/4": evidence.LONGEST_FORM,
}
_MIB = 1024**2


def check_uploads(settings: Settings) -> Iterator[Finding]:
    """Ask the proxy whether it would accept the longest files; send no file."""
    if not settings.is_https:
        return
    try:
        refused = [path for path, length in UPLOADS.items() if is_refused(settings, path, length)]
    except (OSError, http.client.HTTPException):
        return  # `check_proxy` reports that it does not answer
    if refused:
        most = -(-max(UPLOADS[path] for path in refused) // _MIB)
        observation = f"the proxy refuses large files at {', '.join(refused)}"
        remedy = f"Set client_max_body_size {most}m in the proxy, as in docs/operators.md."
        yield problem("uploads", observation, remedy)
    else:
        yield ok("uploads", "the proxy accepts files as large as the server does")


def is_refused(settings: Settings, path: str, length: int) -> bool:
    """Whether the proxy refuses an upload of this length instead of answering `100 Continue`."""
    address = urlsplit(settings.public_url)
    is_secure = address.scheme == "https"
    connection_class = http.client.HTTPSConnection if is_secure else http.client.HTTPConnection
    connection = connection_class(address.hostname or "", address.port, timeout=5)
    try:
        connection.putrequest("POST", path)
        connection.putheader("Content-Length", str(length))
        connection.putheader("Expect", "100-continue")
        connection.endheaders()
        answer = connection.sock.makefile("rb").readline(1000)
    finally:
        connection.close()
    return b" 413 " in answer
