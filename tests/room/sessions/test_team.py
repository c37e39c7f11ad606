"""The owner appoints helpers to tasks, and a change of task takes effect at once."""

import pytest
from sqlalchemy import select

from tests.factories import make_member, make_room, make_user
from tests.people.accounts.browsing import signed_in
from webinar.kit.errors import Refused
from webinar.kit.permissions import Role
from webinar.live.captions import actions as captions
from webinar.live.captions.models import Lane
from webinar.people.accounts.models import User, UserRole
from webinar.room.floor import actions as floor
from webinar.room.rooms.models import Member, Room, TimelineEntry
from webinar.room.sessions import team


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Aida"))


@pytest.fixture
def helper(db, owner):
    return db.write(lambda s: make_user(s, "Bolat", UserRole.PRESENTER, invited_by=owner.id))


@pytest.fixture
def room(db, owner):
    return db.write(lambda s: make_room(s, s.get(User, owner.id)))


@pytest.fixture
def change(rig, room):
    """Run work in the room's queue, as the desk does."""
    return lambda work: rig.queue.run(room.id, work)


def find_stored(db, member):
    with db.read() as session:
        return session.get(Member, member.id)


@pytest.mark.parametrize(
    ("task", "role", "language"),
    [
        ("presenter", Role.PRESENTER, None),
        ("moderator", Role.MODERATOR, None),
        ("interpreter.kk", Role.INTERPRETER, "kk"),
        ("interpreter.prs", Role.INTERPRETER, "prs"),
    ],
)
def test_helper_is_appointed_to_a_task(db, change, helper, task, role, language):
    member = change(lambda c: team.appoint(c, helper.id, task))

    stored = find_stored(db, member)
    assert (stored.role, stored.interprets) == (role, language)
    assert team.task_of(stored) == task


@pytest.mark.parametrize("task", ["host", "participant", "interpreter", "interpreter.xx", ""])
def test_unknown_task_is_refused(db, change, helper, task):
    with pytest.raises(Refused, match="role_unknown"):
        change(lambda c: team.appoint(c, helper.id, task))

    with db.read() as session:
        assert session.scalars(select(Member)).all() == []


def test_task_change_applies_at_once_and_is_announced_to_the_member(db, rig, change, helper):
    member = change(lambda c: team.appoint(c, helper.id, "presenter"))
    assert rig.do(member, "slide.go", slide=1)["ok"]

    change(lambda c: team.entrust(c, member.number, "interpreter.kk"))

    assert rig.do(member, "slide.go", slide=2)["code"] == "not_allowed"
    assert rig.do(member, "caption.say", text="Қайырлы таң")["ok"]
    bodies = [body for name, body in rig.heard_by(member) if name == "member.changed"]
    assert [body["role"] for body in bodies] == ["interpreter"]


def test_presenter_who_changes_task_gives_up_the_floor(db, rig, change, helper):
    member = change(lambda c: team.appoint(c, helper.id, "presenter"))
    rig.do(member, "floor.take", holder=None)

    change(lambda c: team.entrust(c, member.number, "moderator"))

    with db.read() as session:
        assert session.get(Room, member.room_id).floor_id is None


def test_dismissed_helper_gives_up_floor_and_lane(db, rig, change, helper, owner):
    other = db.write(lambda s: make_user(s, "Dana", UserRole.PRESENTER))
    presenter = change(lambda c: team.appoint(c, helper.id, "presenter"))
    interpreter = change(lambda c: team.appoint(c, other.id, "interpreter.kk"))
    rig.do(presenter, "floor.take", holder=None)
    rig.do(interpreter, "lane.take", holder=None)

    for member in (presenter, interpreter):
        change(lambda c, number=member.number: team.dismiss(c, number))

    with db.read() as session:
        assert session.get(Room, presenter.room_id).floor_id is None
        assert session.scalars(select(Lane)).all() == []


def test_interpreter_who_changes_language_gives_up_the_lane(db, rig, change, helper):
    member = change(lambda c: team.appoint(c, helper.id, "interpreter.kk"))
    rig.do(member, "lane.take", holder=None)

    change(lambda c: team.entrust(c, member.number, "interpreter.kk"))
    with db.read() as session:
        assert len(session.scalars(select(Lane)).all()) == 1

    change(lambda c: team.entrust(c, member.number, "interpreter.ru"))
    with db.read() as session:
        assert session.scalars(select(Lane)).all() == []


def test_only_helpers_can_be_given_a_task(db, change, room, owner):
    def build(session):
        stored_room = session.get(Room, room.id)
        guest = make_member(session, stored_room)
        return guest, make_member(session, stored_room, "Aida", Role.HOST, user=owner)

    for member in db.write(build):
        with pytest.raises(Refused, match="unknown_member"):
            change(lambda c, number=member.number: team.entrust(c, number, "presenter"))


def test_timeline_records_the_appointed_task(db, change, helper):
    change(lambda c: team.appoint(c, helper.id, "interpreter.kk"))

    with db.read() as session:
        details = session.scalars(
            select(TimelineEntry.detail).filter_by(kind="member.appointed")
        ).all()
    assert details == [{"role": "interpreter", "language": "kk"}]


def test_giving_up_a_floor_or_lane_not_held_broadcasts_nothing(rig, change, helper):
    member = change(lambda c: team.appoint(c, helper.id, "presenter"))

    change(lambda c: floor.leave(c, c.db.get(Member, member.id)))
    change(lambda c: captions.leave(c, c.db.get(Member, member.id)))

    assert rig.said == []


@pytest.fixture
def appointed(app, db, owner, helper, room):
    """`appointed(task)` appoints Bolat by the desk's form, and returns his visitor."""

    def appoint(task):
        organiser = signed_in(app, owner)
        organiser.get(f"/desk/{room.code}")
        answer = organiser.post(f"/desk/{room.code}", appoint=str(helper.id), task=task)
        assert answer.status_code == 303
        return signed_in(app, helper)

    return appoint


def test_plan_shows_and_changes_the_task_of_each_helper(app, db, owner, helper, room, appointed):
    appointed("moderator")
    organiser = signed_in(app, owner)
    page = organiser.get(f"/desk/{room.code}").text
    assert '<option value="moderator" selected>' in page

    with db.read() as session:
        number = session.scalar(select(Member.number).filter_by(user_id=helper.id))
    organiser.post(f"/desk/{room.code}", entrust=str(number), task="interpreter.ru")

    assert '<option value="interpreter.ru" selected>' in organiser.get(f"/desk/{room.code}").text


@pytest.mark.parametrize(
    ("task", "home"), [("moderator", "console"), ("interpreter.kk", "interpreting")]
)
def test_helper_is_led_to_the_page_of_their_task(appointed, room, task, home):
    visitor = appointed(task)

    for page in ("console", "stage", "remote", "interpreting"):
        answer = visitor.get(f"/rooms/{room.code}/{page}")
        if page == home:
            assert answer.status_code == 200
        else:
            assert answer.location == f"/rooms/{room.code}/{home}"
    assert visitor.get(f"/rooms/{room.code}").location == f"/rooms/{room.code}/{home}"


def test_presenter_has_console_stage_and_remote_only(appointed, room):
    visitor = appointed("presenter")

    for page in ("console", "stage", "remote"):
        assert visitor.get(f"/rooms/{room.code}/{page}").status_code == 200
    answer = visitor.get(f"/rooms/{room.code}/interpreting")
    assert answer.location == f"/rooms/{room.code}/console"


def test_moderator_console_offers_only_permitted_commands(appointed, room):
    forbidden = {"slide.go", "room.start", "room.end", "poll.open", "step.put"}
    controls = ['data-part="back"', 'data-command="room.start"', 'data-command="room.end"']
    pages = [f"/rooms/{room.code}/{page}" for page in ("report", "stage")]
    page = appointed("presenter").get(f"/rooms/{room.code}/console").text
    assert all(part in page for part in controls + pages)

    page = appointed("moderator").get(f"/rooms/{room.code}/console").text

    assert not any(part in page for part in controls + pages)
    may = page.split('data-may="')[1].split('"')[0].split()
    assert "member.language" in may and not set(may) & forbidden


def test_outsider_has_none_of_these_pages(app, db, room):
    """The stranger is signed in but has no part in this session."""
    stranger = signed_in(app, db.write(lambda s: make_user(s, "Nobody", UserRole.PRESENTER)))

    for page in ("console", "stage", "remote", "interpreting"):
        assert stranger.get(f"/rooms/{room.code}/{page}").status_code == 404


def test_desk_links_an_interpreter_to_the_interpreting_page(appointed, room):
    page = appointed("interpreter.kk").get("/desk").text

    assert f"/rooms/{room.code}/interpreting" in page
    assert f"/rooms/{room.code}/console" not in page
