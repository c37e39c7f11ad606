"""A certificate as an Open Badges 3.0 credential, signed as a JWT. No database, no Flask.

It follows Open Badges 3.0, section 8.2 (JSON Web Token proof format), and W3C Verifiable
Credentials 2.0.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import jwt

from webinar.kit.signing_keys import ALGORITHM, Jwk, SigningKey

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
SCHEMA = (
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
)
# Claims in which a JWT repeats values of the credential under its own names.
CLAIMS = ("iss", "jti", "sub", "nbf")


@dataclass(frozen=True)
class Issuer:
    """The server as an issuer. `url` is its public address, without a slash at the end."""

    url: str
    name: str

    @property
    def id(self) -> str:
        return f"{self.url}/issuer/profile.json"

    @property
    def revocations(self) -> str:
        return f"{self.url}/issuer/revocations.json"

    @property
    def image(self) -> str:
        return f"{self.url}/issuer/badge.svg"

    def key_id(self, name: str) -> str:
        """Return the address of the public key: Open Badges require a `kid` that can be fetched."""
        return f"{self.url}/issuer/keys/{name}.json"

    def published_key(self, jwk: Jwk) -> Jwk:
        """Return the public key with its address, rather than its name, as `kid`."""
        return {**jwk, "kid": self.key_id(jwk["kid"])}


@dataclass(frozen=True)
class Badge:
    """A certificate's texts, in its own language.

    `description` mentions the day of completion. `achievement` does not, so that it is the same
    for all holders under the rule. `criteria` are the requirements in sentences.
    """

    credential_id: str
    rule_id: int
    name: str
    title: str
    language: str
    description: str
    achievement: str
    criteria: str
    completed_on: date
    issued_at: datetime


def credential_of(badge: Badge, issuer: Issuer) -> dict[str, Any]:
    """Return the AchievementCredential. Like the paper, it identifies its holder only by the name.

    The subject's id is used in this certificate alone, so that two certificates of one person
    cannot be linked by it.
    """
    uuid = badge.credential_id
    ended = datetime.combine(badge.completed_on, time(), UTC)
    return {
        "@context": CONTEXT,
        "id": f"urn:uuid:{uuid}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": badge.title,
        "description": badge.description,
        "issuer": profile_of(issuer),
        "validFrom": _instant(badge.issued_at),
        "credentialSubject": {
            "id": f"urn:uuid:{uuid5(NAMESPACE_URL, f'holder:{uuid}')}",
            "type": ["AchievementSubject"],
            "activityEndDate": _instant(ended),
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": False,
                    "identityHash": badge.name,
                    "identityType": "name",
                }
            ],
            "achievement": _achievement(badge, issuer),
        },
        "credentialStatus": {"id": issuer.revocations, "type": "1EdTechRevocationList"},
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
    }


def _achievement(badge: Badge, issuer: Issuer) -> dict[str, Any]:
    """Return the achievement without its holder.

    Its id is derived from its whole content, so people whose achievements have the same id have
    earned exactly the same.
    """
    content = {
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "inLanguage": badge.language,
        "name": badge.title,
        "description": badge.achievement,
        "criteria": {"narrative": badge.criteria},
        "image": {"id": issuer.image, "type": "Image"},
    }
    unique_name = f"{issuer.url}/rules/{badge.rule_id}?{compact_json(content).decode()}"
    return {"id": f"urn:uuid:{uuid5(NAMESPACE_URL, unique_name)}", **content}


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def sign(credential: dict[str, Any], issuer: Issuer, key: SigningKey, issued_at: datetime) -> str:
    """Return the signed credential as a compact JWS."""
    claims = {
        **credential,
        "iss": issuer.id,
        "jti": credential["id"],
        "sub": credential["credentialSubject"]["id"],
        "nbf": int(issued_at.timestamp()),
    }
    headers = {"kid": issuer.key_id(key.name), "typ": "JWT"}
    return jwt.encode(claims, key.private, ALGORITHM, headers=headers)


def read_credential(token: str) -> dict[str, Any]:
    """Return the credential in a token that this server signed. The signature is not checked."""
    claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return {name: value for name, value in claims.items() if name not in CLAIMS}


def profile_of(issuer: Issuer) -> dict[str, Any]:
    """Return the issuer's Open Badges profile."""
    profile = {"id": issuer.id, "type": ["Profile"], "name": issuer.name, "url": issuer.url}
    return profile


def revocation_list(issuer: Issuer, credential_ids: Sequence[str]) -> dict[str, Any]:
    """Return the revoked credentials in 1EdTech's format, without reasons: they may be personal."""
    return {
        "id": issuer.revocations,
        "issuer": issuer.id,
        "revokedCredentials": [
            {"id": f"urn:uuid:{credential_id}", "revoked": True} for credential_id in credential_ids
        ],
    }


def compact_json(value: Any) -> bytes:
    """Return the value as JSON in UTF-8, without spaces; keys stay in their order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
