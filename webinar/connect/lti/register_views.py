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

from webinar.connect.lti import invitations, keys, pages
from webinar.connect.lti.addresses import is_usable, origin_of, origins_of_invited
from webinar.connect.lti.dynamic_registration import (
    RegistrationParameters,
    Tool,
    ToolRegistration,
    check_parameters,
)
from webinar.connect.lti.models import LtiInvitation, LtiPlatform
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.languages import LANGUAGES
from webinar.kit.web.brand import site_name
from webinar.kit.web.services import services
from webinar.people.accounts.csrf import exempt

registration = Blueprint("registration", __name__)

PATH = "/lti/register/<int:invitation_id>/<token>"


@registration.get(PATH)
def offered(invitation_id: int, token: str) -> ResponseReturnValue:
    """Show the platform that is about to register; without one, explain what the link is for."""
    parameters = RegistrationParameters(
        request.args.get("openid_configuration", ""), request.args.get("registration_token", "")
    )
    try:
        invitation = _invitation(invitation_id, token)
        if parameters.configuration:
            _check(invitation, parameters)
    except Refused as refusal:
        return _refused(refusal, parameters)
    return _page("connect/lti/register.html", parameters, invitation=invitation)


@registration.post(PATH)
@exempt
def register(invitation_id: int, token: str) -> ResponseReturnValue:
    """Register this server at the platform, and the platform here; its window then closes."""
    parameters = RegistrationParameters(
        request.form.get("openid_configuration", ""), request.form.get("registration_token", "")
    )
    try:
        invitation = _invitation(invitation_id, token)
        _check(invitation, parameters)
        platform = _register(invitation, parameters)
    except Refused as refusal:
        return _refused(refusal, parameters)
    keys.forget_keys()
    return _page("connect/lti/registered.html", parameters, platform=platform)


def _invitation(invitation_id: int, token: str) -> LtiInvitation:
    pages.check_rate()
    secret_keys, at = services().settings.secret_keys, clock.now()
    with services().db.read() as db:
        return invitations.find_invitation(db, invitation_id, token, secret_keys, at)


def _check(invitation: LtiInvitation, parameters: RegistrationParameters) -> None:
    check_parameters(parameters, origins_of_invited(invitation), insecure=pages.is_insecure())


def _register(invitation: LtiInvitation, parameters: RegistrationParameters) -> LtiPlatform:
    """Register. During the requests to the platform the link is taken, but no transaction open."""
    db, at = services().db, clock.now()
    db.write(lambda s: invitations.take_invitation(s, invitation, at))
    try:
        description = ToolRegistration(
            _tool(), parameters, origins_of_invited(invitation), insecure=pages.is_insecure()
        ).register_here()
        return db.write(lambda s: invitations.keep_platform(s, invitation, description, at))
    except Exception:
        # No error of this try may make the next try fail.
        db.write(lambda s: invitations.give_back(s, invitation))
        raise


def _tool() -> Tool:
    names, purposes, choosings = {}, {}, {}
    for tag, language in LANGUAGES.items():
        with force_locale(language.locale):
            names[tag] = site_name()
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


def _page(template: str, parameters: RegistrationParameters, **context: Any) -> Response:
    return _with_opener(
        pages.page(template, frames=_framing(parameters), parameters=parameters, **context)
    )


def _refused(refusal: Refused, parameters: RegistrationParameters) -> Response:
    template, frames = "connect/lti/not_registered.html", _framing(parameters)
    return _with_opener(pages.refused(refusal, None, template=template, frames=frames))


def _framing(parameters: RegistrationParameters) -> list[str]:
    """Return the origin that the platform claims, so that its frame can show the page.

    The page names nobody.
    """
    has_address = is_usable(parameters.configuration, insecure=pages.is_insecure())
    return [origin_of(parameters.configuration)] if has_address else []


def _with_opener(response: Response) -> Response:
    """Let the page reach its opener: some platforms open a window that must report the end."""
    response.headers["Cross-Origin-Opener-Policy"] = "unsafe-none"
    return response
