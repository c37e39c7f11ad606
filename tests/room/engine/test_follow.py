"""After any commands of a session, a snapshot plus broadcasts equals a fresh snapshot."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.databases import examples
from tests.factories import make_member, make_room
from tests.room.engine.follower import Follower, view_of
from tests.room.engine.rig import Rig
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit.errors import Refused
from webinar.kit.permissions import Role
from webinar.kit.tokens import new_token
from webinar.room.rooms.models import Member, RoomState
from webinar.room.sessions.arrivals import Arrivals
from webinar.room.sessions.seating import Arrival

pytestmark = pytest.mark.any_python

POLLS = ["which", "spot-1", "spot-1", "spot-1--2"]
OPTIONS = ["a", "b", "option-1"]
LANGUAGES = ["en", "ru", "kk", "prs"]

hosts_commands = st.one_of(
    st.sampled_from([("room.start", {}), ("room.end", {})]),
    st.builds(lambda slide: ("slide.go", {"slide": slide}), st.integers(0, 3)),
    st.builds(
        lambda verb, slides: (f"slide.{verb}", {"slides": slides}),
        st.sampled_from(["hide", "hide", "unhide"]),
        st.lists(st.integers(0, 3), min_size=1, max_size=4),
    ),
    st.builds(
        lambda verb, poll: (f"poll.{verb}", {"poll": poll}),
        st.sampled_from(["open", "open", "close", "reveal", "again"]),
        st.sampled_from(POLLS),
    ),
    st.builds(
        lambda poll, seconds: ("poll.extend", {"poll": poll, "seconds": seconds}),
        st.sampled_from(POLLS),
        st.integers(5, 60),
    ),
    st.builds(
        lambda verb, poll: (f"poll.{verb}", {"poll": poll, "everything": True}),
        st.sampled_from(["show", "hide"]),
        st.sampled_from(POLLS),
    ),
    st.builds(
        lambda kind, anonymous, abstain: (
            "poll.create",
            {
                "kind": kind,
                "quiz": False,
                "language": "en",
                "question": "Tea?",
                "options": [] if kind in ("numeric", "text", "cloud") else ["Yes", "No"],
                "anonymous": anonymous,
                "abstain": abstain,
            },
        ),
        st.sampled_from(list(PollKind)),
        st.booleans(),
        st.booleans(),
    ),
    st.builds(
        lambda verb, step: (f"step.{verb}", {"step": step}),
        st.sampled_from(["put", "put", "close", "recall", "drop", "restore", "own"]),
        st.integers(1, 3),
    ),
    st.builds(
        lambda verb, step, base: (
            f"step.{verb}",
            {"step": step, "text": "Meet soon", "language": "kk", "base": base},
        ),
        st.sampled_from(["amend", "translate"]),
        st.integers(1, 3),
        st.integers(1, 2),
    ),
    st.builds(
        lambda step, into: ("step.merge", {"step": step, "into": into}),
        st.integers(1, 3),
        st.integers(1, 3),
    ),
    st.sampled_from(
        [
            ("step.detail", {"step": 1, "base": 0, "due": "2099-01-31"}),
            ("step.decide", {"step": 1, "outcome": "agreed", "reason": "So"}),
            ("step.own", {"step": 1, "member": 2}),
            ("step.own", {"step": 1, "role": "Head"}),
            ("step.on_paper", {"step": 1, "owner": 1}),
            ("step.disown", {"step": 1, "owner": 1}),
        ]
    ),
    st.sampled_from(
        [
            ("countdown.start", {"minutes": 5}),
            ("break.start", {"minutes": 15}),
            ("timing.end", {}),
            ("room.extend", {"minutes": 15}),
            ("hand.call", {"member": 2}),
            ("hand.call", {"member": 3}),
            ("hand.dismiss_all", {}),
        ]
    ),
)
participants_commands = st.one_of(
    st.builds(
        lambda poll, options: ("poll.vote", {"poll": poll, "options": sorted(options)}),
        st.sampled_from(POLLS),
        st.sets(st.sampled_from(OPTIONS), max_size=2),
    ),
    st.builds(
        lambda poll, answer: ("poll.vote", {"poll": poll, **answer}),
        st.sampled_from(["spot-1", "spot-1", "spot-1--2"]),
        st.sampled_from(
            [
                {"options": ["option-2", "option-1"]},
                {"options": ["1"]},
                {"points": {"option-1": 7, "option-2": 3}},
                {"number": 2.5},
                {"number": -1},
                {"text": "Tea, please"},
                {"words": ["Tea", "tea!", "Чай"]},
                {"abstain": True},
            ]
        ),
    ),
    st.builds(lambda text: ("step.propose", {"text": text, "language": "kk"}), st.just("Meet")),
    st.builds(
        lambda step, ballot, answer, reason: (
            "step.answer",
            {"step": step, "ballot": ballot, "answer": answer, "reason": reason},
        ),
        st.integers(1, 3),
        st.integers(1, 2),
        st.sampled_from(["agree", "reserve", "disagree", "must_ask"]),
        st.sampled_from(["", "Because"]),
    ),
    st.sampled_from(
        [
            ("step.own", {"step": 1}),
            ("step.accept", {"step": 1, "owner": 1}),
            ("step.decline", {"step": 1, "owner": 1, "reason": "No time"}),
        ]
    ),
    st.builds(lambda tag: ("member.language", {"language": tag}), st.sampled_from(LANGUAGES)),
    st.sampled_from([("hand.raise", {}), ("hand.raise", {}), ("hand.lower", {})]),
)
commands_of_anybody = st.one_of(
    st.tuples(st.just("host"), hosts_commands),
    st.tuples(st.sampled_from(["ada", "bek"]), participants_commands),
)


@dataclass
class Client:
    """A follower on an unreliable line; it holds broadcasts while it waits for a snapshot."""

    member: Member
    follower: Follower
    read: int = 0
    held: list | None = None
    has_lost: bool = False

    def listen(self, rig, loses=None):
        """Hear new broadcasts but lose the sequenced one at `loses`; return whether it was lost."""
        events = rig.heard_by(self.member)
        new = events[self.read :]
        self.read = len(events)
        sequenced = [event for event in new if "after" in event[1]]
        lost = sequenced[loses] if loses is not None and loses < len(sequenced) else None
        for event in new:
            if event is lost:
                continue
            if self.held is not None:
                self.held.append(event)
            else:
                self.follower.hear(*event)
        self.has_lost = self.has_lost or lost is not None
        return lost is not None

    def catch_up(self, rig, snapshot):
        self.listen(rig)
        self.follower.take(snapshot)
        for name, body in self.held or []:
            self.follower.hear(name, body)
        self.held = None


class Session(RuleBasedStateMachine):
    """Commands run alone and in batches, with joins, lost broadcasts and snapshots between."""

    database = None

    @initialize(state=st.sampled_from([RoomState.PLANNED, RoomState.LIVE]))
    def open(self, state):
        self.rig = Rig(self.database)

        def build(db):
            room = make_room(db, state=state)
            return room, {
                "host": make_member(db, room, "Grace", Role.HOST),
                "ada": make_member(db, room, "Ada"),
                "bek": make_member(db, room, "Bek"),
            }

        self.room, self.members = self.database.write(build)
        for text in ("Meet again", "Write it down"):
            self.rig.do(self.members["bek"], "step.propose", text=text, language="en")
        self.clients = {
            name: Client(self.members[name], Follower(self.rig.snapshot(self.members[name])))
            for name in ("host", "ada")
        }

    @rule(command=commands_of_anybody)
    def ask(self, command):
        role, (name, fields) = command
        self.rig.do(self.members[role], name, **fields)

    @rule(commands=st.lists(commands_of_anybody, min_size=2, max_size=6))
    def ask_at_once(self, commands):
        self.rig.batch(*((self.members[role], *_converted(*command)) for role, command in commands))

    @rule()
    def somebody_joins(self):
        arrival = Arrival(new_token(), "Dana", "ru")
        with suppress(Refused):
            Arrivals(self.rig.queue.run).seat(self.room.id, arrival)

    @rule(role=st.sampled_from(["host", "ada"]))
    def ask_for_a_snapshot(self, role):
        client = self.clients[role]
        client.listen(self.rig)
        if client.held is None:
            client.held = []

    @rule(
        role=st.sampled_from(["host", "ada"]),
        commands=st.lists(hosts_commands, min_size=1, max_size=4),
        index=st.integers(0, 3),
    )
    def lose_one_broadcast_of_a_batch(self, role, commands, index):
        client = self.clients[role]
        client.listen(self.rig)
        self.rig.batch(*((self.members["host"], *_converted(*command)) for command in commands))
        lost = client.listen(self.rig, loses=index)
        self.rig.tick(self.room.id)
        client.listen(self.rig)
        if lost and client.held is None:
            assert client.follower.gap, "a lost broadcast was not noticed"

    @rule()
    def pulse(self):
        self.rig.beat()

    @rule()
    def tick(self):
        self.rig.tick(self.room.id)
        for client in self.clients.values():
            client.listen(self.rig)

    @invariant()
    def views_equal_fresh_snapshots(self):
        self.rig.beat()
        for client in self.clients.values():
            snapshot = self.rig.snapshot(client.member)
            client.listen(self.rig)
            if client.held is not None:
                client.catch_up(self.rig, snapshot)
            elif client.follower.gap:
                assert client.has_lost, "the client reports a gap although nothing was lost"
                client.follower.take(snapshot)
            client.has_lost = False
            assert client.follower.view == view_of(snapshot)


def _converted(name, fields):
    """Return the command with its fields as decoded from the wire."""
    due = {"due": date.fromisoformat(fields["due"])} if "due" in fields else {}
    return name, fields | due


def test_broadcasts_keep_clients_equal_to_a_fresh_snapshot(db):
    run_state_machine_as_test(
        type("SessionOnThisDatabase", (Session,), {"database": db}),
        settings=settings(
            max_examples=examples(40),
            stateful_step_count=20,
            deadline=None,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
