"""Dynamic registration: a platform and this server exchange their settings. No Flask, no database.

LTI Dynamic Registration 1.0 (1EdTech). The platform's administrator supplies the address, so every
request goes through our own session, and only to hosts that one of our administrators named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from pylti1p3.dynamic_registration import DynamicRegistration
from pylti1p3.exception import LtiException

from webinar.connect.lti.addresses import is_among, is_usable
from webinar.connect.lti.claims import DEEP_LINKING, LINE_ITEM, RESOURCE, SCORE, fits
from webinar.connect.lti.invitations import PlatformDescription
from webinar.connect.lti.platform_requests import NotReached, PlatformSession
from webinar.kit.errors import Refused

PLATFORM: Final = "https://purl.imsglobal.org/spec/lti-platform-configuration"
TOOL: Final = "https://purl.imsglobal.org/spec/lti-tool-configuration"
MEMBERS: Final = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
# The claims that we ask for, without mail addresses. Canvas uses them to decide what it sends.
CLAIMS = ("iss", "sub", "name", "given_name", "family_name")
# The specification's word for a course's content, and Canvas's for graded content.
PLACEMENTS = ("ContentArea", "https://canvas.instructure.com/lti/assignment_selection")
# In characters.
LONGEST_TOKEN = 8000
_ADDRESSES = (
    "issuer",
    "authorization_endpoint",
    "token_endpoint",
    "jwks_uri",
    "registration_endpoint",
)
# Errors raised on malformed answers; the library checks answers with `assert`.
_NO_ANSWER = (
    LtiException,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True)
class Tool:
    """This server's description of itself for platforms.

    `domain` is host and port; `login`, `launch`, `deep` and `keys` are complete addresses. `names`,
    `purposes` and `choosings` (the label for choosing a course) map languages to words.
    """

    domain: str
    login: str
    launch: str
    deep: str
    keys: str
    names: Mapping[str, str]
    purposes: Mapping[str, str]
    choosings: Mapping[str, str]


@dataclass(frozen=True)
class RegistrationParameters:
    """The parameters that the platform sent through the browser."""

    configuration: str
    token: str


class ToolRegistration(DynamicRegistration):
    """Makes the library's two requests within our limits; `register` returns the description."""

    def __init__(
        self,
        tool: Tool,
        parameters: RegistrationParameters,
        origins: Iterable[str],
        *,
        insecure: bool,
    ) -> None:
        self._tool, self._parameters = tool, parameters
        self._origins, self._insecure = frozenset(origins), insecure

    def register_here(self) -> PlatformDescription:
        """Fetch the platform's settings, then register this server there.

        Refused: `lti_config`, `lti_issuer_differs`, `lti_hosts_differ`, `lti_not_taken`, and
        `lti_away`, after which a second try makes sense.
        """
        try:
            return self.register()  # type: ignore[return-value]  # what `complete_registration` has
        except NotReached as error:
            raise _not_reached(error) from error
        except _NO_ANSWER as error:
            raise Refused("lti_not_taken") from error

    def get_request_session(self) -> requests.Session:
        return PlatformSession(self._origins, insecure=self._insecure)

    def get_openid_configuration_endpoint(self) -> str:
        return self._parameters.configuration

    def get_registration_token(self) -> Any:
        return self._parameters.token or None

    def get_openid_configuration(self) -> dict[str, Any]:
        """Send the token here, too: Canvas requires it, as the specification allows."""
        headers = {"Accept": "application/json"}
        if self._parameters.token:
            headers["Authorization"] = f"Bearer {self._parameters.token}"
        with self.get_request_session() as session:
            response = session.get(self._parameters.configuration, headers=headers)
        try:
            configuration = response.json() if response.ok else None
        except (ValueError, RecursionError) as error:
            raise Refused("lti_config") from error
        return self._checked(configuration)

    def _checked(self, configuration: Any) -> dict[str, Any]:
        if not isinstance(configuration, dict) or not isinstance(configuration.get(PLATFORM), dict):
            raise Refused("lti_config")
        urls = [url for name in _ADDRESSES if isinstance(url := configuration.get(name), str)]
        is_complete = len(urls) == len(_ADDRESSES) and all(
            is_usable(url, insecure=self._insecure) for url in urls
        )
        if not is_complete or not fits(configuration["issuer"]):
            raise Refused("lti_config")
        # Otherwise a platform could register as another.
        if _host(configuration["issuer"]) != _host(self._parameters.configuration):
            raise Refused("lti_issuer_differs")
        if not all(is_among(url, self._origins, insecure=self._insecure) for url in urls):
            raise Refused("lti_hosts_differ")
        return configuration

    def lti_registration_data(self) -> dict[str, Any]:
        """Return the client registration to post, in all our languages."""
        tool = self._tool
        choosing = {"type": DEEP_LINKING, "target_link_uri": tool.deep, "placements": PLACEMENTS}
        opening = {"type": RESOURCE, "target_link_uri": tool.launch}
        return {
            "application_type": "web",
            "response_types": ["id_token"],
            "grant_types": ["implicit", "client_credentials"],
            "initiate_login_uri": tool.login,
            "redirect_uris": [tool.launch, tool.deep],
            "jwks_uri": tool.keys,
            "token_endpoint_auth_method": "private_key_jwt",
            "scope": " ".join((SCORE, LINE_ITEM, MEMBERS)),
            **_in_languages("client_name", tool.names),
            TOOL: {
                "domain": tool.domain,
                "target_link_uri": tool.launch,
                "claims": CLAIMS,
                "messages": [{**choosing, **_in_languages("label", tool.choosings)}, opening],
                **_in_languages("description", tool.purposes),
            },
        }

    def complete_registration(
        self, openid_configuration: dict[str, Any], openid_registration: dict[str, Any]
    ) -> PlatformDescription:
        client_id = openid_registration["client_id"]
        deployment = openid_registration[TOOL].get("deployment_id", "")
        if not isinstance(client_id, str) or not fits(client_id):
            raise LtiException("client id")
        if not isinstance(deployment, str) or (deployment and not fits(deployment)):
            raise LtiException("deployment id")
        issuer, login, token, keys, _registration = (
            openid_configuration[name] for name in _ADDRESSES
        )
        return PlatformDescription(issuer, client_id, login, token, keys, deployment)


def check_parameters(
    parameters: RegistrationParameters, origins: Iterable[str], *, insecure: bool
) -> None:
    """Check the parameters before anything is sent. Refused: `lti_config`, `lti_other_platform`."""
    token = parameters.token
    if len(token) > LONGEST_TOKEN or not token.isascii() or (token and not token.isprintable()):
        raise Refused("lti_config")
    if not is_among(parameters.configuration, origins, insecure=insecure):
        raise Refused("lti_other_platform")


def _not_reached(error: NotReached) -> Refused:
    if error.code == "unreachable":
        return Refused("lti_away", retryable=True)
    return Refused("lti_hosts_differ")


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _in_languages(name: str, words: Mapping[str, str]) -> dict[str, str]:
    """Return `client_name`, `client_name#ru` and so on (OpenID Connect Registration 1.0, 2.1)."""
    return {name if tag == "en" else f"{name}#{tag}": word for tag, word in words.items()}
