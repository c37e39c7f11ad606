"""The library's protocol, extended with our registrations, cookies, keys and clock."""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, cast

from flask import Request
from flask.typing import ResponseReturnValue
from pylti1p3.contrib.flask.cookie import FlaskCookieService
from pylti1p3.contrib.flask.message_launch import FlaskMessageLaunch
from pylti1p3.contrib.flask.oidc_login import FlaskOIDCLogin
from pylti1p3.contrib.flask.request import FlaskRequest
from pylti1p3.contrib.flask.session import FlaskSessionService
from pylti1p3.exception import LtiException, OIDCException

from webinar.connect.lti import states
from webinar.connect.lti.addresses import origins_of
from webinar.connect.lti.keys import ALGORITHMS, key_of_platform
from webinar.connect.lti.models import LtiPlatform
from webinar.connect.lti.platform_requests import NotReached
from webinar.connect.lti.tool_config import PlatformRegistration, Platforms
from webinar.kit.errors import Refused

LEEWAY_SECONDS = 60
# A launch's token is for immediate use, but some platforms send tokens up to an hour old.
OLDEST_SECONDS = 3600
MOST_CHARACTERS = 60_000


# Errors the library and its dependencies raise on unsigned content.
_WRONG = (LtiException, LookupError, ValueError, TypeError, AttributeError, ArithmeticError)


class Cookies(FlaskCookieService):
    """Keep only the state, in a cookie that the browser sends back with a form of the platform's.

    Such a form comes from another site, so the cookie is SameSite=None, which browsers accept only
    with Secure. On plain http the cookie lacks both; browsers still send it while it is fresh.
    """

    def __init__(self, request: Request, *, is_https: bool) -> None:
        self._cookies, self._is_https = request.cookies, is_https
        self._state = ""

    def get_cookie(self, name: str) -> str | None:
        return self._cookies.get(states.cookie_of(name))

    def set_cookie(self, name: str, value: str | int, exp: int | None = 3600) -> None:
        self._state = str(value)

    def update_response(self, response: Any) -> None:
        response.set_cookie(
            states.cookie_of(self._state),
            self._state,
            max_age=states.LASTS_SECONDS,
            path="/lti/",
            httponly=True,
            secure=self._is_https,
            samesite="None" if self._is_https else None,
            # Within a frame, browsers keep the cookie apart for each framing site, or not at all.
            partitioned=self._is_https,
        )


class Session(FlaskSessionService):
    """Nonces derived from the state; `actions.use_nonce` keeps the used ones."""

    def __init__(self, state: str, keys: tuple[str, ...]) -> None:
        self._state, self._keys = state, keys

    def save_nonce(self, nonce: str) -> None:
        """Keep nothing: a nonce is derived from its state."""

    def check_nonce(self, nonce: str) -> bool:
        return states.is_nonce_of(nonce, self._state, self._keys)

    def check_state_is_valid(self, state: str, id_token_hash: str) -> bool:
        return False


class Login(FlaskOIDCLogin):
    """The first step: send the browser to the platform, which identifies the person."""

    def __init__(
        self,
        request: FlaskRequest,
        platforms: Platforms,
        cookies: Cookies,
        key: str,
        at: datetime,
    ) -> None:
        self._new_state = states.new_state(key, at)
        self._key = key
        super().__init__(
            request, platforms, session_service=Session("", (key,)), cookie_service=cookies
        )

    def _get_uuid(self) -> str:
        return self._new_state

    def _generate_nonce(self) -> str:
        return states.nonce_of(f"state-{self._new_state}", self._key)

    def begin(self, launch_url: str) -> ResponseReturnValue:
        """Redirect to the platform. Refused: `lti_bad_login`, `lti_unknown_platform`."""
        if not self._get_request_param("iss") or not self._get_request_param("login_hint"):
            raise Refused("lti_bad_login")
        try:
            answer: ResponseReturnValue = self.redirect(launch_url)
        except (OIDCException, LtiException) as error:
            raise Refused("lti_unknown_platform") from error
        return answer


class CheckedLaunch(FlaskMessageLaunch):
    """The second step: check the platform's token; trust it only if every check succeeds."""

    def __init__(
        self,
        request: FlaskRequest,
        platforms: Platforms,
        cookies: Cookies,
        form: Mapping[str, str],
        keys: tuple[str, ...],
        at: datetime,
        *,
        insecure: bool,
    ) -> None:
        self._state, self._token = form.get("state", ""), form.get("id_token", "")
        self._head: dict[str, Any] = {}
        self._body: dict[str, Any] = {}
        self._keys, self._at, self._insecure = keys, at, insecure
        super().__init__(
            request,
            platforms,
            session_service=Session(self._state, keys),
            cookie_service=cookies,
        )
        # Times are checked by our own clock, below.
        self.set_jwt_verify_options(
            {"verify_aud": False, "verify_exp": False, "verify_iat": False, "verify_nbf": False}
        )

    def check(self) -> tuple[LtiPlatform, Mapping[str, Any]]:
        """Return the platform of this launch, and the body of its token.

        Refused: `lti_state`, `lti_token`, `lti_unknown_platform`, `lti_expired`, `lti_deployment`,
        `lti_message`, and `lti_keys`, which may be tried again.
        """
        self._validated = True
        self._step("lti_state", self._check_state)
        self._step("lti_token", self.validate_jwt_format)
        self._step("lti_token", self._check_shape)
        self._step("lti_token", self.validate_nonce)
        self._step("lti_unknown_platform", self.validate_registration)
        self._step("lti_token", self.validate_jwt_signature)
        self._step("lti_expired", self._check_times)
        self._step("lti_deployment", self.validate_deployment)
        self._step("lti_message", self.validate_message)
        return self._registered().platform, self._body

    def _registered(self) -> PlatformRegistration:
        return cast(PlatformRegistration, self._registration)

    def _step(self, code: str, step: Callable[[], object]) -> None:
        try:
            step()
        except NotReached as error:
            raise Refused("lti_keys", retryable=True) from error
        except _WRONG as error:
            raise Refused(code) from error

    def _check_state(self) -> None:
        state = self._state.removeprefix("state-")
        if not states.is_state(state, self._keys, self._at):
            raise LtiException("state")
        self.validate_state()

    def validate_jwt_format(self) -> CheckedLaunch:
        """Decode strictly: the library's own decoder skips characters that are not base64."""
        if len(self._token) > MOST_CHARACTERS:
            raise LtiException("format")
        head, body, _signature = self._token.split(".")
        self._head, self._body = _decode_part(head), _decode_part(body)
        self._jwt = cast(Any, {"header": self._head, "body": self._body})
        return self

    def _check_shape(self) -> None:
        """Check the types of values that are needed before the signature is checked."""
        header, body = self._head, self._body
        aud = body.get("aud")
        texts = [header.get("kid"), header.get("alg"), body.get("iss"), body.get("nonce")]
        texts += aud if isinstance(aud, list) else [aud]
        if not all(isinstance(text, str) and text for text in texts):
            raise LtiException("shape")
        if header["alg"] not in ALGORITHMS or "crit" in header:
            raise LtiException("algorithm")

    def get_client_id(self) -> str:
        """Return our client id; a token for several audiences has it in `azp` (OpenID Connect)."""
        body = self._body
        aud = body["aud"] if isinstance(body["aud"], list) else [body["aud"]]
        made_for = body.get("azp", aud[0] if len(aud) == 1 else None)
        if made_for not in aud:
            raise LtiException("audience")
        return str(made_for)

    def get_public_key(self) -> tuple[Any, str]:
        """Return the platform's key, fetched by our own rules, and the algorithm of the key."""
        header, registered = self._head, self._registered()
        platform = registered.platform
        key = key_of_platform(
            platform.keys_url,
            header["kid"],
            header["alg"],
            origins_of(platform),
            insecure=self._insecure,
        )
        if key is None:
            raise LtiException("key")
        registered.set_key_set(cast(Any, {"keys": [{**key, "alg": header["alg"]}]}))
        return super().get_public_key()

    def _check_times(self) -> None:
        now, body = self._at.timestamp(), self._body
        expires, issued = float(body["exp"]), float(body["iat"])
        valid_from = float(body.get("nbf", 0))
        if not now - LEEWAY_SECONDS < expires:
            raise LtiException("expired")
        if not now - OLDEST_SECONDS < issued <= now + LEEWAY_SECONDS:
            raise LtiException("made")
        if not valid_from <= now + LEEWAY_SECONDS:
            raise LtiException("begins")


def _decode_part(part: str) -> dict[str, Any]:
    try:
        content = json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (binascii.Error, RecursionError) as error:
        raise LtiException("format") from error
    if not isinstance(content, dict):
        raise LtiException("format")
    return content


def request_for_library(request: Request, *, is_https: bool) -> FlaskRequest:
    """Return the request in the library's form.

    A setting says whether it came over https, not the request itself.
    """
    build: Any = FlaskRequest
    wrapper: FlaskRequest = build(cookies=request.cookies, session={}, request_is_secure=is_https)
    return wrapper
