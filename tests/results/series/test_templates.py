"""A session kept as a template: who finds it, and what a new session takes over."""

import pytest
from sqlalchemy import select

from tests.factories import invite
from tests.people.accounts.browsing import signed_in
from webinar.people.audit.models import AuditEntry
from webinar.results.attendance.models import AttendanceRule
from webinar.room.cohorts.models import Invited
from webinar.room.lobby.models import ExpectedName
from webinar.room.rooms.models import Room


@pytest.fixture
def invited(db, room, cohort):
    """The session has a cohort, a list of names and a rule."""

    def work(s):
        invite(s, s.get(Room, room.id), cohort, takes_guests=False)
        s.add(ExpectedName(room_id=room.id, key="ada", name="Ada"))
        s.add(
            AttendanceRule(
                room_id=room.id,
                percent=55,
                polls=0,
                late_minutes=5,
                early_minutes=5,
                counts_later=False,
            )
        )

    db.write(work)
    return room


def kept(visitor, room, act="keep"):
    return visitor.post(f"/desk/{room.code}/template", act=act)


def new_session(visitor, room, **fields):
    form = {
        "title": "New",
        "time_zone": "UTC",
        "minutes": "60",
        "every": "",
        "date": "",
        "time": "",
    }
    return visitor.post(f"/desk/{room.code}/repeat", **(form | fields))


def newest(s):
    return s.scalars(select(Room).order_by(Room.id.desc())).first()


def audit_kinds(db):
    with db.read() as s:
        return s.scalars(select(AuditEntry.kind).order_by(AuditEntry.id)).all()


def test_template_is_offered_for_a_new_session_until_it_is_dropped(db, organiser, room):
    address = f'href="/desk/{room.code}/repeat"'
    assert address not in organiser.get("/desk/new").text
    assert "Keep as a template" in organiser.get(f"/desk/{room.code}").text

    assert kept(organiser, room).status_code == 303
    assert kept(organiser, room).status_code == 303
    assert address in organiser.get("/desk/new").text
    assert "No longer a template" in organiser.get(f"/desk/{room.code}").text

    kept(organiser, room, "drop")
    assert address not in organiser.get("/desk/new").text
    kinds = [kind for kind in audit_kinds(db) if "template" in kind]
    assert kinds == ["session.kept_as_template", "session.template_dropped"]


def test_template_is_for_other_people(db, organiser, invited):
    kept(organiser, invited)
    page = organiser.get(f"/desk/{invited.code}/repeat").text
    assert 'name="people" value="none" checked' in page

    new_session(organiser, invited, people="none")

    with db.read() as s:
        copy = newest(s)
        assert copy.id != invited.id
        assert copy.template_at is None
        assert s.get(AttendanceRule, copy.id).percent == 55
        assert not s.scalars(select(Invited).filter_by(room_id=copy.id)).all()
        assert not s.scalars(select(ExpectedName).filter_by(room_id=copy.id)).all()


def test_duplicate_is_for_the_same_people(db, organiser, invited):
    page = organiser.get(f"/desk/{invited.code}/repeat").text
    assert 'name="people" value="same" checked' in page

    new_session(organiser, invited, people="same")

    with db.read() as s:
        copy = newest(s)
        assert s.scalars(select(Invited).filter_by(room_id=copy.id)).one()
        assert s.scalars(select(ExpectedName).filter_by(room_id=copy.id)).one()


def test_session_for_everybody_does_not_ask_whom_a_duplicate_is_for(organiser, room):
    assert 'name="people"' not in organiser.get(f"/desk/{room.code}/repeat").text


def test_only_owners_keep_and_find_a_template(app, organiser, room, other):
    stranger = signed_in(app, other)
    stranger.get("/desk/new")

    assert kept(stranger, room).status_code == 404
    kept(organiser, room)
    assert room.code in organiser.get("/desk/new").text
    assert room.code not in stranger.get("/desk/new").text
