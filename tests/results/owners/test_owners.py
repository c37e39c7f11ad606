"""The page of owners shares with organisers, hands over, and shuts the consoles of the removed."""

import re

import pytest
from sqlalchemy import select

from tests.factories import invite, make_cohort, make_course, make_room, make_user
from tests.people.accounts.browsing import signed_in
from webinar.people.accounts.models import UserRole
from webinar.people.audit.models import AuditEntry
from webinar.people.ownership import actions
from webinar.results.series.actions import add_session, create_series
from webinar.room.rooms.models import Member, Room, RoomState


@pytest.fixture
def scene(app, db):
    """The owner's things by their addresses, and the browsers of the owner and of others."""

    def build(s):
        users = {name: make_user(s, name) for name in ("Owner", "Bolat", "Third")}
        users["Admin"] = make_user(s, "Admin", UserRole.ADMIN)
        owner = users["Owner"]
        cohort = make_cohort(s, owner, "Officers", people=["Ada"])
        room = make_room(s, owner, title="Alone")
        invite(s, room, cohort)
        things = {
            f"/desk/{room.code}": room,
            f"/desk/cohorts/{cohort.id}": cohort,
            f"/desk/series/{create_series(s, owner, 'Series', cohort).id}": None,
            f"/desk/courses/{make_course(s, owner, cohort=cohort).id}": None,
        }
        return users, list(things)

    users, addresses = db.write(build)
    return {name: signed_in(app, user) for name, user in users.items()}, users, addresses


def kinds(db):
    with db.read() as s:
        query = select(AuditEntry.kind).where(AuditEntry.kind.startswith("owner."))
        return list(s.scalars(query.order_by(AuditEntry.id)))


@pytest.mark.parametrize("place", range(4))
def test_a_thing_is_shared_handed_over_and_taken_back(db, scene, place):
    visitors, users, addresses = scene
    address = addresses[place]
    owner, bolat, third = visitors["Owner"], visitors["Bolat"], visitors["Third"]
    page = f"{address}/owners"
    assert bolat.get(address).status_code == bolat.get(page).status_code == 404

    owner.get(page)
    assert owner.post(page, email=users["Bolat"].email).status_code == 303
    assert bolat.get(address).status_code == 200
    assert third.get(address).status_code == third.get(page).status_code == 404
    shown = bolat.get(page).text
    assert "Make the owner" not in shown
    assert "Leave it" in shown
    owner.get(page)
    assert owner.post(page, hand=users["Bolat"].id).status_code == 303
    bolat.get(page)
    assert bolat.post(page, remove=users["Owner"].id).status_code == 303

    assert kinds(db) == ["owner.added", "owner.changed", "owner.removed"]
    # The room, series and course stay the former owner's by the cohort; the cohort does not.
    assert owner.get(address).status_code == (404 if place == 1 else 200)


def test_a_stranger_cannot_add_anybody(db, scene):
    visitors, users, addresses = scene
    for address in addresses:
        visitors["Third"].get("/desk")
        answer = visitors["Third"].post(f"{address}/owners", email=users["Third"].email)
        assert answer.status_code == 404
    assert kinds(db) == []


def test_a_refusal_says_why_and_keeps_what_was_typed(scene):
    visitors, _, addresses = scene
    owner, page = visitors["Owner"], f"{addresses[0]}/owners"

    owner.get(page)
    answer = owner.post(page, email="nobody@example.test")

    assert answer.status_code == 422
    assert "No organiser of this server has this address" in answer.text
    assert 'value="nobody@example.test"' in answer.text


def test_who_leaves_is_led_home(scene):
    visitors, users, addresses = scene
    page = f"{addresses[1]}/owners"
    visitors["Owner"].get(page)
    visitors["Owner"].post(page, email=users["Bolat"].email)
    visitors["Bolat"].get(page)

    answer = visitors["Bolat"].post(page, remove=users["Bolat"].id)

    assert answer.headers["Location"] == "/desk"
    assert visitors["Bolat"].get(addresses[1]).status_code == 404


def test_the_console_of_a_removed_co_owner_is_shut_until_they_are_added_again(scene):
    visitors, users, addresses = scene
    page, code = f"{addresses[0]}/owners", addresses[0].rpartition("/")[2]
    owner, bolat = visitors["Owner"], visitors["Bolat"]
    console, report = f"/rooms/{code}/console", f"/rooms/{code}/report"

    for _ in range(2):
        owner.get(page)
        owner.post(page, email=users["Bolat"].email)
        assert bolat.get(console).status_code == 200
        owner.get(page)
        owner.post(page, remove=users["Bolat"].id)
        assert bolat.get(console).status_code == 404
        assert bolat.get(report).status_code == 404
        assert code not in bolat.get("/desk").text


def test_a_co_owner_who_duplicates_a_session_has_the_duplicate(app, db, scene):
    visitors, users, addresses = scene
    code = addresses[0].rpartition("/")[2]

    def share(s):
        room = s.scalar(select(Room).filter_by(code=code))
        actions.add(s, room, s.merge(users["Owner"]), s.merge(users["Bolat"]))

    db.write(share)
    bolat = visitors["Bolat"]
    bolat.get(f"/desk/{code}/repeat")
    made = bolat.post(
        f"/desk/{code}/repeat", title="Again", minutes="50", time_zone="UTC", edition="same"
    )

    assert bolat.get(made.headers["Location"]).status_code == 200
    assert visitors["Owner"].get(made.headers["Location"]).status_code == 200
    assert visitors["Third"].get(made.headers["Location"]).status_code == 404


def test_a_shared_session_keeps_its_cohort_without_giving_the_list_of_people(scene):
    visitors, users, addresses = scene
    room, cohort = addresses[:2]
    visitors["Owner"].get(f"{room}/owners")
    visitors["Owner"].post(f"{room}/owners", email=users["Bolat"].email)
    bolat = visitors["Bolat"]

    shown = bolat.get(room).text
    chosen = re.search(r'<option value="(\d+)" selected>Officers', shown)
    assert chosen
    assert f'href="{cohort}/links"' not in shown
    bolat.post(f"{room}/cohort", cohort=chosen[1], guests="yes")
    assert re.search(r'<option value="\d+" selected>Officers', bolat.get(room).text)
    assert bolat.get(cohort).status_code == bolat.get(f"{cohort}/links").status_code == 404
    assert bolat.get("/desk").status_code == 200


def test_errands_and_archiving_of_a_shared_session_are_its_co_owners_too(db, scene):
    visitors, users, addresses = scene
    code = addresses[0].rpartition("/")[2]

    def end(s):
        room = s.scalar(select(Room).filter_by(code=code))
        room.state, room.started_at, room.ended_at = (
            RoomState.ENDED,
            room.created_at,
            room.created_at,
        )
        actions.add(s, room, s.merge(users["Owner"]), s.merge(users["Bolat"]))

    db.write(end)

    assert "Check the attendance and freeze it" in visitors["Bolat"].get("/desk").text
    assert f'name="session" value="{code}"' in visitors["Bolat"].get("/desk/sessions").text
    visitors["Bolat"].post("/desk/sessions", session=code, act="archive")
    assert code not in visitors["Owner"].get("/desk/sessions").text


@pytest.fixture
def series(app, db):
    """The owner's session in a series that Bolat shares: `(visitors, code, series_id)`."""

    def build(s):
        owner, bolat = make_user(s, "Owner"), make_user(s, "Bolat")
        room = make_room(s, owner, title="One of them", state=RoomState.LIVE)
        series = create_series(s, owner, "Series")
        add_session(s, series, room, owner)
        actions.add(s, series, owner, bolat)
        return owner, bolat, room.code, series.id

    owner, bolat, code, series_id = db.write(build)
    return {"Owner": signed_in(app, owner), "Bolat": signed_in(app, bolat)}, code, series_id


def test_a_duplicate_of_a_session_shared_by_its_series_is_shared_too(series):
    visitors, code, _ = series
    bolat = visitors["Bolat"]
    bolat.get(f"/desk/{code}/repeat")

    made = bolat.post(
        f"/desk/{code}/repeat", title="Again", minutes="50", time_zone="UTC", edition="same"
    )

    assert bolat.get(made.headers["Location"]).status_code == 200


def test_a_session_taken_out_of_a_shared_series_is_shared_no_more(series):
    visitors, code, series_id = series
    owner, bolat = visitors["Owner"], visitors["Bolat"]
    console, report = f"/rooms/{code}/console", f"/rooms/{code}/report"
    assert bolat.get(console).status_code == 200
    assert "One of them" in bolat.get("/desk").text

    owner.get(f"/desk/series/{series_id}")
    owner.post(f"/desk/series/{series_id}", remove=code)

    assert bolat.get(console).status_code == bolat.get(report).status_code == 404
    assert "One of them" not in bolat.get("/desk").text


def test_the_seat_of_a_removed_co_owner_is_taken(db, series):
    visitors, code, series_id = series
    visitors["Bolat"].get(f"/rooms/{code}/console")
    page = f"/desk/series/{series_id}/owners"
    shown = visitors["Owner"].get(page).text

    visitors["Owner"].post(page, remove=re.search(r'name="remove" value="(\d+)"', shown)[1])

    with db.read() as s:
        [bolat] = s.scalars(select(Member).filter_by(name="Bolat")).all()
    assert bolat.removed_at is not None
