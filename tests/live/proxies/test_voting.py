"""Each person behind one screen is counted once: by a show of hands, by PIN, or on a phone."""

import threading

import pytest

from tests.live.proxies.making import (
    count_hands,
    expect_ok,
    make_hall,
    member,
    proxy_ballots,
    tally,
    vote,
)
from tests.room.engine.rig import Rig
from webinar.content.lessons.poll_kinds import PollKind
from webinar.live.polls.queries import find_poll
from webinar.live.proxies.models import HallPerson
from webinar.room.rooms.models import Room, TimelineEntry


@pytest.fixture
def hall(db, rig):
    return make_hall(db, rig)


def test_show_of_hands_counts_without_names(db, rig, hall):
    expect_ok(count_hands(rig, hall, yes=2, no=1))

    assert tally(db, hall.room) == ({"yes": 2, "no": 1}, 3)
    assert proxy_ballots(db, hall.room) == set()


def test_later_hands_replace_earlier_ones_and_zero_withdraws_them(db, rig, hall):
    count_hands(rig, hall, yes=3)
    count_hands(rig, hall, yes=1, no=1)
    replaced = tally(db, hall.room)
    expect_ok(count_hands(rig, hall, yes=0, no=0))

    assert replaced == ({"yes": 1, "no": 1}, 2)
    assert tally(db, hall.room) == ({"yes": 0, "no": 0}, 0)


def test_more_hands_than_people_are_refused(db, rig, hall):
    assert count_hands(rig, hall, yes=2, no=2)["code"] == "too_many_hands"
    assert tally(db, hall.room) == ({"yes": 0, "no": 0}, 0)


def test_pin_voter_cannot_also_raise_a_hand(db, rig, hall):
    expect_ok(vote(rig, db, hall, "Askar", "yes"))

    assert count_hands(rig, hall, no=3)["code"] == "too_many_hands"
    expect_ok(count_hands(rig, hall, no=2))
    assert tally(db, hall.room) == ({"yes": 1, "no": 2}, 3)


def test_person_counted_by_hand_cannot_vote_with_a_pin(db, rig, hall):
    count_hands(rig, hall, yes=3)

    assert vote(rig, db, hall, "Askar", "no")["code"] == "hand_counted"
    assert tally(db, hall.room) == ({"yes": 3, "no": 0}, 3)


def test_person_not_counted_by_hand_may_vote_with_a_pin(db, rig, hall):
    count_hands(rig, hall, yes=2)

    expect_ok(vote(rig, db, hall, "Askar", "no"))
    assert vote(rig, db, hall, "Bolat", "no")["code"] == "hand_counted"
    assert tally(db, hall.room) == ({"yes": 2, "no": 1}, 3)


def test_person_who_left_the_hall_is_not_counted(db, rig, hall):
    person = member(db, hall.room, "Vera").number
    expect_ok(rig.do(hall.facilitator, "hall.leave", hall=1, person=person))

    assert count_hands(rig, hall, yes=3)["code"] == "too_many_hands"
    assert vote(rig, db, hall, "Vera", "yes")["code"] == "not_in_hall"
    expect_ok(rig.do(hall.facilitator, "hall.return", hall=1, person=person))
    expect_ok(count_hands(rig, hall, yes=3))


def test_multiple_choice_counts_people_and_hands_separately(db, rig):
    hall = make_hall(db, rig, kind=PollKind.SEVERAL)

    assert count_hands(rig, hall, yes=3, no=2, took_part=2)["code"] == "hands_do_not_add_up"
    assert count_hands(rig, hall, yes=1, no=1, took_part=3)["code"] == "hands_do_not_add_up"
    expect_ok(count_hands(rig, hall, yes=3, no=2, took_part=3))
    assert tally(db, hall.room) == ({"yes": 3, "no": 2}, 3)


def test_hands_for_an_unknown_option_are_refused(db, rig, hall):
    assert count_hands(rig, hall, maybe=1)["code"] == "unknown_option"


def change_poll(db, hall, **fields):
    def change(s):
        for name, value in fields.items():
            setattr(find_poll(s, hall.room, "open"), name, value)
        s.get(Room, hall.room.id).version += 1

    db.write(change)


def test_anonymous_poll_takes_hands_but_no_pins(db, rig, hall):
    change_poll(db, hall, is_anonymous=True)

    assert vote(rig, db, hall, "Askar", "yes")["code"] == "by_hands_only"
    expect_ok(count_hands(rig, hall, yes=3))
    assert tally(db, hall.room)[1] == 3


def test_hands_survive_a_recount_of_ballots(db, rig, hall):
    """In polls that allow abstaining, each changed vote recounts the ballots."""
    change_poll(db, hall, may_abstain=True)
    expect_ok(count_hands(rig, hall, yes=2))

    for options in (["yes"], ["no"]):
        expect_ok(rig.do(hall.stranger, "poll.vote", poll="open", options=options))

    assert tally(db, hall.room) == ({"yes": 2, "no": 1}, 3)


def test_closed_poll_takes_no_hands_and_no_pins(db, rig, hall):
    rig.do(hall.host, "poll.close", poll="open")

    assert count_hands(rig, hall, yes=1)["code"] == "poll_not_open"
    assert vote(rig, db, hall, "Askar", "yes")["code"] == "poll_not_open"


def test_people_passing_the_device_round_are_counted_once_each(db, rig, hall):
    for name in ("Askar", "Bolat", "Vera"):
        expect_ok(vote(rig, db, hall, name, "yes", pin=f"12{len(name)}4"))
    expect_ok(vote(rig, db, hall, "Vera", "no", pin="1244"))

    assert tally(db, hall.room) == ({"yes": 2, "no": 1}, 3)
    assert len(proxy_ballots(db, hall.room)) == 3


def test_first_vote_sets_the_pin_that_later_votes_need(db, rig, hall):
    expect_ok(vote(rig, db, hall, "Askar", "yes", pin="4321"))
    expect_ok(vote(rig, db, hall, "Askar", "no", pin="1234"))

    [(_, body)] = [
        broadcast for broadcast in rig.heard_by(hall.facilitator) if broadcast[0] == "hall.pin"
    ]
    assert body["set"] == {"person": member(db, hall.room, "Askar").number, "left": 4}
    assert tally(db, hall.room) == ({"yes": 1, "no": 0}, 1)


@pytest.mark.parametrize("pin", ["123", "1234567", "abcd", "12 4", "-123"])
def test_a_pin_has_four_to_six_digits(db, rig, hall, pin):
    assert vote(rig, db, hall, "Askar", "yes", pin=pin)["code"] == "pin_shape"


def test_dari_digits_make_the_same_pin(db, rig, hall):
    expect_ok(vote(rig, db, hall, "Askar", "yes", pin="۱۲۳۴"))
    expect_ok(vote(rig, db, hall, "Askar", "no", pin="1234"))

    assert tally(db, hall.room) == ({"yes": 0, "no": 1}, 1)


def test_five_wrong_pins_lock_the_person_until_a_host_resets_them(db, rig, hall):
    expect_ok(vote(rig, db, hall, "Askar", "yes", pin="4321"))
    for guess in range(5):
        vote(rig, db, hall, "Askar", "no", pin=f"000{guess}")

    assert vote(rig, db, hall, "Askar", "no", pin="4321")["code"] == "pin_locked"
    person = member(db, hall.room, "Askar").number
    assert rig.do(hall.facilitator, "hall.reset", hall=1, person=person)["code"] == "not_allowed"
    expect_ok(rig.do(hall.host, "hall.reset", hall=1, person=person))
    expect_ok(vote(rig, db, hall, "Askar", "no", pin="5555"))
    assert tally(db, hall.room) == ({"yes": 0, "no": 1}, 1)


def test_pin_is_not_stored_in_plain_text(db, rig, hall):
    expect_ok(vote(rig, db, hall, "Askar", "yes", pin="482915"))

    with db.read() as s:
        stored = [person.pin for person in s.query(HallPerson) if person.pin]
    assert len(stored) == 1 and "482915" not in stored[0]


def test_refused_vote_sets_no_pin(db, rig, hall):
    assert vote(rig, db, hall, "Askar", pin="4321")["code"] == "no_choice"

    expect_ok(vote(rig, db, hall, "Askar", "yes", pin="1234"))


def test_repeated_vote_command_counts_once(db, rig, hall):
    person = member(db, hall.room, "Askar").number
    fields = {"hall": 1, "person": person, "pin": "1234", "poll": "open", "options": ["yes"]}
    op_id = "the-same-one"

    first = rig.ask(hall.facilitator, "hall.vote", op_id=op_id, **fields)
    second = rig.ask(hall.facilitator, "hall.vote", op_id=op_id, **fields)

    assert first == second and first["ok"]
    assert tally(db, hall.room) == ({"yes": 1, "no": 0}, 1)


def test_concurrent_hands_and_pins_never_exceed_the_people(db, hall):
    """Each real thread has its own queue, as separate server processes would."""
    rigs = [Rig(db) for _ in range(6)]
    work = [lambda r=r: count_hands(r, hall, yes=3) for r in rigs[:3]]
    names = ("Askar", "Bolat", "Vera")
    work += [
        lambda r=r, n=n: vote(r, db, hall, n, "no") for r, n in zip(rigs[3:], names, strict=True)
    ]
    threads = [threading.Thread(target=action) for action in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    votes, voters = tally(db, hall.room)
    assert voters == sum(votes.values()) <= 3


def test_only_facilitator_and_hosts_may_enter_votes(db, rig, hall):
    assert vote(rig, db, hall, "Askar", "yes", by=hall.stranger)["code"] == "not_allowed"
    expect_ok(vote(rig, db, hall, "Askar", "yes", by=hall.host))


def test_timeline_records_no_vote(db, rig, hall):
    count_hands(rig, hall, yes=2)
    vote(rig, db, hall, "Askar", "no")

    with db.read() as s:
        timeline = str([(entry.kind, entry.detail) for entry in s.query(TimelineEntry)])
    assert "hall.hands" in timeline
    assert "'yes'" not in timeline and "'no'" not in timeline and "1234" not in timeline


def test_unknown_poll_takes_no_hands(db, rig, hall):
    with db.read() as s:
        assert find_poll(s, hall.room, "nothing") is None
    fields = {"hall": 1, "poll": "nothing", "hands": {"yes": 1}}

    assert rig.do(hall.facilitator, "hall.hands", **fields)["code"] == "unknown_poll"
