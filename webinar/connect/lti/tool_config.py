"""Platforms and their registrations in the form that the library reads. No Flask, no database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from pylti1p3.contrib.flask.request import FlaskRequest
from pylti1p3.deployment import Deployment
from pylti1p3.exception import LtiException
from pylti1p3.registration import Registration
from pylti1p3.tool_config.abstract import ToolConfAbstract

from webinar.connect.lti.models import LtiPlatform
from webinar.kit.signing_keys import SigningKey


class PlatformRegistration(Registration):
    """A platform as the library knows it; `signing` is our key, if the library is to sign."""

    def __init__(self, platform: LtiPlatform, signing: SigningKey | None = None) -> None:
        self.platform = platform
        self._kid = signing.name if signing else None
        self.set_issuer(platform.issuer).set_client_id(platform.client_id)
        self.set_auth_login_url(platform.login_url).set_auth_token_url(platform.token_url)
        self.set_key_set_url(platform.keys_url)
        self.private: RSAPrivateKey | None = signing.private if signing else None

    def get_tool_private_key(self) -> Any:
        return self.private

    def get_kid(self) -> str | None:
        return self._kid


class Platforms(ToolConfAbstract[FlaskRequest]):
    """The platforms that may launch; a disabled one may not."""

    def __init__(self, platforms: Sequence[LtiPlatform]) -> None:
        self._platforms = [platform for platform in platforms if platform.disabled_at is None]

    def check_iss_has_one_client(self, iss: str) -> bool:
        return False

    def check_iss_has_many_clients(self, iss: str) -> bool:
        return True

    def find(self, iss: str, client_id: str | None) -> LtiPlatform | None:
        """Return the platform with these ids; None if there is none, or more than one.

        A platform may omit its client id if it has only one registration.
        """
        matches = [
            platform
            for platform in self._platforms
            if platform.issuer == iss and client_id in (None, "", platform.client_id)
        ]
        return matches[0] if len(matches) == 1 else None

    def find_registration_by_issuer(self, iss: str, *args: Any, **options: Any) -> Registration:
        raise NotImplementedError

    def find_registration_by_params(
        self, iss: str, client_id: str, *args: Any, **options: Any
    ) -> Registration:
        platform = self.find(iss, client_id)
        if platform is None:
            raise LtiException("unknown")
        return PlatformRegistration(platform)

    def find_deployment(self, iss: str, deployment_id: str) -> Deployment | None:
        return None

    def find_deployment_by_params(
        self, iss: str, deployment_id: str, client_id: str, *args: Any, **options: Any
    ) -> Deployment | None:
        platform = self.find(iss, client_id)
        if platform is None or deployment_id not in platform.deployments:
            return None
        return Deployment().set_deployment_id(deployment_id)
