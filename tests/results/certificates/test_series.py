"""A certificate of a series: a person's work in its sessions adds up, tests included."""

from datetime import timedelta

import pytest

from tests.factories import (
    invite,
    make_cohort,
    make_member,
    make_person,
    make_room,
    make_user,
    match,
)
from tests.live.assessment.making import POST, make_programme
from tests.people.accounts.browsing import signed_in
from tests.results.certificates.making import BEGAN, be_there, certificates
from webinar.kit import clock
from webinar.learn.identity.keys import Identity
from webinar.live.assessment.models import GivenAnswer, OpenedTest, Paper
from webinar.results.certificates.earning import Terms
from webinar.results.certificates.queries import find_own_scope, zone_of
from webinar.results.certificates.standing import standings
from webinar.results.completion.requirements import Requirement
from webinar.results.series.models import Series, SeriesSession
from webinar.room.rooms.models import RoomState


class World:
    """Two one-hour sessions of one cohort; the second's zone is a day ahead."""


@pytest.fixture
def world(db):
    def build(s):
        scene = World()
        scene.owner = make_user(s, "Grace")
        scene.cohort = make_cohort(s, scene.owner)
        scene.ada = make_person(s, scene.cohort, name="Ada Example", rank="captain")
        scene.series = Series(
            owner_id=scene.owner.id,
            title="A course",
            cohort_id=scene.cohort.id,
            created_at=clock.now(),
        )
        s.add(scene.series)
        s.flush()
        scene.rooms = [add_room(s, scene, number) for number in (0, 1)]
        return scene

    return db.write(build)


def add_room(s, scene, number):
    zone = "Asia/Almaty" if number == 0 else "Pacific/Kiritimati"
    module = make_programme() if number == 0 else None
    room = make_room(s, scene.owner, module, state=RoomState.ENDED, time_zone=zone)
    room.started_at, room.ended_at = BEGAN, BEGAN + timedelta(minutes=60, seconds=number)
    s.add(SeriesSession(room_id=room.id, series_id=scene.series.id, position=number))
    invite(s, room, scene.cohort)
    return room


def come(db, world, number, minutes):
    def build(s):
        member = make_member(s, s.merge(world.rooms[number]), "ada typed", language="kk")
        match(s, member, s.merge(world.ada))
        be_there(s, member, minutes)
        return member

    return db.write(build)


def look(db, world, **terms):
    with db.read() as s:
        scope = find_own_scope(s, world.owner, "", world.series.id)
        return standings(s, scope, Terms(**terms), clock.now())


def answer(db, member, right, *, hand_in):
    def build(s):
        for name in ("q1", "q2"):
            s.add(
                GivenAnswer(
                    member_id=member.id,
                    item=f"{POST}--{name}",
                    options=["b" if name in right else "a"],
                    answered_at=clock.now(),
                )
            )
        handed_in_at = clock.now() if hand_in else None
        s.add(
            Paper(member_id=member.id, part=POST, saved_at=clock.now(), handed_in_at=handed_in_at)
        )

    db.write(build)


def test_minutes_of_the_sessions_add_up(db, world):
    come(db, world, 0, 60)
    [half] = look(db, world, percent=75)
    come(db, world, 1, 30)
    [both] = look(db, world, percent=75)

    assert [(missing.requirement, missing.has, missing.needs) for missing in half.missing] == [
        (Requirement.TIME, 60, 90)
    ]
    assert both.missing == ()
    assert (both.name, both.rank, both.language) == ("Ada Example", "captain", "kk")


def test_guests_of_a_session_are_not_on_the_list(db, world):
    db.write(lambda s: make_member(s, s.merge(world.rooms[0]), "Guest"))

    assert [standing.name for standing in look(db, world, percent=1)] == ["Ada Example"]


def test_a_post_test_counts_once_it_is_handed_in(db, world):
    ada = come(db, world, 0, 60)
    answer(db, ada, {"q1"}, hand_in=False)
    [before] = look(db, world, mark=50)
    db.write(lambda s: setattr(s.get_one(Paper, (ada.id, POST)), "handed_in_at", clock.now()))
    [after] = look(db, world, mark=50)
    [high] = look(db, world, mark=51)

    assert [missing.requirement for missing in before.missing] == [Requirement.TEST_OPEN]
    assert after.missing == ()
    assert [(missing.requirement, missing.has, missing.needs) for missing in high.missing] == [
        (Requirement.TEST, 50, 51)
    ]


def test_unsubmitted_answers_count_once_the_post_test_is_over(db, world):
    ada = come(db, world, 0, 60)
    answer(db, ada, {"q1", "q2"}, hand_in=False)

    db.write(
        lambda s: s.add(
            OpenedTest(room_id=world.rooms[0].id, part=POST, days=0, closed_at=clock.now())
        )
    )

    [standing] = look(db, world, mark=100)
    assert standing.missing == ()


def test_better_of_two_papers_counts(db, world):
    first, second = come(db, world, 0, 60), come(db, world, 0, 10)
    answer(db, first, set(), hand_in=True)
    answer(db, second, {"q1", "q2"}, hand_in=True)

    [standing] = look(db, world, mark=100)

    assert standing.missing == ()
    assert standing.identity == Identity("person", world.ada.id)


def test_series_certificate_is_issued_after_the_last_session_with_its_date(app, db, world):
    come(db, world, 0, 60)
    come(db, world, 1, 60)
    desk = signed_in(app, world.owner)
    home = f"/desk/series/{world.series.id}/certificates"
    desk.get(home)
    rule = {"percent": "80", "polls": "", "mark": "", "minutes": "120"}

    def set_state(state):
        db.write(lambda s: setattr(s.merge(world.rooms[1]), "state", state))

    desk.post(home + "/rule", **rule)
    set_state(RoomState.LIVE)
    early = desk.post(home + "/issue", issue="all")
    set_state(RoomState.ENDED)
    desk.post(home + "/issue", issue="all")

    [certificate] = certificates(db)
    assert early.status_code == 422
    assert (certificate.title, certificate.minutes, certificate.language) == ("A course", 120, "kk")
    # 14 hours ahead of UTC.
    assert certificate.completed_on == (BEGAN + timedelta(minutes=60, seconds=1, hours=14)).date()
    with db.read() as s:
        assert zone_of(s, certificate) == "Pacific/Kiritimati"
    assert desk.client.get(home + ".pdf").mimetype == "application/pdf"
    other = signed_in(app, db.write(lambda s: make_user(s, "Other")))
    assert other.get(home).status_code == 404


def test_series_without_sessions_has_a_page(app, db):
    def build(s):
        owner = make_user(s)
        series = Series(owner_id=owner.id, title="Empty", created_at=clock.now())
        s.add(series)
        s.flush()
        return owner, series.id

    owner, number = db.write(build)
    desk = signed_in(app, owner)

    assert desk.get(f"/desk/series/{number}/certificates").status_code == 200
