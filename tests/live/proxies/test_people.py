"""People in a hall are members, present with the facilitator's device, and counted once each."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.live.proxies.making import (
    count_hands,
    expect_ok,
    make_hall,
    member,
    proxy_ballots,
    tally,
    vote,
)
from webinar.kit import clock
from webinar.live.presence.actions import Recorder
from webinar.live.presence.queries import people
from webinar.results.attendance.queries import attendance
from webinar.room.engine.models import Ending, Interval
from webinar.room.engine.presence import Sighting
from webinar.room.rooms.models import Member, Room


@pytest.fixture
def hall(db, rig):
    return make_hall(db, rig)


def hear(rig, member, began_at, last, is_open=True, boot="one"):
    """Record that this member's device was heard from `began_at` to `last`."""
    sighting = Sighting(member.id, began_at, last, is_open=is_open, is_new=True)
    rig.queue.run(member.room_id, lambda change: Recorder(boot)(change, [sighting]))


def roster(db, room):
    with db.read() as s:
        return {person.name: person for person in people(s, s.get(Room, room.id)).members}


def presence_by_name(db, room):
    """Return the seconds of presence and the hall of each person, by name."""
    with db.read() as s:
        rows = attendance(s, s.get(Room, room.id))
    return {row.name: (row.presence.seconds, row.hall) for row in rows}


def start_earlier(db, room, minutes=10):
    def change(s):
        s.get(Room, room.id).started_at = clock.now() - timedelta(minutes=minutes)

    db.write(change)


def test_people_in_a_hall_are_members_marked_with_it(db, rig, hall):
    members = roster(db, hall.room)

    assert members["Askar"].hall == "Aktau"
    assert members["Askar"].language == "kk"
    assert "hall" not in json.dumps(rig.snapshot(hall.host)["people"]["members"][1])


def test_hall_people_are_here_while_the_facilitators_device_is(db, rig, hall):
    now = clock.now()
    assert roster(db, hall.room)["Askar"].state == "away"

    hear(rig, hall.facilitator, now, clock.now())
    state = roster(db, hall.room)["Askar"].state
    hear(rig, hall.facilitator, now, clock.now(), is_open=False)

    assert state == "here"
    assert roster(db, hall.room)["Askar"].state == "lost"
    assert roster(db, hall.room)["Rosa"].state == "away"


def test_person_entered_at_a_present_device_is_here_at_once(db, rig, hall):
    hear(rig, hall.facilitator, clock.now(), clock.now())

    expect_ok(rig.do(hall.facilitator, "hall.add", hall=1, names=["Late"], language="ru"))

    assert roster(db, hall.room)["Late"].state == "here"
    hear(rig, hall.facilitator, clock.now(), clock.now())
    assert roster(db, hall.room)["Late"].state == "here"


def test_hosts_hear_once_that_hall_people_are_here(db, rig, hall):
    rig.beat()
    rig.said.clear()

    for _ in range(2):
        hear(rig, hall.facilitator, clock.now(), clock.now())
        rig.beat()

    broadcasts = [body for name, body in rig.heard_by(hall.host) if name == "room.people"]
    # The three people and the facilitator.
    assert [body["people"]["here"] for body in broadcasts] == [4]


def test_hall_people_are_not_present_before_being_entered(db, rig, hall):
    start_earlier(db, hall.room)
    hear(rig, hall.facilitator, clock.now() - timedelta(minutes=5), clock.now())

    minutes = presence_by_name(db, hall.room)
    assert minutes["Dina"][0] >= 299
    # On a slow machine some seconds may have passed since they were entered.
    assert minutes["Askar"][0] < 200 and minutes["Askar"][1] == "Aktau"
    assert minutes["Rosa"] == (0, "")


def test_person_who_left_the_hall_is_away_despite_the_device(db, rig, hall):
    now = clock.now()
    person = member(db, hall.room, "Askar").number
    hear(rig, hall.facilitator, now, clock.now())
    expect_ok(rig.do(hall.facilitator, "hall.leave", hall=1, person=person))
    hear(rig, hall.facilitator, now, clock.now())

    # People without a link that could come back count as gone.
    assert roster(db, hall.room)["Askar"].state == "away"
    assert roster(db, hall.room)["Bolat"].state == "here"
    with db.read() as s:
        ending = s.scalar(
            select(Interval.ending)
            .join(Member, Member.id == Interval.member_id)
            .filter_by(number=person)
        )
    assert ending is Ending.LEFT


def test_person_matched_with_a_phone_is_one_member(db, rig, hall):
    expect_ok(vote(rig, db, hall, "Askar", "yes"))
    askar, rosa = member(db, hall.room, "Askar"), hall.stranger

    expect_ok(
        rig.do(hall.facilitator, "hall.match", hall=1, person=askar.number, member=rosa.number)
    )

    members = roster(db, hall.room)
    assert "Askar" not in members and members["Rosa"].hall == "Aktau"
    assert "Askar" not in presence_by_name(db, hall.room)
    assert tally(db, hall.room) == ({"yes": 1, "no": 0}, 1)
    assert {member_id for _, member_id in proxy_ballots(db, hall.room)} == {rosa.id}
    expect_ok(rig.do(rosa, "poll.vote", poll="open", options=["no"]))
    assert tally(db, hall.room) == ({"yes": 0, "no": 1}, 1)
    assert proxy_ballots(db, hall.room) == set()


def test_own_vote_replaces_the_proxy_vote_after_matching(db, rig, hall):
    expect_ok(vote(rig, db, hall, "Askar", "yes"))
    expect_ok(rig.do(hall.stranger, "poll.vote", poll="open", options=["no"]))
    before = tally(db, hall.room)
    askar, rosa = member(db, hall.room, "Askar"), hall.stranger

    expect_ok(
        rig.do(hall.facilitator, "hall.match", hall=1, person=askar.number, member=rosa.number)
    )

    assert before == ({"yes": 1, "no": 1}, 2)
    assert tally(db, hall.room) == ({"yes": 0, "no": 1}, 1)


def test_presence_in_the_hall_and_on_the_phone_is_merged(db, rig, hall):
    now = clock.now()
    hear(rig, hall.facilitator, now, clock.now())
    askar, rosa = member(db, hall.room, "Askar"), hall.stranger
    hear(rig, rosa, now, clock.now())

    expect_ok(
        rig.do(hall.facilitator, "hall.match", hall=1, person=askar.number, member=rosa.number)
    )
    hear(rig, hall.facilitator, now, clock.now())

    assert roster(db, hall.room)["Rosa"].state == "here"
    with db.read() as s:
        assert s.get(Member, askar.id).removed_at is not None


def test_matching_requires_withdrawing_a_possible_hand_first(db, rig, hall):
    count_hands(rig, hall, yes=3)
    askar, rosa = member(db, hall.room, "Askar"), hall.stranger
    fields = {"hall": 1, "person": askar.number, "member": rosa.number}

    assert rig.do(hall.facilitator, "hall.match", **fields)["code"] == "hands_first"
    count_hands(rig, hall, yes=2)
    expect_ok(rig.do(hall.facilitator, "hall.match", **fields))


@pytest.mark.parametrize("other", ["Grace", "Bolat", "Askar"])
def test_only_a_participant_with_a_device_can_be_the_same_person(db, rig, hall, other):
    numbers = member(db, hall.room, "Askar").number, member(db, hall.room, other).number
    fields = {"hall": 1, "person": numbers[0], "member": numbers[1]}

    assert rig.do(hall.facilitator, "hall.match", **fields)["code"] == "unknown_member"


def test_facilitator_cannot_be_matched_with_a_hall_person(db, rig, hall):
    askar = member(db, hall.room, "Askar").number
    fields = {"hall": 1, "person": askar, "member": hall.facilitator.number}

    assert rig.do(hall.facilitator, "hall.match", **fields)["code"] == "same_member"


def test_duplicate_name_in_a_hall_is_refused(db, rig, hall):
    fields = {"hall": 1, "names": ["Новый", "ASKAR"], "language": "ru"}

    assert rig.do(hall.facilitator, "hall.add", **fields)["code"] == "name_in_hall"
    assert member(db, hall.room, "Новый") is None


def test_hall_moves_to_another_device_with_its_people(db, rig, hall):
    expect_ok(rig.do(hall.host, "hall.give", hall=1, facilitator=hall.stranger.number))

    assert vote(rig, db, hall, "Askar", "yes")["code"] == "not_allowed"
    expect_ok(vote(rig, db, hall, "Askar", "yes", by=hall.stranger))
    hear(rig, hall.stranger, clock.now(), clock.now())
    assert roster(db, hall.room)["Askar"].state == "here"


def test_one_device_serves_one_hall(rig, hall):
    fields = {"hall_name": "Another", "facilitator": hall.facilitator.number}

    assert rig.do(hall.host, "hall.make", **fields)["code"] == "hall_taken"


def test_only_the_facilitator_and_hosts_know_of_a_hall(rig, hall):
    facilitators_halls, hosts_halls = (
        rig.snapshot(hall.facilitator)["halls"],
        rig.snapshot(hall.host)["halls"],
    )

    assert facilitators_halls["items"] == hosts_halls["items"]
    assert facilitators_halls["items"][0]["people"] == 3
    assert rig.snapshot(hall.stranger)["halls"] is None
    names = rig.names_heard_by(hall.stranger)
    assert "hall.changed" not in names and "hall.mine" not in names


def test_snapshots_contain_no_pin(db, rig, hall):
    vote(rig, db, hall, "Askar", "yes", pin="482915")

    for viewer in (hall.host, hall.facilitator, hall.stranger):
        snapshot = json.dumps(rig.snapshot(viewer))
        assert "482915" not in snapshot and '"pin"' not in snapshot
