"""Later study is shown beside live minutes in the register, its exports and frozen reports."""

import msgspec
import pytest

from tests.people.accounts.browsing import signed_in
from tests.results.completion.making import make_world
from webinar import features
from webinar.hooks import Feature
from webinar.kit import clock
from webinar.learn.identity.keys import Identity
from webinar.people.accounts.models import User
from webinar.results.attendance import freezing
from webinar.results.attendance.content import content_of
from webinar.results.attendance.models import AttendanceRule, FrozenReport, Status
from webinar.results.attendance.register import register as register_of
from webinar.results.certificates.models import CertificateRule
from webinar.results.certificates.queries import find_own_scope
from webinar.results.certificates.standing import standings, terms_of
from webinar.results.dashboards import reading
from webinar.results.dashboards.attendance_blocks import people_table
from webinar.room.rooms.models import Room


@pytest.fixture
def world(db, monkeypatch):
    """Ada attended 40 of 60 minutes and studied 12 minutes of what she missed."""
    new_world = make_world(db)
    later = {
        Identity("person", new_world.people.ada.id): 700,
        Identity("member", new_world.learners.member.member_id): 65,
    }
    report_later_study(monkeypatch, later)
    return new_world


def report_later_study(monkeypatch, later):
    others = [feature for feature in features.every() if feature.later_seconds is None]
    catchup = Feature(name="catchup", later_seconds=lambda db, room: later)
    monkeypatch.setattr(features, "every", lambda: (*others, catchup))


def set_rule(db, world, **fields):
    usual = {"percent": 80, "polls": 0, "late_minutes": 10, "early_minutes": 10}
    db.write(lambda s: s.merge(AttendanceRule(room_id=world.room.id, **usual, **fields)) and None)


def attendee(db, world, name):
    with db.read() as s:
        register = register_of(s, s.get_one(Room, world.room.id))
    return next(person for person in register.attendees if person.name == name)


def test_later_study_is_reported_apart_from_live_minutes(db, world):
    ada, sam, bek = (
        attendee(db, world, name) for name in ("Ada Example", "Sam Example", "Bek Example")
    )

    assert (ada.credited_minutes, ada.later_minutes) == (40, 12)
    assert (sam.credited_minutes, sam.later_minutes) == (30, 1)
    assert (bek.credited_minutes, bek.later_minutes) == (60, 0)


@pytest.mark.parametrize(
    ("counts", "status", "is_later"),
    [(False, Status.PARTLY, False), (True, Status.PRESENT, True)],
)
def test_later_study_makes_a_person_present_if_the_rule_says_so(
    db, world, counts, status, is_later
):
    set_rule(db, world, counts_later=counts)

    ada = attendee(db, world, "Ada Example")

    assert (ada.status, ada.is_later, ada.credited_minutes) == (status, is_later, 40)


@pytest.mark.parametrize(("counts", "minutes"), [(False, 40), (True, 52)])
def test_session_certificate_counts_later_study_by_the_same_rule(db, world, counts, minutes):
    set_rule(db, world, counts_later=counts)
    rule = CertificateRule(percent=80)

    with db.read() as s:
        scope = find_own_scope(s, s.get_one(User, world.owner.id), world.room.code, 0)
        rows = standings(s, scope, terms_of(rule), world.room.ended_at)

    assert next(row for row in rows if row.name == "Ada Example").record.minutes == minutes


def test_pages_and_exports_show_later_study_in_its_own_column(app, db, world):
    desk = signed_in(app, world.owner)

    page = desk.get(f"/desk/{world.room.code}/attendance").text
    rows = desk.get(f"/rooms/{world.room.code}/report/attendance.json").json["rows"]

    assert "Studied afterwards: 12 minutes" in page
    minutes = {row["name"]: (row["minutes_counted"], row["later_minutes"]) for row in rows}
    assert minutes["Ada Example"] == (40, 12)
    assert minutes["Bek Example"] == (60, 0)


@pytest.mark.parametrize("names", [True, False])
def test_dashboard_has_a_later_study_column_only_if_anyone_studied(
    app, db, world, names, monkeypatch
):
    def table():
        with app.test_request_context(), db.read() as s:
            room = s.get_one(Room, world.room.id)
            blocks = people_table(reading.read(s, room, world.room.ended_at), names=names)
        return [block for block in blocks if hasattr(block, "head")][0]

    studied = table()
    report_later_study(monkeypatch, {})
    studied_by_nobody = table()

    assert "Studied afterwards" in studied.head
    assert "Studied afterwards" not in studied_by_nobody.head
    assert len(studied.rows[0]) == len(studied.head) == len(studied_by_nobody.head) + 1
    assert sum(studied.widths) == sum(studied_by_nobody.widths) == 100


def test_earlier_frozen_report_keeps_every_byte(db, world, monkeypatch):
    report_later_study(monkeypatch, {})

    def freeze(s, before, reason=""):
        room = s.get_one(Room, world.room.id)
        content = content_of(room, register_of(s, room), {})
        user = s.get_one(User, world.owner.id)
        options = {"previous_version": before, "reason": reason, "read_at": clock.now()}
        return freezing.freeze(s, room, content, user, **options).hash

    first = db.write(lambda s: freeze(s, 0))
    report_later_study(monkeypatch, {Identity("person", world.people.ada.id): 700})
    second = db.write(lambda s: freeze(s, 1, "Studied since"))

    with db.read() as s:
        contents = {report.version: report.content for report in s.query(FrozenReport)}
        assert freezing.verify(contents[1], first)
    assert first != second
    people = {person["name"]: person for person in msgspec.json.decode(contents[2])["people"]}
    assert people["Ada Example"]["later_seconds"] == 700
    assert people["Ada Example"]["measured_seconds"] == 2400
