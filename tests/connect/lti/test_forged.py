"""Tokens with the right claims that the platform did not sign."""

import json
from base64 import urlsafe_b64encode

import jwt
import pytest

from tests.connect.lti.platform import OTHER_KEY, PUBLIC_PEM
from tests.connect.lti.test_launching import learners

pytestmark = pytest.mark.same_statements


def hostile(platform, claims):
    """Tokens with the right claims that the platform did not sign."""
    good = platform.sign(claims)
    head, body, signature = good.split(".")

    def part(content):
        return urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()

    hmac = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256)
    mixed = f"{part({'alg': 'HS256', 'kid': 'k1'})}.{body}"
    mac = urlsafe_b64encode(hmac.sign(mixed.encode(), PUBLIC_PEM)).rstrip(b"=").decode()
    return {
        "none": f"{part({'alg': 'none', 'kid': 'k1'})}.{body}.",
        "none_signed": f"{part({'alg': 'none', 'kid': 'k1'})}.{body}.{signature}",
        "hmac_by_public_key": f"{mixed}.{mac}",
        "other_key": platform.sign(claims, key=OTHER_KEY),
        "unknown_key": platform.sign(claims, kid="k2"),
        "rs512_by_an_rs256_key": platform.sign(claims, algorithm="RS512"),
        "changed": f"{head}.{part({**claims, 'sub': 'somebody-else'})}.{signature}",
        "unsigned": f"{head}.{body}.",
        "two_parts": f"{head}.{body}",
        "critical": f"{part({'alg': 'RS256', 'kid': 'k1', 'crit': ['x']})}.{body}.{signature}",
        "list": f"{part([1])}.{part([2])}.{signature}",
        "deep": f"{head}.{urlsafe_b64encode(b'[' * 30_000).decode()}.{signature}",
        "long": "a" * 100_000,
        "letters": "é.é.é",
    }


def test_token_not_signed_by_the_platform_is_refused(app, client, db, platform, course):
    for name in hostile(platform, platform.claims("n")):
        state, nonce = platform.begin(client)
        token = hostile(platform, platform.claims(nonce, course.code))[name]
        answer = client.post("/lti/launch", data={"state": state, "id_token": token})
        assert "cannot be trusted" in answer.text, name
    assert learners(db) == []
