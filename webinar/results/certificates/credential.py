"""A certificate as an Open Badges 3.0 credential, signed as a JWT. No database, no Flask.

Open Badges 3.0, 8.2 (JSON Web Token proof format), on W3C Verifiable Credentials 2.0.
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
# Claims that a JWT says again in its own way.
CLAIMS = ("iss", "jti", "sub", "nbf")


@dataclass(frozen=True)
class Issuer:
    """The server: `url` is how people reach it, without a slash at its end."""

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
        """An address from which the public key can be fetched, as Open Badges ask of a `kid`."""
        return f"{self.url}/issuer/keys/{name}.json"

    def published(self, jwk: Jwk) -> Jwk:
        return {**jwk, "kid": self.key_id(jwk["kid"])}


@dataclass(frozen=True)
class Badge:
    """A certificate's texts, in its own language: `description` with the day, `earned` without,
    alike for everybody under that rule.
    """

    credential_id: str
    rule_id: int
    name: str
    title: str
    language: str
    description: str
    earned: str
    criteria: str
    completed_on: date
    issued_at: datetime


def credential_of(badge: Badge, issuer: Issuer) -> dict[str, Any]:
    """The AchievementCredential. It says of its holder what the paper says: the name.

    The subject's own id belongs to this certificate alone, so that two of one person share nothing.
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
    """The achievement without its holder. Its id is made of its whole content: two people with the
    same id have earned the very same.
    """
    said = {
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "inLanguage": badge.language,
        "name": badge.title,
        "description": badge.earned,
        "criteria": {"narrative": badge.criteria},
        "image": {"id": issuer.image, "type": "Image"},
    }
    named = f"{issuer.url}/rules/{badge.rule_id}?{in_one_spelling(said).decode()}"
    return {"id": f"urn:uuid:{uuid5(NAMESPACE_URL, named)}", **said}


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def sign(credential: dict[str, Any], issuer: Issuer, key: SigningKey, issued_at: datetime) -> str:
    """The credential as a compact JWS."""
    claims = {
        **credential,
        "iss": issuer.id,
        "jti": credential["id"],
        "sub": credential["credentialSubject"]["id"],
        "nbf": int(issued_at.timestamp()),
    }
    headers = {"kid": issuer.key_id(key.name), "typ": "JWT"}
    return jwt.encode(claims, key.private, ALGORITHM, headers=headers)


def unsigned(token: str) -> dict[str, Any]:
    """The credential that a token of ours carries, for reading."""
    claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return {name: value for name, value in claims.items() if name not in CLAIMS}


def profile_of(issuer: Issuer) -> dict[str, Any]:
    profile = {"id": issuer.id, "type": ["Profile"], "name": issuer.name, "url": issuer.url}
    return profile


def revocation_list(issuer: Issuer, ids: Sequence[str]) -> dict[str, Any]:
    """1EdTech's list of revoked credentials. It gives no reasons: they may be personal."""
    return {
        "id": issuer.revocations,
        "issuer": issuer.id,
        "revokedCredentials": [{"id": f"urn:uuid:{one}", "revoked": True} for one in ids],
    }


def in_one_spelling(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
