"""A remote's socket hears only what the remote shows: no other names, texts or results."""

import json

import pytest

from webinar.live.presence.sockets import people_states
from webinar.live.remote.wire import _EVENTS, for_remote, shortened
from webinar.room.engine.wire import Broadcast
from webinar.room.rooms.models import Room


def all_broadcasts(base=Broadcast):
    for subclass in base.__subclasses__():
        yield subclass
        yield from all_broadcasts(subclass)


def act_out(rig, scene):
    """Let participants act and write in a session, each time with distinct words."""

    def do(member, name, **fields):
        answer = rig.do(member, name, **fields)
        assert answer["ok"], (name, answer)

    do(scene.host, "question.set", open=True, moderated=False, anonymous=False)
    do(scene.ada, "question.ask", text="Asked aloud?", language="en")
    do(scene.host, "chat.set", mode="everyone")
    do(scene.ada, "chat.say", text="Said in the chat", language="en")
    do(scene.ada, "hand.raise")
    do(scene.host, "break.start", minutes=5)
    do(scene.host, "poll.open", poll="which")
    do(scene.ada, "poll.vote", poll="which", options=["a"])
    rig.beat()
    do(scene.host, "poll.close", poll="which")
    do(scene.host, "poll.reveal", poll="which")
    do(scene.host, "step.propose", text="A step", language="en")
    do(scene.host, "step.put", step=1)
    do(scene.ada, "step.answer", step=1, ballot=1, answer="disagree", reason="A reason of hers")
    rig.beat()
    rig.tick(scene.room.id)


@pytest.fixture
def broadcasts(rig, scene):
    """The broadcasts to the host, and those to the host's remote, in order."""
    act_out(rig, scene)
    with rig.db.read() as session:
        [people] = people_states(session, session.get(Room, scene.room.id), [])
    to_host = [*rig.heard_by(scene.host), (people.name, people.body())]
    return to_host, [
        (name, body) for name, whole in to_host if (body := for_remote(name, whole)) is not None
    ]


def test_remote_hears_no_names_or_words_of_participants(broadcasts):
    """Planted fault: the first person to scan the code heard everything that hosts hear."""
    full, remote = (json.dumps(part, ensure_ascii=False) for part in broadcasts)

    for secret in ("Ada", "Said in the chat", "A reason of hers", '"tally"', '"correct"'):
        assert secret in full
        assert secret not in remote


def test_remote_hears_the_figures_that_it_shows(broadcasts):
    _, remote = broadcasts
    bodies = dict(remote)

    assert bodies["timing.changed"]["set"]["now"]["kind"] == "break"
    assert bodies["poll.tally"]["voters"] == 1
    assert bodies["step.counts"]["counts"]["disagree"] == 1
    assert bodies["question.changed"]["put"][0]["text"] == "Asked aloud?"
    assert bodies["room.people"]["people"]["joined"] == 2
    assert [body["role"] for body in bodies["room.people"]["people"]["members"]] == ["host"]


def test_remote_hears_the_whole_sequence(broadcasts):
    to_host, remote = broadcasts

    def places(bodies):
        return [(b["version"], b["audience"], b["after"]) for _, b in bodies if "after" in b]

    assert places(remote) == places(to_host) != []


def test_remote_snapshot_holds_no_names_or_words_either(rig, scene):
    act_out(rig, scene)
    whole = rig.snapshot(scene.host)

    short = shortened(whole)

    assert whole.keys() > short.keys() >= {"version", "said", "now", "tag"}
    for secret in ("Ada", "A reason of hers", '"tally"', '"correct"'):
        assert secret in json.dumps(whole)
        assert secret not in json.dumps(short)


def test_every_event_of_the_remote_is_a_known_broadcast():
    names = {broadcast.name for broadcast in all_broadcasts() if hasattr(broadcast, "name")}

    assert names >= _EVENTS
