"""The organiser's home, setting up a session, and appointing its presenters."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from sqlalchemy import select

from tests.factories import make_change, make_member, make_module, make_room, make_user
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.content.lessons.library import Library
from webinar.kit import clock, zones
from webinar.kit.errors import Refused
from webinar.kit.permissions import Role
from webinar.people.accounts.models import User, UserRole
from webinar.room.rooms import planning
from webinar.room.rooms.models import Member, Room, RoomState
from webinar.room.sessions import team
from webinar.room.sessions.agenda import agenda_of

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Aida"))


@pytest.fixture
def organiser(app, owner):
    """The owner's browser on a server with the module `demo`."""
    server_services = app.extensions["webinar"]
    app.extensions["webinar"] = replace(server_services, library=Library({"demo": make_module()}))
    visitor = signed_in(app, owner)
    visitor.get("/desk/new")
    return visitor


def room_of(db, owner, **fields):
    return db.write(lambda s: make_room(s, s.get(User, owner.id), **fields))


def set_up(visitor, **fields):
    form = {"module": "demo", "title": "Алдын алу", "time_zone": "Asia/Almaty", "minutes": "90"}
    return visitor.post("/desk/new", **(form | {"date": "", "time": ""} | fields))


def only_room(db):
    with db.read() as session:
        return session.scalars(select(Room)).one()


def test_new_session_is_planned_at_the_local_time_and_opened(db, owner, organiser):
    day = (clock.now() + timedelta(days=30)).date().isoformat()

    response = set_up(organiser, date=day, time="09:30")

    room = only_room(db)
    assert response.location == f"/desk/{room.code}"
    assert room.owner_id == owner.id
    assert (room.title, room.planned_minutes, room.time_zone) == ("Алдын алу", 90, "Asia/Almaty")
    assert room.planned_at.isoformat() == f"{day}T04:30:00+00:00"
    assert room.state is RoomState.PLANNED


def test_session_without_title_and_time_takes_the_module_title(db, organiser):
    set_up(organiser, title=" ")

    room = only_room(db)
    assert room.title == "Demo en"
    assert room.planned_at is None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"module": "../secret"}, "Choose a module"),
        ({"minutes": "0"}, "from 5 to 600"),
        ({"minutes": "an hour"}, "from 5 to 600"),
        ({"date": "2031-01-01"}, "both the date and the time"),
        ({"date": "2031-02-30", "time": "10:00"}, "both the date and the time"),
        ({"date": "2020-01-01", "time": "10:00"}, "in the past"),
        ({"time_zone": "Europe/../../etc/passwd"}, "Choose a time zone"),
        ({"date": "2027-03-28", "time": "02:30", "time_zone": "Europe/Vienna"}, "go forward"),
    ],
)
def test_invalid_form_is_explained_and_keeps_the_input(db, organiser, fields, words):
    response = set_up(organiser, **fields)

    assert response.status_code == 422
    assert words in response.text
    assert 'value="Алдын алу"' in response.text
    with db.read() as session:
        assert session.scalars(select(Room)).all() == []


@pytest.mark.parametrize(("minutes", "length"), [(50, 50), (3, 5), (4000, 600)])
def test_session_without_length_is_as_long_as_its_module(app, db, owner, minutes, length):
    server_services, short = (
        app.extensions["webinar"],
        msgspec.structs.replace(make_module("short"), minutes=minutes),
    )
    library = Library({"demo": make_module(), "short": short})
    app.extensions["webinar"] = replace(server_services, library=library)
    organiser = signed_in(app, owner)
    page = organiser.get("/desk/new").text
    assert re.search(rf'<option value="short" data-minutes="{length}">', page)
    assert re.search(r'name="minutes" type="number" value=""', page)

    set_up(organiser, module="short", minutes=" ")

    assert only_room(db).planned_minutes == length


def test_unknown_form_fields_are_ignored(db, owner, organiser):
    set_up(organiser, owner_id="1", state="live", code="AAAAAAAA", version="7")

    room = only_room(db)
    assert room.state is RoomState.PLANNED
    assert room.code != "AAAAAAAA"
    assert room.version == 0


def test_presenter_cannot_set_up_a_session(app, db):
    visitor = signed_in(app, db.write(lambda s: make_user(s, role=UserRole.PRESENTER)))
    visitor.get("/desk")

    assert visitor.get("/desk/new").status_code == 403
    assert set_up(visitor).status_code == 403


def test_strangers_are_sent_to_the_sign_in_page(app):
    assert Visitor(app).get("/desk").location == "/sign-in"


def test_an_empty_desk_says_what_to_do(app, db, owner):
    assert "There is no session yet" in signed_in(app, owner).get("/desk").text
    presenter = db.write(lambda s: make_user(s, role=UserRole.PRESENTER))
    assert "not named in a session yet" in signed_in(app, presenter).get("/desk").text


def test_desk_uses_russian_plurals_for_minutes(app, organiser):
    server_services, programme = app.extensions["webinar"], make_module()
    app.extensions["webinar"] = replace(
        server_services, library=Library(programmes={"demo": programme})
    )
    organiser.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "ru"

    page = organiser.get("/desk").text

    assert "45 минут; ведущих и время можно указать потом" in page


def test_desk_lists_running_then_planned_then_finished_sessions(app, db, owner):
    for title, state in (("Old", RoomState.ENDED), ("Next", RoomState.PLANNED), ("Now", None)):
        room_of(db, owner, title=title, **({"state": state} if state else {}))

    page = signed_in(app, owner).get("/desk").text

    places = [page.index(f"<bdi>{title}</bdi>") for title in ("Now", "Next", "Old")]
    assert places == sorted(places)


def test_running_session_links_to_its_rooms_and_finished_one_to_report(app, db, owner):
    live = room_of(db, owner).code
    over = room_of(db, owner, state=RoomState.ENDED).code

    page = signed_in(app, owner).get("/desk").text

    for path in (f"/rooms/{live}/console", f"/rooms/{live}/stage", f"/rooms/{over}/report"):
        assert f'href="{path}"' in page
    assert f'value="http://127.0.0.1:5000/join/{live}"' in page
    assert f"/rooms/{over}/console" not in page


def test_title_is_escaped(app, db, owner):
    room_of(db, owner, title="<script>alert(1)</script>")

    page = signed_in(app, owner).get("/desk").text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_everybody_sees_their_sessions_and_administrators_all(db, owner):
    other = db.write(make_user)
    helper = db.write(lambda s: make_user(s, role=UserRole.PRESENTER))
    admin = db.write(lambda s: make_user(s, role=UserRole.ADMIN))
    own_room, other_room = room_of(db, owner), room_of(db, other)
    db.write(lambda s: make_member(s, s.get(Room, own_room.id), role=Role.PRESENTER, user=helper))
    db.write(lambda s: make_member(s, s.get(Room, other_room.id), user=helper))

    def seen_by(user):
        with db.read() as session:
            return {room.id for room in agenda_of(session, user).live}

    assert seen_by(owner) == {own_room.id}
    assert seen_by(other) == {other_room.id}
    assert seen_by(helper) == {own_room.id}
    assert seen_by(admin) == {own_room.id, other_room.id}


def test_sessions_are_ordered_by_time(db, owner):
    late = room_of(db, owner, state=RoomState.PLANNED, planned_at=NOW + timedelta(days=2))
    some_time = room_of(db, owner, state=RoomState.PLANNED)
    soon = room_of(db, owner, state=RoomState.PLANNED, planned_at=NOW + timedelta(days=1))

    with db.read() as session:
        planned = agenda_of(session, owner).planned

    assert [room.id for room in planned] == [soon.id, late.id, some_time.id]


def test_session_of_another_organiser_is_not_found(app, db, owner, organiser):
    other_code = room_of(db, db.write(make_user)).code
    own_code = room_of(db, owner).code

    assert organiser.get(f"/desk/{own_code}").status_code == 200
    assert organiser.get(f"/desk/{other_code}").status_code == 404
    assert organiser.post(f"/desk/{other_code}", appoint=str(owner.id)).status_code == 404
    admin = signed_in(app, db.write(lambda s: make_user(s, role=UserRole.ADMIN)))
    assert admin.get(f"/desk/{other_code}").status_code == 200


def test_appointed_presenter_sees_the_session_until_dismissed(app, db, owner, organiser):
    presenter = db.write(lambda s: make_user(s, "Bolat", UserRole.PRESENTER, invited_by=owner.id))
    room = room_of(db, owner, title="Together")
    organiser.get(f"/desk/{room.code}")
    helper = signed_in(app, presenter)

    organiser.post(f"/desk/{room.code}", appoint=str(presenter.id))
    assert "Together" in helper.get("/desk").text

    with db.read() as session:
        number = session.scalar(select(Member.number).filter_by(user_id=presenter.id))
    organiser.post(f"/desk/{room.code}", dismiss=str(number))
    assert "Together" not in helper.get("/desk").text


def test_appointing_an_unknown_user_is_refused(db, owner, organiser):
    room = room_of(db, owner)
    organiser.get(f"/desk/{room.code}")

    assert organiser.post(f"/desk/{room.code}", appoint="999").status_code == 422


def test_reappointed_helper_is_the_same_member(db, owner):
    helper, room = db.write(make_user), room_of(db, owner)

    def change(work):
        return db.write(lambda s: work(make_change(s, s.get(Room, room.id))).id)

    first = change(lambda c: team.appoint(c, helper.id))
    change(lambda c: team.dismiss(c, 1))

    assert change(lambda c: team.appoint(c, helper.id)) == first


def test_participant_cannot_be_dismissed_as_a_presenter(db, owner):
    room = room_of(db, owner)
    guest = db.write(lambda s: make_member(s, s.get(Room, room.id)))

    with pytest.raises(Refused, match="unknown_member"):
        db.write(lambda s: team.dismiss(make_change(s, s.get(Room, room.id)), guest.number))


def test_ambiguous_time_means_the_first():
    instant = planning.planned_instant("2027-10-31", "02:30", "Europe/Vienna", NOW)

    assert instant == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_time_with_an_offset_is_not_a_local_time():
    with pytest.raises(Refused, match="time_invalid"):
        planning.planned_instant("2027-10-31", "02:30+09:00", "Asia/Almaty", NOW)


def test_zone_choices_show_their_offset():
    zones_by_region = zones.zones_by_region(NOW.date())

    assert ("Asia/Almaty", "Asia/Almaty, UTC+05:00") in zones_by_region["Asia"]
    assert ("Asia/Kabul", "Asia/Kabul, UTC+04:30") in zones_by_region["Asia"]


def test_own_zone_comes_first_in_the_list(app, db):
    user = db.write(lambda s: make_user(s, "Organiser", time_zone="Asia/Kabul"))

    page = signed_in(app, user).get("/desk/new").text

    zones = page.partition('name="time_zone"')[2].partition("</select>")[0]
    names = re.findall(r'<option value="([^"]+)"( selected)?', zones)
    assert [name for name, _ in names[:2]] == ["Asia/Kabul", "UTC"]
    assert [name for name, chosen in names if chosen] == ["Asia/Kabul"]
    assert len(names) == len({name for name, _ in names}) > 400
