"""Commands that can wait gather when others are near; a lone one and a slide move never wait."""

import subprocess
import sys
from collections import Counter

import pytest

from tests.factories import make_member, make_poll
from tests.room.engine.listening import statements_of
from tests.room.engine.rig import Rig, job
from tests.room.engine.simulated_loop import COMMIT_SECONDS, SimulatedLoop
from webinar import features
from webinar.room.engine import gathering
from webinar.room.engine.gathering import ENOUGH, GATHER_SECONDS, ROOMS, SILENCE_SECONDS, Paces
from webinar.room.engine.jobs import Job
from webinar.room.engine.registry import COMMANDS
from webinar.room.rooms.models import Room

PACED = 800
EXACT = 1e-6


class Room800:
    """A live room on a simulated loop: `done` are the jobs with the seconds at which each was."""

    def __init__(self, db, scene, monkeypatch):
        def build(session):
            room = session.get(Room, scene.room.id)
            make_poll(session, room, "a", "b")
            return [make_member(session, room, f"P{number}") for number in range(100)]

        self.db, self.scene = db, scene
        self.voters = db.write(build)
        self.loop = SimulatedLoop(monkeypatch)
        self.rig = Rig(db)
        self.done, self.came = {}, {}

    def put(self, when, queued):
        queued.on_done = self._note
        self.came[queued] = when
        self.loop.later(when, self.rig.queue.put, self.scene.room.id, queued)
        return queued

    def vote(self, when, number=0):
        voter = self.voters[number % len(self.voters)]
        vote = job(voter, "poll.vote", poll="tea", options=["ab"[number % 2]])
        vote.can_wait = vote.command.can_wait
        return self.put(when, vote)

    def votes(self, count, seconds, since=0.0):
        """Pace this many votes evenly over these seconds."""
        return [self.vote(since + n * seconds / count, n) for n in range(count)]

    def move(self, when, slide=1):
        return self.put(when, job(self.scene.host, "slide.go", slide=slide))

    def delay(self, queued):
        return self.done[queued] - self.came[queued]

    def batch_of(self, queued):
        [(began, jobs)] = [batch for batch in self.loop.batches if queued in batch[1]]
        return began, jobs

    def _note(self, queued):
        assert queued.outcome()
        self.done[queued] = self.loop.now - self.loop.began


@pytest.fixture
def room(db, scene, monkeypatch):
    return Room800(db, scene, monkeypatch)


def test_paced_second_of_votes_makes_few_commits_and_statements(room):
    """Planted fault: every vote of a paced stream was committed alone."""
    votes = room.votes(PACED, 1.0)
    with statements_of(room.db.writer) as sent:
        room.loop.run()
    # The stream's pulse, four times a second, and one more for what came last.
    for _ in range(5):
        room.rig.beat()

    commits = sum(text == "COMMIT" for text, _ in sent)
    assert commits == len(room.loop.batches) <= 125
    # A transaction has eight statements, and reads people and polls that it does not know yet.
    statements = sum(text != "COMMIT" and not text.startswith("BEGIN") for text, _ in sent)
    assert statements <= commits * 8 + len(room.voters)
    assert len(room.done) == len(votes)
    said = Counter(message.name for message in room.rig.said)
    assert said["poll.voted"] == PACED
    assert said["poll.tally"] <= 5


def test_no_vote_waits_longer_than_its_time_and_two_commits(room):
    votes = room.votes(400, 0.5)
    room.loop.run()

    longest = max(room.delay(vote) for vote in votes)

    assert 0 < longest <= GATHER_SECONDS + 2 * COMMIT_SECONDS + EXACT
    assert room.loop.waits and max(room.loop.waits) <= GATHER_SECONDS + EXACT


def test_lone_vote_in_a_quiet_room_is_committed_at_once(room):
    vote = room.vote(0.0)
    room.loop.run()

    assert room.loop.waits == []
    assert room.delay(vote) == pytest.approx(COMMIT_SECONDS)


def test_votes_of_a_quiet_room_do_not_wait_for_each_other(room):
    votes = room.votes(40, 2.0)
    room.loop.run()

    assert room.loop.waits == []
    assert len(room.loop.batches) == len(votes)


def test_first_vote_after_a_silence_does_not_wait(room):
    room.votes(200, 0.25)
    late = room.vote(0.25 + 2 * SILENCE_SECONDS)
    room.loop.run()

    assert room.loop.waits
    assert room.delay(late) == pytest.approx(COMMIT_SECONDS)


def waiting_since(room):
    """Let votes come close together; return a time at which a batch has begun to wait."""
    room.votes(200, 0.25)
    beginning = 0.25 + 4 * COMMIT_SECONDS + GATHER_SECONDS
    room.vote(beginning)
    return beginning


def test_slide_move_ends_the_wait_of_the_votes_before_it(room):
    """Planted fault: the move waited with them."""
    since = waiting_since(room)
    before = room.vote(since + 0.001, 1)
    move = room.move(since + 0.002)
    after = room.vote(since + 0.003, 2)
    room.loop.run()

    began, jobs = room.batch_of(move)
    assert began == pytest.approx(since + 0.002)
    assert jobs[-2:] == [before, move]
    assert room.delay(move) == pytest.approx(COMMIT_SECONDS)
    assert room.batch_of(after)[0] > began
    names = [message.name for message in room.rig.said]
    last_vote_before = names.index("slide.moved") - 1
    assert names[last_vote_before] == "poll.voted"


def test_move_during_a_commit_lets_the_votes_behind_it_wait_no_longer(room):
    since = waiting_since(room)
    inside = since + GATHER_SECONDS + COMMIT_SECONDS / 2
    vote = room.vote(inside)
    move = room.move(inside + COMMIT_SECONDS / 4)
    room.loop.run()

    began, jobs = room.batch_of(move)
    assert jobs == [vote, move]
    assert began == pytest.approx(since + GATHER_SECONDS + COMMIT_SECONDS)


def test_slide_moves_never_wait_however_close_they_come(room):
    for number in range(100):
        room.move(number / PACED, number % 3)
    room.loop.run()

    assert room.loop.waits == []


def test_wait_ends_when_enough_have_come(room):
    since = waiting_since(room)
    votes = [room.vote(since + 0.001, n) for n in range(ENOUGH)]
    room.loop.run()

    assert room.batch_of(votes[0])[0] == pytest.approx(since + 0.001)


def test_presence_is_written_in_the_batch_of_the_votes_near_it(room):
    since = waiting_since(room)
    presence = Job(work=lambda _change: None, keeps_cache=True, can_wait=True)
    room.put(since + 0.001, presence)
    room.loop.run()

    began, jobs = room.batch_of(presence)
    assert began == pytest.approx(since + GATHER_SECONDS)
    assert len(jobs) == 2


def test_rooms_do_not_share_their_pace(room, monkeypatch):
    paces = Paces()
    for _ in range(200):
        room.loop.now += 0.001
        busy = paces.note(1)

    assert busy == room.loop.now + GATHER_SECONDS
    assert paces.note(2) == room.loop.now


def test_silent_rooms_are_forgotten(room):
    paces = Paces()
    for room_id in range(3 * ROOMS):
        room.loop.now += SILENCE_SECONDS / ROOMS
        paces.note(room_id)

    assert len(paces) <= ROOMS + 1


def test_only_commands_of_participants_can_wait():
    features.load("sockets")

    assert {name for name, command in COMMANDS.items() if command.can_wait} == {
        "pace.signal",
        "poll.vote",
        "question.vote",
        "reaction.send",
        "step.answer",
        "test.answer",
    }


def test_gateway_lets_votes_wait_and_moves_not(room, monkeypatch):
    queued = []
    monkeypatch.setattr(room.rig.queue, "put", lambda _room, job: queued.append(job))
    gateway, scene = room.rig.gateway, room.scene

    vote = {"poll": "tea", "options": ["a"], "op_id": "vote-0001"}
    gateway.begin(scene.room.id, scene.ada.id, "poll.vote", vote, print)
    gateway.begin(
        scene.room.id, scene.host.id, "slide.go", {"slide": 1, "op_id": "move-0001"}, print
    )

    assert [job.can_wait for job in queued] == [True, False]


PATCHED = """
import eventlet
eventlet.monkey_patch()
from webinar.kit import concurrency
bell, order = concurrency.bell(), []
def wait():
    order.append("waits")
    order.append(bell.wait(60))
waiter = eventlet.spawn(wait)
eventlet.spawn(bell.set)
waiter.wait()
assert order == ["waits", True], order
assert bell.wait(0.001) and not concurrency.bell().wait(0.001)
"""


def test_wait_holds_no_other_task_of_the_loop():
    subprocess.run([sys.executable, "-W", "ignore", "-c", PATCHED], check=True)


def test_wait_is_a_few_milliseconds():
    assert 0.005 <= gathering.GATHER_SECONDS <= 0.010
