"""A batch runs in order, one savepoint per command, one commit, then the broadcasts."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from tests.factories import make_poll
from tests.room.engine.rig import job, make_scene, new_op_id, version_of
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.limits import HOSTING
from webinar.kit.permissions import Can
from webinar.live.polls import results
from webinar.live.polls.models import Ballot, Choice, Poll
from webinar.live.slides import wire as slides
from webinar.room.engine.batch import commit
from webinar.room.engine.jobs import Job, NothingDone
from webinar.room.engine.registry import LIVE, Command
from webinar.room.engine.wire import Bare
from webinar.room.rooms.models import Room, RoomState, TimelineEntry


def make_job(member, handler):
    """Make a job whose command runs the given handler."""
    command = Command("test.planted", Can.FOLLOW, Bare, HOSTING, LIVE, handle_one=handler)
    return Job(member_id=member.id, command=command, message=Bare(op_id=new_op_id()))


def make_hot_jobs(members, handler):
    command = Command("test.hot", Can.FOLLOW, Bare, HOSTING, LIVE, handle_many=handler)
    return [
        Job(member_id=member.id, command=command, message=Bare(op_id=new_op_id()))
        for member in members
    ]


def run_batch(db, room, jobs):
    return commit(db, room.id, jobs, clock.now())


def outcomes(jobs):
    return [job.refusal.code if job.refusal else job.error or "done" for job in jobs]


def test_refused_command_broadcasts_nothing_and_keeps_the_version(db, rig, scene):
    before = version_of(db, scene.room)

    answer = rig.do(scene.host, "slide.go", slide=99)

    assert answer == {"ok": False, "code": "unknown_slide", "retry": False}
    assert rig.said == []
    assert version_of(db, scene.room) == before


def test_refused_command_does_not_affect_the_rest_of_the_batch(rig, scene):
    jobs = rig.batch(
        (scene.host, "slide.go", {"slide": 1}),
        (scene.ada, "slide.go", {"slide": 2}),
        (scene.host, "slide.go", {"slide": 99}),
        (scene.host, "poll.open", {"poll": "which"}),
    )

    assert outcomes(jobs) == ["done", "not_allowed", "unknown_slide", "done"]
    assert rig.names_heard_by(scene.ada) == ["slide.moved", "poll.opened"]


def test_commands_of_a_batch_run_in_arrival_order(db, rig, scene):
    db.write(lambda s: make_poll(s, s.get(Room, scene.room.id), "a", "b"))

    jobs = rig.batch(
        (scene.ada, "poll.vote", {"poll": "tea", "options": ["a"]}),
        (scene.host, "poll.close", {"poll": "tea"}),
        (scene.bek, "poll.vote", {"poll": "tea", "options": ["b"]}),
    )

    assert outcomes(jobs) == ["done", "done", "poll_not_open"]
    with db.read() as session:
        poll = session.scalars(select(Poll).filter_by(key="tea")).one()
        assert results.of_polls(session, [poll], for_hosts=True)[poll.id].tally == {"a": 1, "b": 0}


def test_failing_command_is_undone_without_the_others(db, scene):
    def break_after_writing(change, member, _message):
        change.room.slide = 2
        change.record("test.broken", member)
        change.announce(slides.SlideMoved(slide=2))
        change.stir("poll.tally", "which")
        raise RuntimeError("planted fault")

    broken = make_job(scene.host, break_after_writing)
    jobs = [job(scene.host, "slide.go", slide=1), broken, job(scene.ada, "poll.vote", **NO_POLL)]

    settled = run_batch(db, scene.room, jobs)

    assert outcomes(jobs) == ["done", broken.error, "unknown_poll"]
    moves = [said.broadcast for said in settled.outbox if said.broadcast.sequenced]
    assert moves == [slides.SlideMoved(slide=1)]
    assert [said.broadcast.name for said in settled.outbox] == ["slide.moved", "host.acted"]
    assert settled.stirred == set()
    with db.read() as session:
        assert session.get(Room, scene.room.id).slide == 1
        kinds = session.scalars(select(TimelineEntry.kind)).all()
        assert "slide.moved" in kinds and "test.broken" not in kinds


NO_POLL = {"poll": "nonsense", "options": ["a"]}


def test_constraint_violation_fails_only_the_guilty_member(db, scene):
    """Planted fault: without the fallback, the innocent members lose their writes too."""
    poll_id = db.write(lambda s: make_poll(s, s.get(Room, scene.room.id), "a", "b").id)

    def vote_in_missing_poll(change, pairs):
        for member, _message in pairs:
            offset = 999_999 if member.id == scene.bek.id else 0
            change.db.add(Ballot(poll_id=poll_id + offset, member_id=member.id, cast_at=change.at))
        change.db.flush()
        return [None for _ in pairs]

    jobs = make_hot_jobs([scene.ada, scene.bek, scene.host], vote_in_missing_poll)

    run_batch(db, scene.room, jobs)

    assert [job.is_done for job in jobs] == [True, False, True]
    with db.read() as session:
        voters = set(session.scalars(select(Ballot.member_id)))
        assert voters == {scene.ada.id, scene.host.id}


def test_batch_of_refusals_commits_nothing(db, scene):
    def refuse(_change, _member, _message):
        raise Refused("not_now")

    with pytest.raises(NothingDone):
        run_batch(db, scene.room, [make_job(scene.host, refuse)])


def test_database_failure_in_a_command_rolls_back_the_whole_batch(db, scene):
    def fail_as_full(change, _member, _message):
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    jobs = [job(scene.host, "slide.go", slide=1), make_job(scene.host, fail_as_full)]

    with pytest.raises(Refused) as refused:
        run_batch(db, scene.room, jobs)

    assert (refused.value.code, refused.value.retryable) == ("try_again", True)
    with db.read() as session:
        assert session.get(Room, scene.room.id).slide == 0


def test_member_of_another_room_is_not_allowed(db, scene):
    stranger = make_scene(db).host

    jobs = [job(scene.host, "slide.go", slide=1), job(stranger, "slide.go", slide=2)]
    run_batch(db, scene.room, jobs)

    assert outcomes(jobs) == ["done", "not_allowed"]


def test_permissions_see_earlier_changes_of_the_same_batch(db, rig, scene):
    jobs = rig.batch(
        (scene.host, "room.end", {}),
        (scene.host, "slide.go", {"slide": 1}),
        (scene.ada, "poll.vote", {"poll": "which", "options": ["a"]}),
    )

    assert outcomes(jobs) == ["done", "room_ended", "room_ended"]
    with db.read() as session:
        assert session.get(Room, scene.room.id).state is RoomState.ENDED


def test_broadcasts_to_an_audience_form_an_unbroken_sequence(rig, scene):
    draft = {
        "kind": "single",
        "quiz": False,
        "language": "en",
        "question": "Tea?",
        "options": ["Yes", "No"],
    }
    rig.batch(
        (scene.host, "slide.go", {"slide": 1}),
        (scene.host, "poll.create", draft),
        (scene.host, "slide.go", {"slide": 2}),
        (scene.ada, "member.language", {"language": "kk"}),
        (scene.host, "poll.create", draft),
    )
    rig.do(scene.host, "slide.go", slide=0)

    sequences = {"everyone": 0, "hosts": 0}
    for name, body in rig.heard_by(scene.host):
        if name == "host.acted":
            continue
        assert "after" in body, name
        assert body["after"] == sequences[body["audience"]]
        assert body["version"] > body["after"]
        sequences[body["audience"]] = body["version"]
    assert rig.snapshot(scene.host)["said"] == sequences


def test_acknowledgement_carries_the_current_snapshot_version(rig, scene):
    answer = rig.do(scene.host, "slide.go", slide=1)

    assert answer == {"ok": True, "version": rig.snapshot(scene.ada)["version"]}


def test_every_choice_has_a_ballot(db, rig, scene):
    db.write(lambda s: make_poll(s, s.get(Room, scene.room.id), "a", "b"))
    rig.batch(
        (scene.ada, "poll.vote", {"poll": "tea", "options": ["a"]}),
        (scene.ada, "poll.vote", {"poll": "tea", "options": ["b"]}),
        (scene.bek, "poll.vote", {"poll": "tea", "options": ["a"]}),
    )

    with db.read() as session:
        ballots = session.execute(select(Ballot.poll_id, Ballot.member_id)).all()
        choices = session.execute(select(Choice.poll_id, Choice.member_id)).all()
        assert sorted(ballots) == sorted(choices)
        assert len(ballots) == 2
