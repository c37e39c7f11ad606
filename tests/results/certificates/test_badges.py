"""The Open Badges credential: its shape, its signature, changing keys, and revocation."""

import json
import stat
import threading
from datetime import UTC, date, datetime
from uuid import UUID

import jwt
import pytest

from tests.people.accounts.browsing import signed_in
from tests.results.certificates.making import certificates, make_course, make_rule
from webinar.kit.signing_keys import NoKey, Ring, thumbprint
from webinar.results.certificates.credential import Badge, Issuer, credential_of
from webinar.results.certificates.drafting import ring_of

ISSUER = "http://127.0.0.1:5000/issuer"


@pytest.fixture
def desk(app, db):
    course = make_course(db)
    make_rule(db, course, titles={"ru": "Профилактика"})
    visitor = signed_in(app, course.owner)
    visitor.home = f"/desk/{course.room.code}/certificates"
    visitor.get(visitor.home)
    return visitor


def issue(desk, db):
    desk.post(desk.home + "/issue", issue="all")
    return certificates(db)[-1]


def checked(client, token):
    """Check as a stranger does, with the published key that the token names."""
    keys = jwt.PyJWKSet.from_dict(client.get("/issuer/jwks.json").json)
    key = keys[jwt.get_unverified_header(token)["kid"]]
    return jwt.decode(token, key.key, algorithms=["RS256"], issuer=f"{ISSUER}/profile.json")


def read(client, certificate):
    return client.get(f"/certificates/{certificate.code}.json").get_json(force=True)


def test_anyone_with_the_published_keys_can_verify_a_credential(client, desk, db):
    certificate = issue(desk, db)

    claims = checked(client, certificate.credential)

    assert claims["jti"] == claims["id"] == f"urn:uuid:{certificate.credential_id}"
    assert claims["sub"] == claims["credentialSubject"]["id"]
    assert claims["iss"] == claims["issuer"]["id"]
    assert datetime.fromtimestamp(claims["nbf"], UTC) == certificate.issued_at.replace(
        microsecond=0
    )
    assert client.get("/.well-known/jwks.json").data == client.get("/issuer/jwks.json").data


def test_changed_credential_fails_verification(client, desk, db):
    head, body, signature = issue(desk, db).credential.split(".")
    changed = body[:40] + ("A" if body[40] != "A" else "B") + body[41:]

    with pytest.raises(jwt.InvalidTokenError):
        checked(client, f"{head}.{changed}.{signature}")


def test_key_id_is_an_address_that_returns_the_key(client, desk, db):
    head = jwt.get_unverified_header(issue(desk, db).credential)

    answer = client.get(head["kid"].removeprefix("http://127.0.0.1:5000"))

    assert (head["alg"], head["typ"]) == ("RS256", "JWT")
    assert answer.json["kid"] == head["kid"]
    assert set(answer.json) == {"kty", "n", "e", "kid", "use", "alg"}
    assert client.get("/issuer/keys/unknown.json").status_code == 404


def test_credential_has_everything_that_open_badges_require(client, desk, db):
    """The required parts of an Open Badges 3.0 AchievementCredential."""
    certificate = issue(desk, db)
    badge = read(client, certificate)
    subject = badge["credentialSubject"]
    achievement = subject["achievement"]

    assert badge["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert badge["@context"][1].startswith("https://purl.imsglobal.org/spec/ob/v3p0/context-3")
    assert {"VerifiableCredential", "OpenBadgeCredential"} <= set(badge["type"])
    assert badge["id"].startswith("urn:uuid:") and UUID(badge["id"][9:])
    assert badge["issuer"]["id"] == f"{ISSUER}/profile.json"
    assert badge["issuer"]["type"] == ["Profile"]
    assert datetime.fromisoformat(badge["validFrom"]).tzinfo is not None
    assert subject["type"] == ["AchievementSubject"]
    assert subject["identifier"] == [
        {
            "type": "IdentityObject",
            "hashed": False,
            "identityHash": certificate.name,
            "identityType": "name",
        }
    ]
    assert achievement["type"] == ["Achievement"]
    assert all(achievement[name] for name in ("id", "name", "description", "criteria"))
    assert achievement["criteria"]["narrative"].endswith(".")
    assert badge["credentialStatus"] == {
        "id": f"{ISSUER}/revocations.json",
        "type": "1EdTechRevocationList",
    }
    assert badge["credentialSchema"][0]["type"] == "1EdTechJsonSchemaValidator2019"


def test_two_credentials_of_one_rule_share_nothing_of_the_holder(client, desk, db):
    issue(desk, db)
    first, second = (read(client, certificate) for certificate in certificates(db))

    first_subject, second_subject = first["credentialSubject"], second["credentialSubject"]
    assert first_subject["id"] != second_subject["id"]
    assert first_subject["achievement"]["id"] != second_subject["achievement"]["id"], (
        "they are in two languages"
    )


def test_achievements_with_one_id_have_the_same_words(client, desk, db):
    """Otherwise a site that groups badges by achievement would show one with another's words."""
    issuer = Issuer("https://webinar.example.test", "Academy")
    fields = {
        "credential_id": "d2a5c1be-7f0e-4ed3-9b0c-0d6f3f9b7a10",
        "rule_id": 7,
        "name": "Ada",
        "title": "Prevention",
        "language": "en",
        "description": "Prevention. Completed on 3 March 2026.",
        "achievement": "Prevention. Duration: 1 h",
        "criteria": "Present.",
        "completed_on": date(2026, 3, 3),
        "issued_at": datetime(2026, 3, 4, tzinfo=UTC),
    }

    def achievement(**changed):
        return credential_of(Badge(**fields | changed), issuer)["credentialSubject"]["achievement"]

    usual = achievement()
    day = {"completed_on": date(2026, 4, 1), "description": "Prevention. Completed on 1 April."}
    assert achievement(name="Bo", **day) == usual
    for changed in (
        {"language": "ru", "title": "Профилактика"},
        {"criteria": "All."},
        {"rule_id": 8},
    ):
        assert achievement(**changed)["id"] != usual["id"]


def test_badge_picture_can_be_fetched_by_anybody(client, desk, db):
    image = read(client, issue(desk, db))["credentialSubject"]["achievement"]["image"]

    assert image == {"id": f"{ISSUER}/badge.svg", "type": "Image"}
    picture = client.get("/issuer/badge.svg")
    assert picture.mimetype == "image/svg+xml" and picture.data.startswith(b"<svg ")
    assert picture.headers["Access-Control-Allow-Origin"] == "*"


def test_revoked_credential_is_on_the_public_list_by_an_opaque_id(client, desk, db):
    certificate = issue(desk, db)
    before = client.get("/issuer/revocations.json").json

    desk.post(f"{desk.home}/{certificate.id}/revoke", reason="Mistake")

    after = client.get("/issuer/revocations.json")
    assert before["revokedCredentials"] == []
    assert after.json["revokedCredentials"] == [
        {"id": f"urn:uuid:{certificate.credential_id}", "revoked": True}
    ]
    assert certificate.code not in after.text and "Mistake" not in after.text
    assert after.headers["Access-Control-Allow-Origin"] == "*"


def test_signing_key_is_made_once_and_readable_only_by_its_owner(desk, db, settings):
    assert not settings.signing_key_file.exists()

    issue(desk, db)

    content = settings.signing_key_file.read_bytes()
    assert stat.S_IMODE(settings.signing_key_file.stat().st_mode) == 0o600
    assert [file.name for file in settings.signing_key_file.parent.iterdir()].count("key.pem") == 1
    assert ring_of(settings).signing_key() and settings.signing_key_file.read_bytes() == content
    assert b"PRIVATE" not in json.dumps(ring_of(settings).public_keys()).encode()


def test_simultaneous_key_creation_gives_everyone_the_same_key(tmp_path):
    ring = Ring(tmp_path / "signing" / "key.pem", tmp_path / "signing" / "published")
    names = []
    threads = [
        threading.Thread(target=lambda: names.append(ring.signing_key().name)) for _ in range(3)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(names) == 3 and len(set(names)) == 1
    assert [key["kid"] for key in ring.public_keys()] == names[:1]
    assert sorted(file.name for file in ring.file.parent.iterdir()) == ["key.pem", "published"]


def test_credential_signed_by_an_earlier_key_can_still_be_verified(client, desk, db, settings):
    first = issue(desk, db)
    settings.signing_key_file.rename(settings.signing_key_file.with_name("earlier.pem"))
    desk.post(f"{desk.home}/{first.id}/replace", reason="New key")
    second = certificates(db)[-1]

    kids = {
        jwt.get_unverified_header(certificate.credential)["kid"] for certificate in (first, second)
    }
    assert len(kids) == len(client.get("/issuer/jwks.json").json["keys"]) == 2
    assert checked(client, first.credential)["jti"] != checked(client, second.credential)["jti"]


def test_nothing_is_issued_without_a_usable_key(desk, db, settings):
    settings.signing_key_file.parent.mkdir(parents=True)
    settings.signing_key_file.write_text("no key")

    answer = desk.post(desk.home + "/issue", issue="all")

    assert answer.status_code == 422 and "Tell the operator" in answer.text
    assert certificates(db) == []


def test_key_is_named_by_its_thumbprint():
    """The example of RFC 7638, 3.1."""
    n = (
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1"
        "L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4"
        "QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbO"
        "pbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csF"
        "Cur-kEgU8awapJzKnqDKgw"
    )
    key = {"kty": "RSA", "n": n, "e": "AQAB", "alg": "RS256", "kid": "2011-04-29"}

    assert thumbprint(key) == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"


def test_another_kind_of_key_is_refused(tmp_path):
    file = tmp_path / "key.pem"
    file.write_text("-----BEGIN PRIVATE KEY-----\nMC4=\n-----END PRIVATE KEY-----\n")

    with pytest.raises(NoKey):
        Ring(file, tmp_path / "published").signing_key()
