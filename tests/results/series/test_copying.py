"""A copy has all settings made before the session began, and nothing that happened in it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import inspect, select

from tests.factories import invite, make_change, make_member, make_user
from webinar import features
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.live.chat.models import ChatMode, ChatRules
from webinar.live.steps.models import Rule, StepTerms
from webinar.people.accounts.models import User, UserRole
from webinar.people.audit.models import AuditEntry
from webinar.results.attendance.models import AttendanceRule
from webinar.results.certificates.models import CertificateRule
from webinar.results.series.copying import duplicate
from webinar.room.call.models import CallEntry
from webinar.room.cohorts.models import Invited
from webinar.room.lobby.models import ExpectedName
from webinar.room.rooms.models import Member, Room
from webinar.room.sessions import team

LATER = datetime(2027, 1, 5, 4, 30, tzinfo=UTC)


@pytest.fixture
def make_copy(db, room, owner):
    def copy(prepare):
        def work(s):
            original = s.get(Room, room.id)
            prepare(s, original)
            s.flush()
            organiser = s.get(User, owner.id)
            return duplicate(
                s,
                original,
                organiser,
                original.edition,
                original.title,
                LATER,
                planned_minutes=45,
                time_zone="Asia/Almaty",
            ).id

        return db.write(work)

    return copy


def test_copy_has_the_settings_of_the_original(db, make_copy, owner, cohort):
    def prepare(s, room):
        room.is_guarded = True
        room.holds_slides = False
        invite(s, room, cohort, takes_guests=False)
        s.add(StepTerms(room_id=room.id, rule=Rule.MAJORITY, quorum=40, shares_reasons=True))
        s.add(ExpectedName(room_id=room.id, key="ada", name="Ada"))
        s.add(CallEntry(room_id=room.id, language="kk", link="", phone="112", pin="1", note=""))
        s.add(ChatRules(room_id=room.id, mode=list(ChatMode)[0]))
        s.add(
            AttendanceRule(
                room_id=room.id,
                percent=70,
                polls=2,
                late_minutes=5,
                early_minutes=5,
                counts_later=True,
            )
        )
        s.add(
            CertificateRule(
                room_id=room.id,
                percent=80,
                titles={"en": "Course"},
                minutes=45,
                signers=[],
                changed_by=owner.id,
                changed_at=clock.now(),
            )
        )

    new = make_copy(prepare)

    with db.read() as s:
        copied = s.get(Room, new)
        assert (copied.owner_id, copied.planned_at) == (owner.id, LATER)
        assert (copied.is_guarded, copied.holds_slides) == (True, False)
        assert s.get(Invited, new).takes_guests is False
        assert s.get(Invited, new).cohort_id == cohort.id
        assert s.get(StepTerms, new).quorum == 40
        assert s.get(ExpectedName, (new, "ada")).name == "Ada"
        assert s.get(CallEntry, (new, "kk")).phone == "112"
        assert s.get(ChatRules, new).mode == list(ChatMode)[0]
        assert s.get(AttendanceRule, new).percent == 70
        assert s.scalar(select(CertificateRule.percent).filter_by(room_id=new)) == 80


def test_team_is_copied_but_participants_are_not(db, make_copy, owner):
    def prepare(s, room):
        change = make_change(s, room)
        for name, task in (("Bolat", "presenter"), ("Dana", "interpreter.kk")):
            team.appoint(change, make_user(s, name, UserRole.PRESENTER).id, task)
        closed = make_user(s, "Gone", UserRole.PRESENTER)
        team.appoint(change, closed.id, "moderator")
        team.dismiss(change, 3)
        make_member(s, room, "Ada")
        make_member(s, room, "Aida", Role.HOST, user=owner)

    new = make_copy(prepare)

    with db.read() as s:
        members = s.scalars(select(Member).filter_by(room_id=new).order_by(Member.number)).all()
        assert [(member.name, team.task_of(member)) for member in members] == [
            ("Bolat", "presenter"),
            ("Dana", "interpreter.kk"),
        ]


def test_audit_log_says_who_copied_which_session(db, room, make_copy, owner):
    new = make_copy(lambda s, room: None)

    with db.read() as s:
        entry = s.scalar(select(AuditEntry).filter_by(kind="session.copied"))
    assert (entry.user_id, entry.room_id, entry.detail) == (owner.id, new, {"source": room.id})


def test_copied_tables_are_keyed_by_session():
    tables = [
        table
        for feature in features.every()
        for table in (*feature.copies, *feature.copies_expected)
    ]

    assert StepTerms in tables
    for table in tables:
        columns = inspect(table).columns
        assert "room_id" in columns, table
        # Copied rows refer to nothing else that happened in a session.
        assert "member_id" not in columns, table
