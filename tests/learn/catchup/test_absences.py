"""A member's missed slides are computed and offered live; catching up is not attendance."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from tests.factories import make_module, make_slide
from tests.room.engine.rig import make_scene
from webinar.kit import clock
from webinar.kit.intervals import Stretch
from webinar.learn.catchup import absences
from webinar.live.polls.models import Poll, PollState
from webinar.live.slides.plan import Stay
from webinar.results.attendance.queries import attendance
from webinar.room.engine.models import Interval
from webinar.room.rooms.models import Member, Room, TimelineEntry

START = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def at(minutes):
    return START + timedelta(minutes=minutes)


def stretch(begin, end):
    return Stretch(at(begin), at(end))


STAYS = [Stay(at(0), 0), Stay(at(4), 1), Stay(at(6), 2), Stay(at(9), 3)]


def slides(presence, now=10, since=None, stays=STAYS, here=3):
    all_absences = absences.absences(presence, START, at(now))
    new_absences = absences.absences(presence, START, at(now), since)
    return absences.missed_slides(stays, all_absences, new_absences, at(now), here)


def test_latecomer_missed_every_slide_before_the_current_one():
    assert slides([]) == [0, 1, 2]


def test_absent_member_missed_only_slides_shown_meanwhile():
    assert slides([stretch(0, 4.5), stretch(9.5, 10)]) == [2]


def test_a_short_loss_of_connection_is_not_an_absence():
    assert slides([stretch(0, 10)]) == []
    assert slides([stretch(0, 3.8), stretch(4.7, 10)]) == []
    assert absences.absences([stretch(0, 3), stretch(3.9, 10)], START, at(10)) == []


def test_a_slide_shown_for_a_few_seconds_is_not_missed():
    short_stays = [Stay(at(0), 0), Stay(at(4), 1), Stay(at(4.05), 2), Stay(at(9), 3)]

    assert slides([], stays=short_stays) == [0, 2]


def test_a_slide_seen_earlier_is_not_missed_when_shown_again():
    stays_with_repetition = [*STAYS, Stay(at(10), 1), Stay(at(12), 3)]

    assert slides([stretch(10, 13)], now=13, stays=stays_with_repetition) == [0, 2]


def test_a_break_is_not_a_missed_slide():
    assert slides([], stays=[Stay(at(0), 0), Stay(at(4), None), Stay(at(9), 3)]) == [0]


def test_slides_already_caught_up_with_are_not_offered_again():
    late_and_dropped = [stretch(5, 5.5), stretch(9.5, 10)]

    assert slides(late_and_dropped) == [0, 2]
    assert slides(late_and_dropped, since=at(5.4)) == [2]


def test_a_poll_is_missed_if_it_opened_and_closed_during_an_absence():
    absence = [stretch(4, 8)]

    assert absences.is_missed(at(5), at(6), absence)
    assert not absences.is_missed(at(3), at(6), absence)
    assert not absences.is_missed(at(7), at(9), absence)
    assert not absences.is_missed(at(8.5), at(9), absence)


def test_minutes_are_the_reading_time_and_at_least_one():
    assert absences.minutes([], 1) == 1
    assert absences.minutes(["<p>" + "word " * 260 + "</p>"], 0) == 2
    assert absences.minutes(["<p class='a b c d'>" + "word " * 260 + "</p>"], 1) == 3


@pytest.fixture
def scene(db):
    """A session begun ten minutes ago; it showed the slides of `STAYS` and a poll on the second."""
    module = make_module(slides=[make_slide(f"s{number}") for number in range(4)])
    scene = make_scene(db, module=module)
    began = clock.now() - timedelta(minutes=10)

    def build(session):
        session.get(Room, scene.room.id).started_at = began
        session.get(Room, scene.room.id).slide = 3
        for stay in STAYS[1:]:
            session.add(
                TimelineEntry(
                    room_id=scene.room.id,
                    version=1,
                    at=began + (stay.at - START),
                    kind="slide.moved",
                    detail={"slide": stay.slide},
                )
            )
        session.add(
            Poll(
                room_id=scene.room.id,
                key="s1",
                position=1,
                kind="single",
                is_quiz=False,
                state=PollState.REVEALED,
                texts={"en": {"question": "?", "labels": {}}},
                opened_at=began + timedelta(minutes=4.5),
                closed_at=began + timedelta(minutes=5.5),
            )
        )

    db.write(build)
    return scene


@pytest.fixture
def be_there(db, scene):
    """`be_there(member, 0, 3)`: the member was seen from the start to the third minute."""

    def be_there(member, begin, end):
        began = clock.now() - timedelta(minutes=10)

        def build(session):
            session.add(
                Interval(
                    room_id=scene.room.id,
                    member_id=member.id,
                    boot="first",
                    began_at=began + timedelta(minutes=begin),
                    last_heard_at=began + timedelta(minutes=end),
                    is_open=False,
                )
            )

        db.write(build)

    return be_there


def look(rig, member):
    answer = rig.ask(member, "catchup.look")
    assert answer["ok"]
    return answer["missed"]


def test_latecomer_is_offered_missed_slides_polls_and_minutes(rig, scene):
    assert look(rig, scene.ada) == {
        "slides": [0, 1, 2],
        "polls": [{"poll": "s1", "slide": 1}],
        "minutes": 1,
    }


def test_each_member_is_offered_only_their_own_missed_slides(rig, scene, be_there):
    be_there(scene.ada, 0, 6)
    be_there(scene.bek, 0, 9.9)

    assert look(rig, scene.ada) == {"slides": [2], "polls": [], "minutes": 1}
    assert look(rig, scene.bek) is None


@pytest.mark.parametrize("skipped", [True, False])
def test_slides_looked_through_or_skipped_are_not_offered_again(db, rig, scene, skipped):
    rig.do(scene.ada, "catchup.done", slides=3, skipped=skipped)

    assert look(rig, scene.ada) is None
    assert look(rig, scene.bek) is not None
    with db.read() as session:
        entry = session.scalars(select(TimelineEntry).filter_by(member_id=scene.ada.id)).one()
    assert (entry.kind, entry.detail) == (
        "catchup.skipped" if skipped else "catchup.done",
        {"slides": 3},
    )


def test_catching_up_is_not_attendance_and_is_not_broadcast(db, rig, scene, be_there):
    be_there(scene.ada, 9, 10)

    def seconds():
        with db.read() as session:
            rows = attendance(session, session.get(Room, scene.room.id))
        return {row.name: row.presence.seconds for row in rows}

    before = seconds()
    rig.do(scene.ada, "catchup.done", slides=3)

    assert seconds() == before
    assert before["Ada"] == 60
    assert rig.said == []


@pytest.mark.parametrize("state", ["planned", "ended"])
def test_nothing_is_offered_unless_the_session_is_live(db, rig, scene, state):
    db.write(lambda s: s.execute(update(Room).values(state=state)))

    assert look(rig, scene.ada) is None


def test_member_admitted_late_missed_the_slides_before(db, rig, scene):
    def wait(session):
        session.get(Member, scene.ada.id).waits_since = clock.now()

    db.write(wait)
    assert rig.ask(scene.ada, "catchup.look")["code"] == "not_allowed"

    rig.do(scene.host, "lobby.admit", member=scene.ada.number)

    assert look(rig, scene.ada)["slides"] == [0, 1, 2]
