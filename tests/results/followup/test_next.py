"""A follow-up session: set up from the board, with the old list and its present state."""

import re
from datetime import timedelta

import pytest

from tests.factories import make_member, make_room, make_user
from tests.people.accounts.browsing import Visitor, signed_in
from tests.results.followup.making import in_days, make_scene, today
from webinar.kit.permissions import Role
from webinar.live.steps.models import Step
from webinar.people.accounts.models import UserRole
from webinar.results.followup.models import FollowUp
from webinar.room.rooms.models import Room, RoomState

# Links away from the console leave it open.
OWN_WINDOW = 'target="_blank" rel="noopener"'


@pytest.fixture
def scene(db):
    return make_scene(db)


@pytest.fixture
def host(app, scene):
    visitor = signed_in(app, scene.owner)
    visitor.home = f"/rooms/{scene.room.code}/follow"
    visitor.get(visitor.home)
    return visitor


def plan(host, **fields):
    form = {"title": "Follow-up", "minutes": "60", "time_zone": "Asia/Almaty"}
    return host.post(f"{host.home}/next", **form | fields)


def newest(db):
    with db.read() as session:
        return session.query(Room).order_by(Room.id.desc()).first()


@pytest.fixture
def follow_up(db, host):
    assert plan(host).status_code == 303
    return newest(db)


def test_next_session_uses_the_same_programme_and_follows_this_one(db, scene, host):
    assert 'value="Follow-up: A session"' in host.get(f"{host.home}/next").text

    answer = plan(host, date=in_days(30), time="09:30")

    room = newest(db)
    assert answer.headers["Location"] == f"/desk/{room.code}"
    assert (room.state, room.edition_id) == (RoomState.PLANNED, scene.room.edition_id)
    assert room.planned_at.date() == today() + timedelta(days=30)
    with db.read() as session:
        [link] = session.query(FollowUp).all()
        assert (link.room_id, link.follows_id) == (room.id, scene.room.id)


@pytest.mark.parametrize(
    "fields", [{"title": " "}, {"minutes": "1"}, {"date": "2020-01-01", "time": "09:00"}]
)
def test_invalid_form_is_explained_and_keeps_the_input(db, host, fields):
    page = plan(host, **{"title": "My title"} | fields)

    assert page.status_code == 422
    assert "My title" in page.text or fields["title"] == " "
    with db.read() as session:
        assert session.query(FollowUp).count() == 0


def test_next_session_shows_the_old_list_with_its_present_state(db, host, follow_up):
    blocked = {"kind": "blocked", "owner": "1", "note": "A bigger room"}
    host.get(host.home)
    assert host.post(f"{host.home}/1", key="a" * 32, **blocked).status_code == 303
    noted = {"kind": "note", "owner": "1", "note": "For us alone"}
    assert host.post(f"{host.home}/2", key="b" * 32, **noted).status_code == 303

    for path in (f"/desk/{follow_up.code}", f"/rooms/{follow_up.code}/follow"):
        page = host.get(path).text
        assert "Train officers" in page and "Blocked" in page and "A bigger room" in page, path
        assert "For us alone" not in page
    assert f"/rooms/{follow_up.code}/follow" in host.get(host.home).text


def test_participant_of_the_next_session_reads_the_list(app, db, scene, host, follow_up):
    dina = Visitor(app)
    dina.get(f"/join/{follow_up.code}")
    assert dina.post(f"/join/{follow_up.code}", name="Dina", language="ru").status_code == 303

    page = dina.get(f"/rooms/{follow_up.code}/earlier").text

    assert "Train officers" in page and "Ада" in page and "Head of unit" in page
    assert "/follow" not in page, "the board is for those who run it"
    assert Visitor(app).get(f"/rooms/{follow_up.code}/earlier").status_code == 303
    assert dina.get(f"/rooms/{scene.room.code}/earlier").status_code == 303


def test_room_and_console_link_to_an_earlier_session(app, db, scene, host, follow_up):
    address = f"/rooms/{follow_up.code}/earlier"
    dina = Visitor(app)
    dina.get(f"/join/{follow_up.code}")
    dina.post(f"/join/{follow_up.code}", name="Dina", language="ru")

    room, console = (
        dina.get(f"/rooms/{follow_up.code}").text,
        host.get(f"/rooms/{follow_up.code}/console"),
    )

    # The scripts redraw the place of steps and keep this line; in the console they draw the body.
    quiet = '<p class="steps-earlier"><a class="button quiet"'
    assert f'{quiet} href="{address}">Согласовано ранее' in room
    link = console.text.index(f'href="{address}" target="_blank"')
    assert link < console.text.index('id="steps-body"')
    assert "/earlier" not in host.get(f"/rooms/{scene.room.code}/console").text


def test_room_without_an_earlier_session_does_not_mention_one(app, db):
    room = db.write(make_room)
    dina = Visitor(app)
    dina.get(f"/join/{room.code}")
    dina.post(f"/join/{room.code}", name="Dina", language="ru")

    assert "earlier" not in re.sub(r"<details.*?>", "", dina.get(f"/rooms/{room.code}").text)


def test_console_of_a_finished_session_links_to_protocol_and_steps(app, db, scene, host):
    pages = (f"/rooms/{scene.room.code}/protocol", f"/rooms/{scene.room.code}/follow")
    mina = db.write(lambda s: make_user(s, "Mina", UserRole.PRESENTER))
    db.write(lambda s: make_member(s, s.merge(scene.room), "Mina", Role.MODERATOR, user=mina))

    owners_console = host.get(f"/rooms/{scene.room.code}/console").text
    moderators_console = signed_in(app, mina).get(f"/rooms/{scene.room.code}/console").text

    for page in pages:
        assert f'href="{page}" {OWN_WINDOW} data-while="ended">' in owners_console
        assert host.get(page).status_code == 200
        assert page not in moderators_console


def test_console_of_a_running_session_hides_those_links(host, db, scene):
    live = make_scene(db, owner=scene.owner, state=RoomState.LIVE).room

    page = host.get(f"/rooms/{live.code}/console").text

    assert f'href="/rooms/{live.code}/protocol" {OWN_WINDOW} data-while="ended" hidden>' in page
    assert f'href="/rooms/{live.code}/follow" {OWN_WINDOW} data-while="ended" hidden>' in page


def test_third_session_shows_the_agreements_of_both_earlier_sessions(db, host, follow_up):
    def agree(session):
        from tests.live.steps.making import make_step
        from webinar.live.steps.models import StepState

        room = session.get(Room, follow_up.id)
        member = make_member(session, room, "Zoya", Role.HOST)
        make_step(session, room, member, "Go on with schools", StepState.AGREED)

    db.write(agree)
    host.home = f"/rooms/{follow_up.code}/follow"
    host.get(host.home)
    assert plan(host, title="Third").status_code == 303

    page = host.get(f"/desk/{newest(db).code}").text

    assert page.index("Go on with schools") < page.index("Train officers")


def test_only_organiser_with_the_report_can_plan_a_follow_up(app, db, scene, host):
    for role, status in ((UserRole.ORGANISER, 404), (UserRole.PRESENTER, 403)):
        other = signed_in(app, db.write(lambda session, r=role: make_user(session, "Other", r)))
        other.get("/desk")
        other.home = host.home
        assert other.get(f"{host.home}/next").status_code == status
        assert plan(other).status_code == status
    with db.read() as session:
        assert session.query(FollowUp).count() == 0
        assert session.query(Step).count() == 4
