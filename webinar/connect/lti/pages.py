"""Common parts of a launch's pages: addresses, headers, and refusals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, make_response, render_template, request, url_for
from limits import parse

from webinar.connect.lti import queries
from webinar.connect.lti.addresses import origins_of
from webinar.connect.lti.models import LtiPlatform
from webinar.connect.lti.tool_config import Platforms
from webinar.kit.errors import Refused
from webinar.kit.web import headers
from webinar.kit.web.services import services
from webinar.people.accounts.limits import client_address, limiter
from webinar.people.accounts.refusals import refusal_text

# The limit on refusals of one client: only these count, as a whole school may share an address.
_REFUSED = parse("60 per minute")
# The limit on all requests of one client: more only waste the server's time.
_ALL = parse("1200 per minute")


def address(endpoint: str) -> str:
    """Return the public address of an endpoint, by the settings and never by a request's host."""
    return services().settings.public_url + url_for(endpoint)


def deep_linking_address() -> str:
    """Return the address with which a platform announces that a teacher is to choose a course."""
    return f"{services().settings.public_url}/lti/deep"


def is_insecure() -> bool:
    """Whether plain http is good enough, as on a developer's machine."""
    return not services().settings.production


def check_rate() -> None:
    """Count this request of the client. Refused: `rate`."""
    client = f"lti:{client_address()}"
    if not limiter.limiter.test(_REFUSED, client) or not limiter.limiter.hit(_ALL, client):
        raise Refused("rate", retryable=True)


def registered_platforms() -> Platforms:
    with services().db.read() as db:
        return Platforms(queries.all_platforms(db))


def is_framed() -> bool | None:
    """Whether the page is shown in a frame; None if the browser does not say."""
    dest = request.headers.get("Sec-Fetch-Dest")
    return None if dest is None else dest in ("iframe", "frame", "embed", "object")


def page(
    template: str, *, frames: Sequence[str] = (), forms: Sequence[str] = (), **context: Any
) -> Response:
    """Return a page that the sites `frames` may frame, and that may post forms to `forms`."""
    response = make_response(render_template(template, **context))
    origins = services().settings.origins
    response.headers["Content-Security-Policy"] = headers.policy(
        origins, frames=frames, forms=forms
    )
    return response


def refused(
    refusal: Refused,
    platform: LtiPlatform | None,
    *,
    template: str = "connect/lti/refused.html",
    frames: Sequence[str] | None = None,
) -> Response:
    """Return the page that explains a refusal, also in the platform's frame.

    The refusal counts towards the limit, unless the request may work later.
    """
    if not refusal.retryable:
        limiter.limiter.hit(_REFUSED, f"lti:{client_address()}")
    framing = _framing(platform) if frames is None else frames
    response = page(template, frames=framing, refusal=refusal_text(refusal))
    response.status_code = 503 if refusal.retryable else 403
    if refusal.code == "rate":
        response.status_code = 429
    return response


def _framing(platform: LtiPlatform | None) -> list[str]:
    """Return the origins that may frame a refusal, which reveals nothing about anybody."""
    if platform is not None:
        return origins_of(platform)
    with services().db.read() as db:
        platforms = [
            platform for platform in queries.all_platforms(db) if platform.disabled_at is None
        ]
    return list(dict.fromkeys(origin for platform in platforms for origin in origins_of(platform)))
