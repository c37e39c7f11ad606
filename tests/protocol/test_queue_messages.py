"""Two processes send each other one message for each commit, whatever it holds."""

import json
from collections import Counter
from contextlib import ExitStack

import pytest
import redis

from tests.protocol.pair import MARKS, two_servers
from tests.protocol.people import begin, do, member_of, op
from tests.protocol.raw import Raw
from tests.protocol.test_queue_away import listen, tally
from tests.protocol.waiting import PATIENCE_S, until

pytestmark = MARKS

# No process is taken for dead while the machine is busy: it would have to introduce itself again.
ENTRY = "tests/protocol/unhurried_queue.py"
VOTERS = 24
MOVES = 5


class Listener:
    """Hears what the processes say to each other, as one of them would."""

    def __init__(self, url):
        self._client = redis.Redis.from_url(url, socket_timeout=PATIENCE_S)
        self._line = self._client.pubsub(ignore_subscribe_messages=True)
        self._line.psubscribe("*")

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self._line.close()
        self._client.close()

    def next(self, *methods):
        """Return the next message of these methods."""
        while True:
            heard = self._line.get_message(timeout=PATIENCE_S)
            if heard is not None:
                message = json.loads(heard["data"])
                if message["method"] in methods:
                    return message

    def until(self, is_last):
        """Return the messages that carry events, up to the first one for which `is_last`."""
        messages = [self.next("emit", "pack")]
        while not is_last(messages[-1]):
            messages.append(self.next("emit", "pack"))
        return messages


def events_in(message):
    """Return (name, address, body) of each event in a message."""
    if message["method"] == "emit":
        return [(message["event"], message["room"], message["data"][0])]
    return [
        (name, prefix + rest, {**body, **dict(zip(varying, values, strict=True))})
        for name, prefix, body, varying, rows in message["runs"]
        for rest, *values in rows
    ]


def holds(name, **fields):
    """Return a function that says whether a message holds such an event."""

    def is_held(message):
        return any(
            event == name and fields.items() <= body.items()
            for event, _, body in events_in(message)
        )

    return is_held


@pytest.fixture
def pair(tmp_path, valkey):
    with two_servers(tmp_path, ENTRY, MESSAGE_QUEUE=valkey.url) as pair:
        yield pair


def wait_for_packs(server, session, listener):
    """Move the slide until the process has heard that all others can read packs."""

    def is_packed():
        version = do(server, session.host, "slide.go", slide=2)["version"]
        do(server, session.host, "slide.go", slide=1)
        [*_, message] = listener.until(holds("slide.moved", version=version))
        if message["method"] == "emit":
            listener.next("here")  # so as not to move too often
        return message["method"] == "pack"

    until(is_packed)


def test_commit_is_one_message_whatever_it_holds(pair, valkey):
    """Planted fault: each broadcast was a message, and so each vote had its own round trip."""
    first, second = pair
    session = begin(first)
    poll, options = session.open_poll()
    seats = [session.join(f"Voter {number}") for number in range(VOTERS)]
    with Listener(valkey.url) as listener, ExitStack() as stack:
        wait_for_packs(first, session, listener)
        voters = [stack.enter_context(Raw(first)).sit(seat) for seat in seats]
        # Somebody with a tab at each process.
        other_tab = stack.enter_context(Raw(second)).sit(seats[0])

        for number, voter in enumerate(voters):
            vote = op(poll=poll, options=[options[number % 2]])
            voter.send(f"421{json.dumps(['poll.vote', vote])}")
        versions = [voter.answer(1)["version"] for voter in voters]
        last = do(first, session.host, "slide.go", slide=3)["version"]
        messages = listener.until(holds("slide.moved", version=last))

        commits = [message for message in messages if holds("poll.voted")(message)]
        told = [
            (address, body["version"])
            for message in commits
            for name, address, body in events_in(message)
            if name == "poll.voted"
        ]
        assert {message["method"] for message in messages} == {"pack"}
        assert len(commits) == len(set(versions))
        answered = zip((f"member:{member_of(seat)}" for seat in seats), versions, strict=True)
        assert Counter(told) == Counter(answered)
        assert [version for _, version in told] == sorted(versions)
        assert other_tab.hear("poll.voted")["version"] == versions[0]


def test_nothing_is_heard_twice_while_the_queue_restarts(pair, valkey):
    """Planted fault: what was sent when the queue died was sent again when it was back."""
    first, second = pair
    session = begin(first)
    with Raw(first) as host, Raw(first) as here, Raw(second) as there:
        host.sit(session.host)
        here.sit(session.join("Here"))
        there.sit(session.join("There"))
        with Listener(valkey.url) as listener:
            wait_for_packs(first, session, listener)

        for at in range(MOVES):
            host.call("slide.go", op(slide=1 + at % 2))
        valkey.kill()
        for at in range(MOVES):
            host.call("slide.go", op(slide=1 + at % 2))
        valkey.start()
        heard_there = []
        last = until(lambda: heard_move(host, there, heard_there))

        heard_here = []
        while last not in heard_here:
            heard_here.append(here.hear("slide.moved")["version"])
        # What is lost on the way is repaired by the snapshot: see test_queue_away.
        assert set(heard_there) <= set(heard_here)
        assert heard_there == sorted(set(heard_there))
        assert heard_here == sorted(set(heard_here))
        snapshots = [link.call("room.snapshot", {})["snapshot"] for link in (here, there)]
        assert snapshots[0]["said"] == snapshots[1]["said"] == {"everyone": last}
        assert snapshots[0]["room"]["slide"] == snapshots[1]["room"]["slide"]


def test_votes_are_counted_and_confirmed_once_while_the_queue_restarts(pair, valkey):
    """Each voter sends the vote again through the other process, as after a lost answer."""
    session = begin(pair[0])
    poll, options = session.open_poll()
    seats = [session.join(f"Voter {number}") for number in range(VOTERS)]
    votes = [op(poll=poll, options=[options[number % 3 % 2]]) for number in range(VOTERS)]
    with ExitStack() as stack:
        hosts = [stack.enter_context(Raw(server)).sit(session.host) for server in pair]
        links, others = (
            [
                stack.enter_context(Raw(pair[(number + turn) % 2])).sit(seat)
                for number, seat in enumerate(seats)
            ]
            for turn in (0, 1)
        )

        for number, (link, vote) in enumerate(zip(links, votes, strict=True)):
            if number == VOTERS // 3:
                valkey.kill()
            if number == 2 * VOTERS // 3:
                valkey.start()
            link.send(f"421{json.dumps(['poll.vote', vote])}")
        answers = [link.answer(1) for link in links]
        repeated = [link.call("poll.vote", vote) for link, vote in zip(others, votes, strict=True)]

        confirmed = [
            [body["version"] for name, body in link.heard if name == "poll.voted"] for link in links
        ]
        versions = [answer["version"] for answer in answers]
        assert all(answer["ok"] for answer in answers)
        assert [answer["version"] for answer in repeated] == versions
        assert confirmed == [[version] for version in versions]
        counts = Counter(vote["options"][0] for vote in votes)
        for host in hosts:
            counted = tally(host, poll)
            assert {key: count for key, count in counted.items() if count} == counts


def heard_move(host, listener, versions):
    """Return the version of a new move if the client hears it before the next tick.

    `versions` collects those of all moves that it hears.
    """
    host.call("slide.go", op(slide=2))
    version = host.call("slide.go", op(slide=1))["version"]
    before = len(listener.ticks)
    while len(listener.ticks) == before:
        packet = listen(listener)
        if packet.startswith('42["slide.moved"'):
            versions.append(json.loads(packet[2:])[1]["version"])
            if versions[-1] == version:
                return version
    return None
