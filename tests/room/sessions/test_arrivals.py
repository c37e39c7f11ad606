"""Many people joining at once are seated in one change, each as if alone."""

import threading

import pytest
from sqlalchemy import func, select

from tests.factories import fill_seats
from tests.room.engine.rig import version_of
from tests.sql_statements import statements
from webinar.kit.errors import Refused
from webinar.kit.tokens import new_token
from webinar.people.accounts.models import Browser
from webinar.room.rooms.models import Member, Seat, TimelineEntry
from webinar.room.sessions import arrivals as waiting
from webinar.room.sessions.arrivals import Arrivals
from webinar.room.sessions.seating import Arrival, TakenSeat, join_many


def make_arrival(name="Dana", token=None):
    return Arrival(token or new_token(), name, "ru")


def seat(rig, scene, arrivals):
    return rig.queue.run(scene.room.id, lambda change: join_many(change, arrivals))


def counts(db):
    tables = (Member, Browser, Seat, TimelineEntry)
    with db.read() as session:
        return [session.scalar(select(func.count()).select_from(table)) for table in tables]


def test_seating_many_takes_as_many_statements_as_seating_one(db, rig, scene):
    statement_counts = []
    for count in (1, 150):
        with statements(db) as sent:
            seated = seat(rig, scene, [make_arrival() for _ in range(count)])
        statement_counts.append(len(sent))

    assert statement_counts[0] == statement_counts[1]
    assert [seat_taken.number for seat_taken in seated] == list(range(5, 155))
    assert counts(db) == [154, 151, 151, 151]


def test_repeated_join_in_one_change_makes_one_member(db, rig, scene):
    token = new_token()

    first, other, second = seat(
        rig, scene, [make_arrival("Dan", token), make_arrival("Bota"), make_arrival("Dana", token)]
    )

    assert first.member_id == second.member_id != other.member_id
    assert counts(db) == [5, 2, 2, 2]
    with db.read() as session:
        assert session.get(Member, first.member_id).name == "Dana"


def test_refused_arrival_does_not_affect_the_others(db, rig, scene):
    first, nameless, second = seat(rig, scene, [make_arrival(), make_arrival(" "), make_arrival()])

    assert (first.number, second.number) == (4, 5)
    assert isinstance(nameless, Refused) and nameless.code == "name_empty"


def test_last_free_seats_go_to_the_first_arrivals(db, rig, scene):
    db.write(lambda s: fill_seats(s, scene.room, 4998))

    outcomes = seat(rig, scene, [make_arrival() for _ in range(4)])

    assert [getattr(outcome, "number", None) for outcome in outcomes] == [4999, 5000, None, None]
    assert {outcome.code for outcome in outcomes[2:]} == {"room_full"}


def test_removed_member_frees_a_seat(db, rig, scene):
    """Planted fault: the limit used the last member number, so a filled session stayed full."""
    db.write(lambda s: fill_seats(s, scene.room, 5000))
    assert {refusal.code for refusal in seat(rig, scene, [make_arrival()])} == {"room_full"}

    for number in (2, 4, 5000):
        assert rig.do(scene.host, "member.remove", member=number)["ok"]
    outcomes = seat(rig, scene, [make_arrival() for _ in range(4)])

    assert [getattr(outcome, "number", outcome) for outcome in outcomes[:3]] == [5001, 5002, 5003]
    assert outcomes[3].code == "room_full"


def test_change_that_seats_nobody_keeps_the_version(db, rig, scene):
    before = version_of(db, scene.room)

    with pytest.raises(Refused, match="name_empty"):
        Arrivals(rig.queue.run).seat(scene.room.id, make_arrival(" "))

    assert version_of(db, scene.room) == before


def test_arrival_breaking_a_constraint_fails_alone(db, rig, scene, monkeypatch):
    """This happens when two processes create the same browser at once."""

    def seat_or_break(change, arrivals):
        seated = join_many(change, arrivals)
        if any(arrival.name == "Broken" for arrival in arrivals):
            change.db.add(Seat(browser_id=10**6, room_id=scene.room.id, member_id=10**6))
            change.db.flush()
        return seated

    monkeypatch.setattr(waiting, "join_many", seat_or_break)
    outcomes = join_all_at_once(rig, scene, ["Ada", "Broken", "Bota", "Dana"])

    assert [type(outcomes[name]) is TakenSeat for name in ("Ada", "Bota", "Dana")] == [True] * 3
    assert "IntegrityError" in type(outcomes["Broken"]).__name__
    assert counts(db) == [6, 3, 3, 3]


def join_all_at_once(rig, scene, names):
    """Join in parallel threads; return each person's seat or error, by name."""
    arrivals, outcomes = Arrivals(rig.queue.run), {}

    def join(name):
        try:
            outcomes[name] = arrivals.seat(scene.room.id, make_arrival(name))
        except Exception as error:
            outcomes[name] = error

    threads = [threading.Thread(target=join, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_late_arrivals_are_seated_in_the_next_batch(db, rig, scene):
    names = [f"N{number}" for number in range(40)]

    outcomes = join_all_at_once(rig, scene, names)

    numbers = sorted(outcomes[name].number for name in names)
    assert numbers == list(range(4, 44))
    assert counts(db) == [43, 40, 40, 40]
