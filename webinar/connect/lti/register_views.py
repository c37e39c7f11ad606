"""The page a platform opens to register itself: one press in its frame, and then the outcome.

Opening the link changes nothing, since otherwise programs that preview links would use it up.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from webinar.connect.lti import inviting, keys, pages
from webinar.connect.lti.addresses import is_usable, origin_of, origins_of_invited
from webinar.connect.lti.dynamic import Asked, Registering, Tool, check_asked
from webinar.connect.lti.models import LtiInvitation, LtiPlatform
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.languages import LANGUAGES
from webinar.kit.web.services import services
from webinar.people.accounts.csrf import exempt

registration = Blueprint("registration", __name__)

PATH = "/lti/register/<int:invitation_id>/<token>"


@registration.get(PATH)
def offered(invitation_id: int, token: str) -> ResponseReturnValue:
    """Show the platform that is about to register; without one, explain what the link is for."""
    asked = Asked(
        request.args.get("openid_configuration", ""), request.args.get("registration_token", "")
    )
    try:
        invitation = _invitation(invitation_id, token)
        if asked.configuration:
            _check(invitation, asked)
    except Refused as refusal:
        return _refused(refusal, asked)
    return _page("connect/lti/register.html", asked, invitation=invitation)


@registration.post(PATH)
@exempt
def register(invitation_id: int, token: str) -> ResponseReturnValue:
    """Register this server at the platform, and the platform here; its window then closes."""
    asked = Asked(
        request.form.get("openid_configuration", ""), request.form.get("registration_token", "")
    )
    try:
        invitation = _invitation(invitation_id, token)
        _check(invitation, asked)
        platform = _registered(invitation, asked)
    except Refused as refusal:
        return _refused(refusal, asked)
    keys.forget_keys()
    return _page("connect/lti/registered.html", asked, platform=platform)


def _invitation(invitation_id: int, token: str) -> LtiInvitation:
    pages.check_rate()
    ours, at = services().settings.secret_keys, clock.now()
    with services().db.read() as db:
        return inviting.find_invitation(db, invitation_id, token, ours, at)


def _check(invitation: LtiInvitation, asked: Asked) -> None:
    check_asked(asked, origins_of_invited(invitation), insecure=pages.is_insecure())


def _registered(invitation: LtiInvitation, asked: Asked) -> LtiPlatform:
    """Register; no transaction is open during the platform's requests, but the link is taken."""
    db, at = services().db, clock.now()
    db.write(lambda s: inviting.take_invitation(s, invitation, at))
    try:
        told = Registering(
            _tool(), asked, origins_of_invited(invitation), insecure=pages.is_insecure()
        ).register_here()
        return db.write(lambda s: inviting.keep_platform(s, invitation, told, at))
    except Exception:
        # No error of this try may make the next try fail.
        db.write(lambda s: inviting.give_back(s, invitation))
        raise


def _tool() -> Tool:
    names, purposes, choosings = {}, {}, {}
    for tag, language in LANGUAGES.items():
        with force_locale(language.locale):
            names[tag] = _("Webinar")
            purposes[tag] = _("Self-paced courses, and their results")
            choosings[tag] = _("Choose a course")
    return Tool(
        domain=urlsplit(services().settings.public_url).netloc,
        login=pages.address("lti.login"),
        launch=pages.address("lti.launch"),
        deep=pages.deep_linking_address(),
        keys=pages.address("lti.jwks"),
        names=names,
        purposes=purposes,
        choosings=choosings,
    )


def _page(template: str, asked: Asked, **context: Any) -> Response:
    return _opened(pages.page(template, frames=_framing(asked), asked=asked, **context))


def _refused(refusal: Refused, asked: Asked) -> Response:
    template, frames = "connect/lti/not_registered.html", _framing(asked)
    return _opened(pages.refused(refusal, None, template=template, frames=frames))


def _framing(asked: Asked) -> list[str]:
    """The origin that the platform claims, so that its frame shows the page, which names nobody."""
    is_there = is_usable(asked.configuration, insecure=pages.is_insecure())
    return [origin_of(asked.configuration)] if is_there else []


def _opened(response: Response) -> Response:
    """Let the page reach its opener: some platforms open a window, which must report the end."""
    response.headers["Cross-Origin-Opener-Policy"] = "unsafe-none"
    return response
