"""An issued certificate is reported; a revoked one is taken back."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.connect.xapi.rules import check
from tests.connect.xapi.scene import PLACE, whole
from tests.connect.xapi.test_queue import deliver
from webinar.kit import clock
from webinar.people.audit.actions import note
from webinar.results.certificates.models import Certificate, CertificateRule


@pytest.fixture
def scene(db):
    return db.write(whole)


def issue(s, owner, room, person):
    now = clock.now()
    rule = CertificateRule(
        room_id=room.id, titles={}, minutes=60, signers=[], changed_by=owner.id, changed_at=now
    )
    s.add(rule)
    s.flush()
    row = Certificate(
        code="ABCDEFGH23456789", rule_id=rule.id, person_id=person.id, name="Aruzhan",
        language="kk", title="Алдын алу", minutes=60, completed_on=now.date(), signers=[],
        issued_by=owner.id, issued_at=now, credential_id=str(uuid4()), credential="secret.jwt.x",
    )  # fmt: skip
    s.add(row)
    s.flush()
    note(s, "certificate.issued", owner.id, room_id=room.id, certificate=row.id, rule=rule.id)


def earned(books):
    return [
        statement for statement in books.standing if statement["verb"]["id"].endswith("/earned")
    ]


def test_certificate_statement_holds_neither_code_nor_secret(db, scene, books):
    owner, _, _, room, person = scene
    deliver(db, books)
    db.write(lambda s: issue(s, owner, room, person))

    deliver(db, books)

    (statement,) = earned(books)
    check(statement)
    assert statement["object"]["definition"]["name"] == {"kk": "Алдын алу"}
    assert "ABCDEFGH23456789" not in str(statement) and "secret" not in str(statement)
    assert statement["actor"]["account"]["homePage"] == PLACE.url


def test_revoked_certificate_is_voided(db, scene, books):
    owner, _, _, room, person = scene
    db.write(lambda s: issue(s, owner, room, person))
    deliver(db, books)

    def revoke(s):
        row = s.scalars(select(Certificate)).one()
        row.revoked_at, row.revoked_by, row.revoked_because = clock.now(), owner.id, "a mistake"
        note(s, "certificate.revoked", owner.id, room_id=room.id, certificate=row.id, rule=1)

    db.write(revoke)
    deliver(db, books)

    assert earned(books) == []
    assert len(books.statements) == 7 + 2
