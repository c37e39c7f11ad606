"""The chain is verified from its start; organisers read only entries of their own sessions."""

import pytest
from sqlalchemy import text

from tests.factories import make_member, make_room, make_user
from tests.people.accounts.browsing import Visitor, give_password, signed_in
from webinar.kit.noticing import MOST, notice, take_counts
from webinar.operate import upkeep
from webinar.people.accounts.models import UserRole
from webinar.people.audit.actions import note
from webinar.people.audit.models import AuditEntry
from webinar.people.audit.queries import verify
from webinar.room.rooms.models import Member, Room, RoomState
from webinar.room.sessions.actions import end, start

# An operator with a shell can switch the triggers off like this; GUARD restores them.
UNGUARD = {
    True: ("DROP TRIGGER audit_keeps", "DROP TRIGGER audit_stays", "DROP TRIGGER audit_adds"),
    False: ("ALTER TABLE audit DISABLE TRIGGER USER",),
}
GUARD = {True: (), False: ("ALTER TABLE audit ENABLE TRIGGER USER",)}


@pytest.fixture(autouse=True)
def forget_notices():
    take_counts()


def write_three(db):
    for kind in ("one", "two", "three"):
        db.write(lambda session, k=kind: note(session, k, 7, room_id=3, rows=30))


def tamper(db, statement):
    def work(session):
        for step in (*UNGUARD[db.is_sqlite], statement, *GUARD[db.is_sqlite]):
            session.execute(text(step))

    db.write(work)


def verify_chain(db):
    with db.read() as session:
        return verify(session)


def test_untouched_chain_verifies(db):
    assert verify_chain(db).entries == 0
    write_three(db)

    result = verify_chain(db)

    assert (result.entries, result.broken) == (3, None)


@pytest.mark.parametrize(
    ("statement", "broken", "why"),
    [
        ("UPDATE audit SET kind = 'other' WHERE id = 2", 2, "hash"),
        ("UPDATE audit SET detail = '{\"rows\": 31}' WHERE id = 3", 3, "hash"),
        ("UPDATE audit SET before_hash = 'x' WHERE id = 2", 2, "chain"),
        ("DELETE FROM audit WHERE id = 2", 3, "number"),
        ("DELETE FROM audit WHERE id = 1", 2, "number"),
    ],
)
def test_verification_names_the_first_tampered_entry(db, statement, broken, why):
    write_three(db)
    tamper(db, statement)

    result = verify_chain(db)

    assert (result.broken, result.why) == (broken, why)


def test_organisers_read_only_entries_of_their_own_sessions(app, db):
    own, other = (db.write(lambda session, n=name: make_user(session, n)) for name in "AB")
    admin = db.write(lambda session: make_user(session, "C", UserRole.ADMIN))
    room = db.write(lambda session: make_room(session, session.merge(own)))
    db.write(lambda session: note(session, "session.ended", own.id, room_id=room.id))
    db.write(lambda session: note(session, "strange.kind", None, rows=3))

    own_page = signed_in(app, own).get("/desk/audit").text
    other_page = signed_in(app, other).get("/desk/audit").text
    admin_page = signed_in(app, admin).get("/desk/audit").text

    assert "A session was ended" in own_page and room.code in own_page
    assert "A session was ended" not in other_page.split("<tbody>")[1]
    assert "strange.kind" in admin_page and "strange.kind" not in own_page


def test_log_is_filtered_and_paged(app, db):
    admin = db.write(lambda session: make_user(session, "C", UserRole.ADMIN))

    def add_entries(session):
        for number in range(120):
            note(session, "many.times", admin.id, number=number)

    db.write(add_entries)
    visitor = signed_in(app, admin)

    first = visitor.get("/desk/audit?kind=many.times").text
    assert first.count("<code>many.times") == 100 and "before=21" in first
    assert visitor.get("/desk/audit?kind=many.times&before=21").text.count("<code>many.times") == 20
    assert "Nothing found" in visitor.get("/desk/audit?to=2001-01-01").text
    assert "Nothing found" in visitor.get("/desk/audit?session=nobody").text
    table = visitor.post("/desk/audit", kind="many.times").text.splitlines()
    assert len(table) == 121


def test_signing_in_and_out_is_logged(app, db):
    user = db.write(lambda session: make_user(session, "A"))
    db.write(lambda session: give_password(session.merge(user)))
    visitor = Visitor(app)
    visitor.sign_in(user.email, "quite another one")
    visitor.sign_in("nobody@example.test", "quite another one")
    visitor.sign_in(user.email)
    visitor.get("/desk")
    visitor.post("/sign-out")
    upkeep.write_noticed(app.extensions["webinar"])

    with db.read() as session:
        result = [
            (entry.kind, entry.user_id, entry.detail)
            for entry in session.query(AuditEntry).order_by(AuditEntry.id)
        ]
    kinds = [kind for kind, _user, _detail in result]
    assert kinds == ["sign_in.done", "sign_out.done", "sign_in.failed", "sign_in.failed"]
    assert result[0][1:] == (user.id, {"by": "password"})
    assert result[2][2] == {"account": user.id, "times": 1}
    assert "nobody" not in str(result)


def test_refused_access_is_logged_once_a_minute(app, db):
    own, other = (db.write(lambda session, n=name: make_user(session, n)) for name in "AB")
    room = db.write(lambda session: make_room(session, session.merge(own)))
    visitor = signed_in(app, other)
    for _time in range(3):
        visitor.get(f"/desk/{room.code}")
    upkeep.write_noticed(app.extensions["webinar"])

    with db.read() as session:
        entry = session.query(AuditEntry).filter_by(kind="access.refused").one()
    assert entry.user_id == other.id
    assert entry.detail == {"page": "desk.plan", "code": 404, "times": 3}


def test_flood_of_events_is_counted_together():
    for number in range(MOST * 2):
        notice("sign_in.failed", account=f"unknown {number}")

    result = take_counts()

    assert len(result) == MOST + 1
    assert sum(event.times for event in result) == MOST * 2


def test_session_start_and_end_are_logged(app, db):
    owner = db.write(lambda session: make_user(session, "A"))

    def build(session):
        room = make_room(session, session.merge(owner), state=RoomState.PLANNED)
        make_member(session, room, user=owner)
        return room

    room = db.write(build)
    live = app.extensions["webinar"].live

    def start_and_end(change):
        member = change.db.query(Member).one()
        start(change, member)
        end(change, member)

    live.run(room.id, start_and_end)

    with db.read() as session:
        assert session.get(Room, room.id).state is RoomState.ENDED
        kinds = [entry.kind for entry in session.query(AuditEntry).order_by(AuditEntry.id)]
    assert kinds == ["session.started", "session.ended"]
