"""Ready statements return typed rows, and refuse what SQLAlchemy would work out at each run."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from tests.factories import make_member, make_room
from tests.sql_statements import statements
from webinar.kit.db import table_of
from webinar.kit.permissions import Role
from webinar.kit.ready_statements import ReadyStatement, connection_of
from webinar.room.engine.models import Deadline, Interval
from webinar.room.rooms.models import Member, Room, TimelineEntry

DEADLINES, TIMELINE = table_of(Deadline), table_of(TimelineEntry)
SCHEDULE = ReadyStatement(
    lambda _dialect: (
        insert(DEADLINES)
        .values({column: bindparam(column.name) for column in DEADLINES.c})
        .inline()
    )
)
AT = datetime(2026, 9, 1, 9, 30, 15, tzinfo=UTC)


@pytest.fixture
def room(db):
    return db.write(make_room)


def schedule(session, room, key="a"):
    SCHEDULE.run(connection_of(session), room_id=room.id, kind="end", key=key, at=AT)


def keys(db):
    with db.read() as session:
        return session.scalars(select(Deadline.key)).all()


def test_rows_are_typed_as_the_orm_types_them(db, room):
    def write(session):
        member = make_member(session, room, "Ada", Role.HOST)
        room_and_member = {"room_id": room.id, "member_id": member.id}
        values = {"version": 1, "at": AT, "kind": "test", "detail": {"a": [1, None]}}
        session.add(TimelineEntry(**room_and_member, **values))

    db.write(write)
    read = ReadyStatement(
        lambda _dialect: (
            select(TIMELINE.c.at, TIMELINE.c.detail, Member.role, Room.is_guarded, Room.floor_id)
            .join(Member, Member.id == TIMELINE.c.member_id)
            .join(Room, Room.id == Member.room_id)
            .where(TIMELINE.c.kind == bindparam("kind"), Room.version < 1000)
        )
    )

    with db.read() as session:
        rows = read.run(connection_of(session), kind="test")

    assert [tuple(row) for row in rows] == [(AT, {"a": [1, None]}, Role.HOST, False, None)]
    assert isinstance(rows[0][3], bool)


@pytest.mark.parametrize(
    "values", [{"kind": "end"}, {"room_id": 1, "kind": "", "key": "", "no": 1}]
)
def test_missing_and_unknown_values_are_refused(db, values):
    def write(session):
        with pytest.raises(ValueError, match="do not fit"):
            SCHEDULE.run(connection_of(session), **values)

    db.write(write)


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        (select(Room.id).where(Room.id.in_(bindparam("ids", expanding=True))), "vary"),
        (select(Room.id).where(Room.id.in_([1, 2])), "vary"),
        (insert(table_of(Interval)).values(boot=bindparam("boot")).inline(), "default"),
    ],
)
def test_statement_that_varies_is_refused(db, statement, why):
    def write(session):
        with pytest.raises(ValueError, match=why):
            ReadyStatement(lambda _dialect: statement).run(connection_of(session))

    db.write(write)


def test_violated_constraint_raises_the_error_of_sqlalchemy(db, room):
    def write(session):
        schedule(session, room)
        schedule(session, room)

    with pytest.raises(IntegrityError) as caught:
        db.write(write)

    assert AT.isoformat(" ")[:10] not in str(caught.value)
    assert keys(db) == []


def test_statement_in_a_savepoint_is_rolled_back_with_it(db, room):
    def write(session):
        schedule(session, room, "kept")
        savepoint = session.begin_nested()
        schedule(session, room, "undone")
        savepoint.rollback()

    db.write(write)

    assert keys(db) == ["kept"]


def test_listeners_of_the_engine_hear_ready_statements(db, room):
    with statements(db) as sent:
        db.write(lambda session: schedule(session, room))

    assert any("deadlines" in statement for statement in sent)
