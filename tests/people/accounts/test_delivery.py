"""An export is logged before it is sent, announced afterwards, and not made for HEAD."""

import hashlib

import pytest
from flask_login import login_user
from sqlalchemy import select

from tests.factories import make_user
from webinar.people.accounts.delivery import Made, Order, deliver
from webinar.people.audit.actions import note
from webinar.people.audit.models import AuditEntry

CONTENT = b"a,b\r\n"


@pytest.fixture
def user(db):
    return db.write(make_user)


@pytest.fixture
def ask(app, user):
    """`ask(order, method)` delivers an order to the user in a request with this method."""

    def deliver_order(order, method="GET"):
        with app.test_request_context(method=method):
            login_user(user)
            return deliver(lambda _db: order)

    return deliver_order


@pytest.fixture
def steps():
    """The steps taken for the order, in sequence."""
    return []


@pytest.fixture
def make_order(user, steps):
    def add(session, made, digest):
        steps.append("noted")
        return note(session, "export.made", user.id, rows=made.rows, sha256=digest)

    def make(note=add):
        return Order(
            names=("file.csv", "The file.csv"),
            media_type="text/csv",
            read=lambda: steps.append("read"),
            write=lambda _found: Made(CONTENT, 2),
            note=note,
            announce=lambda: steps.append("announced"),
        )

    return make


def entries(db):
    with db.read() as session:
        return [entry.detail for entry in session.scalars(select(AuditEntry))]


def test_export_is_logged_before_it_is_announced(db, ask, make_order, steps):
    response = ask(make_order())

    assert (response.data, response.mimetype) == (CONTENT, "text/csv")
    assert steps == ["read", "noted", "announced"]
    assert entries(db) == [{"rows": 2, "sha256": hashlib.sha256(CONTENT).hexdigest()}]


def test_export_that_cannot_be_logged_is_not_sent(db, ask, make_order, steps):
    def fail(session, made, digest):
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        ask(make_order(note=fail))

    assert steps == ["read"]
    assert entries(db) == []


def test_head_request_reads_and_logs_nothing(db, ask, make_order, steps):
    response = ask(make_order(), method="HEAD")

    assert (response.data, response.mimetype) == (b"", "text/csv")
    assert "file.csv" in response.headers["Content-Disposition"]
    assert steps == []
    assert entries(db) == []
