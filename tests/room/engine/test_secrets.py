"""Each secret reaches the permitted members, and no participant gets it too early."""

import json

import pytest

from tests.factories import make_member
from webinar.content.editions.content import deck_json, notes
from webinar.kit.permissions import Role
from webinar.room.rooms.models import Room


@pytest.fixture
def watcher(db, scene):
    """An interpreter, who hears everything that hosts hear, but runs nothing."""
    return db.write(lambda s: make_member(s, s.get(Room, scene.room.id), "Dana", Role.INTERPRETER))


def everything_sent_to(rig, member):
    """Return everything sent to this member, snapshot included, as text."""
    rig.beat()
    rig.tick(member.room_id)
    sent = [*rig.heard_by(member), rig.snapshot(member)]
    return json.dumps(sent, ensure_ascii=False)


def keys_of(rig, member, key="which"):
    polls = {poll["poll"]: poll for poll in rig.snapshot(member)["polls"]}
    return polls[key].keys() if key in polls else None


def vote_until_closed(rig, scene):
    rig.do(scene.host, "poll.open", poll="which")
    rig.do(scene.ada, "poll.vote", poll="which", options=["a"])
    rig.beat()
    rig.do(scene.host, "poll.close", poll="which")


def test_tally_is_sent_only_to_hosts_until_revealed(rig, scene, watcher):
    vote_until_closed(rig, scene)

    for permitted in (scene.host, watcher):
        assert "poll.tally" in rig.names_heard_by(permitted)
        assert '"tally": {"a": 1' in everything_sent_to(rig, permitted)
    for member in (scene.ada, scene.bek):
        sent = everything_sent_to(rig, member)
        assert "tally" not in sent
        assert "voters" not in sent
    rig.do(scene.host, "poll.reveal", poll="which")
    assert {"tally", "voters", "correct", "why"} <= keys_of(rig, scene.bek)


def test_correct_answer_is_sent_only_to_hosts_until_revealed(rig, scene, watcher):
    vote_until_closed(rig, scene)

    assert "correct" in keys_of(rig, scene.host)
    assert "correct" in keys_of(rig, watcher)
    assert "correct" not in everything_sent_to(rig, scene.bek)


def test_explanation_is_sent_only_to_hosts_until_revealed(rig, scene):
    vote_until_closed(rig, scene)

    assert "because en" in everything_sent_to(rig, scene.host)
    assert "because" not in everything_sent_to(rig, scene.bek)
    assert "why" not in everything_sent_to(rig, scene.bek)


def test_draft_is_sent_only_to_hosts(rig, scene, watcher):
    rig.do(
        scene.host,
        "poll.create",
        kind="single",
        quiz=False,
        language="en",
        question="Canary question?",
        options=["Canary yes", "Canary no"],
    )

    assert "Canary question?" in everything_sent_to(rig, watcher)
    sent = everything_sent_to(rig, scene.ada)
    assert "Canary" not in sent
    assert "spot-1" not in sent
    assert keys_of(rig, scene.ada, "which") is None


def test_draft_does_not_advance_the_participants_sequence(rig, scene):
    """A participant who counts versions must not think that a broadcast was missed."""
    before = rig.snapshot(scene.ada)["said"]
    rig.do(
        scene.host,
        "poll.create",
        kind="single",
        quiz=False,
        language="en",
        question="Tea?",
        options=["Yes", "No"],
    )
    rig.do(scene.host, "slide.go", slide=1)

    [(_, moved)] = rig.heard_by(scene.ada)

    assert moved["after"] == before["everyone"]
    assert before.keys() == {"everyone"}


def test_vote_is_sent_to_nobody_but_its_voter(rig, scene, watcher):
    vote_until_closed(rig, scene)
    rig.do(scene.host, "poll.reveal", poll="which")

    assert '"options": ["a"]' in everything_sent_to(rig, scene.ada)
    for member in (scene.host, watcher, scene.bek):
        assert "poll.voted" not in everything_sent_to(rig, member)
        assert '"mine": ["a"]' not in everything_sent_to(rig, member)


def test_reason_is_sent_only_to_hosts_and_its_author(rig, scene, watcher):
    rig.do(scene.bek, "step.propose", text="Meet again", language="en")
    rig.do(scene.host, "step.put", step=1)
    rig.do(scene.ada, "step.answer", step=1, ballot=1, answer="disagree", reason="Canary reason")

    for permitted in (scene.host, watcher, scene.ada):
        assert "Canary reason" in everything_sent_to(rig, permitted)
    sent = everything_sent_to(rig, scene.bek)
    assert "Canary reason" not in sent
    assert '"reasons"' not in sent and "step.reasons" not in sent
    assert '"disagree": 1' in sent


def test_list_of_people_is_sent_only_to_hosts(rig, scene, watcher):
    rig.do(scene.ada, "member.language", language="kk")

    for permitted in (scene.host, watcher):
        assert "room.people" in everything_sent_to(rig, permitted)
    assert rig.snapshot(scene.bek)["people"] is None
    assert '"Ada"' not in everything_sent_to(rig, scene.bek)


def test_deck_contains_no_notes_or_answers(db, scene):
    with db.read() as session:
        edition = session.get(Room, scene.room.id).edition
        hosts_notes = json.dumps(notes(edition, "en"))
        packed_decks = [deck_json(edition, language, 0) for language in ("en", "ru", "kk")]
        decks = b"".join(plain for plain, _ in packed_decks).decode()

    assert "notes of welcome en" in hosts_notes
    assert "notes of" not in decks
    assert "because" not in decks
    assert "correct" not in decks


def test_whole_session_sends_a_participant_no_secrets(rig, scene, watcher):
    """As a control, the same canaries do reach the hosts' screens."""
    vote_until_closed(rig, scene)
    rig.do(scene.ada, "step.propose", text="Write it down", language="en")
    rig.do(scene.host, "step.put", step=1)
    rig.do(scene.ada, "step.answer", step=1, ballot=1, answer="abstain", reason="Canary reason")
    rig.beat()
    rig.do(scene.host, "step.close", step=1)
    rig.do(scene.host, "step.own", step=1, role="Aida")
    rig.do(scene.host, "room.end")
    canaries = ["Canary reason", "because en", '"correct"', '"voters"', '"joined"']

    sent_to_host, sent_to_bek = (
        everything_sent_to(rig, scene.host),
        everything_sent_to(rig, scene.bek),
    )

    assert [canary for canary in canaries if canary in sent_to_bek] == []
    assert [canary for canary in canaries if canary not in sent_to_host] == []
