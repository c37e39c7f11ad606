"""A batch sends as many statements for 200 votes as for two, and reads nothing twice."""

import re
import time

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from tests.factories import make_member, make_poll
from tests.live.steps.making import make_step
from tests.room.engine.listening import statements_of
from tests.room.engine.rig import job
from webinar.kit import clock
from webinar.kit.db import Database
from webinar.kit.errors import Refused
from webinar.live.marker.wire import Marks
from webinar.live.polls import ballots
from webinar.live.polls.models import Ballot
from webinar.live.presence.actions import Recorder
from webinar.live.steps.models import StepState
from webinar.room.engine.batch import commit
from webinar.room.engine.cache import Cache, CacheEntry
from webinar.room.engine.connections import Connection
from webinar.room.engine.jobs import Job, NothingDone
from webinar.room.engine.models import Interval
from webinar.room.engine.presence import Presence
from webinar.room.engine.room_queue import RoomQueue
from webinar.room.rooms.models import Member, Room

VOTER_COUNT = 231
WRITTEN = r"^(\w+)(?: INTO)?(?: [^()]*?FROM)? ?(\w*)"


@pytest.fixture
def voters(db, scene):
    def build(session):
        room = session.get(Room, scene.room.id)
        make_poll(session, room, "a", "b")
        return [make_member(session, room, f"P{number}") for number in range(VOTER_COUNT)]

    return db.write(build)


class Batches:
    """Runs the room's batches one by one, with the cache that its queue keeps."""

    def __init__(self, db, scene):
        self.db, self.room_id = db, scene.room.id
        self.cache = Cache()

    def run(self, jobs):
        known = self.cache.take(self.room_id)
        try:
            settled = commit(self.db, self.room_id, jobs, clock.now(), known)
        except NothingDone:
            return jobs
        self.cache.keep(self.room_id, settled.cache_entry)
        return jobs

    def statements_of_run(self, jobs):
        with statements_of(self.db.writer) as sent:
            self.run(jobs)
        assert all(job.is_done for job in jobs), jobs[0]
        return [statement for statement, _ in sent]


@pytest.fixture
def batches(db, scene):
    return Batches(db, scene)


def votes(voters, option="a"):
    return [job(voter, "poll.vote", poll="tea", options=[option]) for voter in voters]


def refusals(jobs):
    return [job.refusal and job.refusal.code for job in jobs]


def tables_read(sent):
    return [
        table
        for statement in sent
        if statement.startswith("SELECT")
        for table in ("members", "polls", "steps", "editions")
        if f"FROM {table}" in statement
    ]


@pytest.mark.parametrize("is_repeated", [False, True])
def test_a_batch_sends_as_many_statements_for_many_votes_as_for_two(batches, voters, is_repeated):
    if is_repeated:
        batches.run(votes(voters))
    counts = []

    for group in voters[:2], voters[2:32], voters[32:]:
        batches.cache = Cache()
        counts.append(len(batches.statements_of_run(votes(group, "b"))))

    assert counts == [counts[0]] * 3


def test_savepoints_are_only_between_commands_of_different_kinds(batches, voters, scene):
    many = batches.statements_of_run(votes(voters))
    mixed = batches.statements_of_run([*votes(voters[:2]), job(scene.host, "slide.go", slide=1)])

    assert not any("SAVEPOINT" in statement for statement in many)
    assert any("SAVEPOINT" in statement for statement in mixed)


def test_votes_that_fail_together_are_run_apart(batches, voters, monkeypatch):
    """Planted fault: the failed vote's ballot stays, because no savepoint took it back."""
    write = ballots.write

    def break_after_writing(connection, casts, at):
        write(connection, casts, at)
        if any(member_id == voters[1].id for _, member_id in casts):
            raise RuntimeError("planted fault")

    monkeypatch.setattr(ballots, "write", break_after_writing)

    jobs = batches.run(votes(voters[:3]))

    assert [job.is_done for job in jobs] == [True, False, True]
    with batches.db.read() as session:
        voted = session.scalars(select(Ballot.member_id).order_by(Ballot.member_id)).all()
    assert voted == [voters[0].id, voters[2].id]


def test_refused_votes_do_not_hold_up_the_others_of_their_batch(batches, voters):
    jobs = [*votes(voters[:1]), *votes(voters[1:2], "no such option"), *votes(voters[2:3])]

    with statements_of(batches.db.writer) as sent:
        batches.run(jobs)

    assert [job.is_done for job in jobs] == [True, False, True]
    assert [text for text, _ in sent].count("COMMIT") == 1


VOTING = [
    "UPDATE rooms",  # raises the version
    "SELECT operations",
    "INSERT ballots",
    "INSERT choices",
    "UPDATE poll_options",
    "UPDATE polls",
    "INSERT operations",
    "COMMIT",
]


@pytest.mark.parametrize("count", [1, VOTER_COUNT - 1])
def test_votes_send_only_these_statements_however_many_they_are(batches, voters, count):
    batches.run([*votes(voters[-1:]), *votes(voters, "no such option")])

    sent = batches.statements_of_run(votes(voters[:count]))

    assert verbs_and_tables(without_begin(sent)) == VOTING


def verbs_and_tables(sent):
    """Return the statements' verbs with the tables that they write to or read."""
    return [" ".join(re.findall(WRITTEN, statement)[0]).strip() for statement in sent]


def test_lone_slide_move_sends_only_these_statements(batches, scene):
    batches.run([job(scene.host, "slide.go", slide=1)])

    sent = batches.statements_of_run([job(scene.host, "slide.go", slide=2)])

    assert verbs_and_tables(without_begin(sent)) == [
        "UPDATE rooms",  # raises the version
        "SELECT operations",
        "INSERT timeline",
        "INSERT operations",
        "UPDATE rooms",  # the slide, and what was said last
        "COMMIT",
    ]


def test_moved_slide_is_stored_together_with_other_changes_of_the_room(db, batches, scene):
    """Marks are no part of the short way of storing a move."""
    batches.run([job(scene.host, "slide.go", slide=1)])
    batches.run([job(scene.host, "marker.set", marks=Marks(slide=1, blocks=3, marked=[2]))])
    with db.read() as session:
        assert session.get(Room, scene.room.id).marks is not None

    for slide in 2, 0:
        batches.statements_of_run([job(scene.host, "slide.go", slide=slide)])

    with db.read() as session:
        room = session.get(Room, scene.room.id)
        assert (room.slide, room.marks) == (0, None)
        assert room.version == max(room.said_everyone, room.said_hosts)


def test_failed_slide_move_leaves_no_trace_in_the_next_batch(db, batches, scene, monkeypatch):
    batches.run([job(scene.host, "slide.go", slide=1)])
    moves = [job(scene.host, "slide.go", slide=2)]
    with monkeypatch.context() as patch:
        patch.setattr("webinar.room.engine.operations.keep", fail_as_if_full)
        with pytest.raises(Refused, match="try_again"):
            batches.run(moves)

    batches.run([job(scene.host, "slide.hide", slides=[0])])

    with db.read() as session:
        assert session.get(Room, scene.room.id).slide == 1


def fail_as_if_full(*_arguments):
    raise OperationalError("INSERT", {}, Exception("database or disk is full"))


def without_begin(sent):
    """SQLite's transaction begins with a statement, PostgreSQL's with the driver."""
    return [statement for statement in sent if not statement.startswith("BEGIN")]


def test_one_batch_is_one_commit(batches, voters):
    assert batches.statements_of_run(votes(voters)).count("COMMIT") == 1


def test_later_batches_do_not_reread_cached_rows(batches, voters):
    first = tables_read(batches.statements_of_run(votes(voters)))

    second = tables_read(batches.statements_of_run(votes(voters, "b")))

    assert sorted(first) == ["members", "polls"]
    assert second == []


def test_only_voters_not_yet_cached_are_read(batches, voters):
    batches.run(votes(voters[:3]))

    with statements_of(batches.db.writer) as sent:
        batches.run(votes(voters[:4]))

    [read] = [values for text, values in sent if tables_read([text]) == ["members"]]
    read = read.values() if isinstance(read, dict) else read
    assert f"[[{voters[3].id}]]" in read


def test_presence_and_slide_moves_keep_the_cache(batches, voters, scene):
    batches.run(votes(voters))
    batches.run([Job(work=lambda _change: None, keeps_cache=True)])
    batches.run([job(scene.host, "slide.go", slide=1)])

    assert tables_read(batches.statements_of_run(votes(voters))) == []


def test_any_other_work_empties_the_cache(batches, voters):
    batches.run(votes(voters))
    batches.run([Job(work=lambda _change: None)])

    assert sorted(tables_read(batches.statements_of_run(votes(voters)))) == ["members", "polls"]


def test_writing_presence_keeps_the_cache(db, rig, scene, voters):
    """Otherwise the votes of a whole room would reread everybody every few seconds."""
    presence = Presence(
        rig.queue,
        rig.connections,
        heard_at=lambda _eio_sid: time.monotonic(),
        on_change=lambda _room_id: None,
        record=Recorder("boot"),
    )
    rig.do(voters[0], "poll.vote", poll="tea", options=["b"])
    presence.note_arrival(Connection("sid", "eio", scene.room.id, voters[0].id, 0))
    presence.look()

    with statements_of(db.writer) as sent:
        rig.do(voters[0], "poll.vote", poll="tea", options=["a"])

    assert tables_read([text for text, _ in sent]) == []
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Interval)) == 1


@pytest.fixture
def other_process(db, database_url):
    """Another process on the same database."""
    other = Database(database_url)
    yield RoomQueue(other, lambda _room_id, _settled: None)
    other.close()


def test_poll_closed_by_another_process_is_closed_here_at_once(
    batches, voters, scene, other_process
):
    assert refusals(batches.run(votes(voters[:2]))) == [None, None]
    other_process.submit(scene.room.id, job(scene.host, "poll.close", poll="tea"))

    assert refusals(batches.run(votes(voters[:2]))) == ["poll_not_open"] * 2


def test_member_removed_by_another_process_is_refused_at_once(
    batches, voters, scene, other_process
):
    batches.run(votes(voters[:2]))

    def remove(change):
        change.db.get_one(Member, voters[0].id).removed_at = change.at

    other_process.run(scene.room.id, remove)

    assert refusals(batches.run(votes(voters[:2]))) == ["not_allowed", None]


def test_batch_sees_its_own_changes(batches, voters, scene):
    batches.run(votes(voters[:2]))

    def remove(change):
        change.db.get_one(Member, voters[0].id).removed_at = change.at

    jobs = [*votes(voters[:2]), Job(work=remove), *votes(voters[:2])]
    closing = [job(scene.host, "poll.close", poll="tea"), *votes(voters[1:2])]

    assert refusals(batches.run([*jobs, *closing])) == [
        *[None, None, None, "not_allowed", None],
        *[None, "poll_not_open"],
    ]


def test_dropped_step_is_not_answered_from_the_cache(db, batches, voters, scene):
    db.write(lambda s: make_step(s, scene.room, scene.ada, state=StepState.PUT))
    answer = {"step": 1, "ballot": 1, "answer": "agree", "reason": ""}
    assert refusals(batches.run([job(voters[0], "step.answer", **answer)])) == [None]

    batches.run([job(scene.host, "step.drop", step=1)])

    repeated = batches.run([job(voters[0], "step.answer", **answer)])
    assert refusals(repeated) == ["step_not_put"]


def test_rolled_back_batch_leaves_nothing_in_the_cache(batches, voters):
    batches.run(votes(voters[:2]))

    def fail(_change):
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    with pytest.raises(Exception, match="try_again"):
        batches.run([*votes(voters[:3]), Job(work=fail, keeps_cache=True)])

    assert len(batches.cache) == 0


def test_cache_holds_the_most_recently_used_rooms():
    cache = Cache(rooms=2)
    for room_id in (1, 2):
        cache.keep(room_id, CacheEntry(version=room_id))
    cache.keep(1, cache.take(1))
    cache.keep(3, CacheEntry(version=3))

    assert [cache.take(room_id) is None for room_id in (1, 2, 3)] == [False, True, False]


def test_cache_keeps_nothing_without_a_version():
    cache = Cache()

    cache.keep(1, CacheEntry())

    assert cache.take(1) is None
