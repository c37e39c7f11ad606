"""Sound on its way from the speaker to the listeners, through a real server, in every way."""

import json
import time
from base64 import b64decode, b64encode
from contextlib import ExitStack

import pytest

from tests.protocol.people import begin, member_of, op
from tests.protocol.raw import Raw
from tests.protocol.server import ENTRY
from tests.protocol.waiting import until
from tests.protocol.ways import TESTED_WAYS, serving
from webinar.kit import clock
from webinar.room.rooms.models import Member

FULL = "AAMAAAAA"
# Three Opus frames of 20 ms.
THIN_BYTES = bytes((0, 2, 1 << 3, 7)) * 3
THIN = b64encode(THIN_BYTES).decode()


@pytest.fixture(scope="module", params=TESTED_WAYS)
def server(request, tmp_path_factory):
    with serving(request.param, tmp_path_factory.mktemp(request.param), ENTRY) as server:
        yield server


@pytest.fixture
def session(server):
    return begin(server, presenters=2)


@pytest.fixture
def link(server):
    """Open the links of people in their seats."""
    with ExitStack() as links:
        yield lambda seat: links.enter_context(Raw(server)).sit(seat)


def tell(link, name, **fields):
    link.send("42" + json.dumps([name, fields]))


def listen(link, channel="floor", thin=False):
    """Listen, and wait until the server has handled it."""
    tell(link, "voice.listen", channel=channel, thin=thin)
    link.call("room.snapshot", {})


def now_ms():
    return int(time.time() * 1000)


def speak(link, number=0, turn=1, channel="floor", at=None, **fields):
    at = now_ms() if at is None else at
    fields = {"full": FULL, "thin": THIN} | fields
    tell(link, "voice.send", channel=channel, turn=turn, number=number, at=at, **fields)
    link.call("room.snapshot", {})


def speak_on(link, numbers, at):
    """Send packets without a pause: a slow machine must not divide their bundle."""
    for place, number in enumerate(numbers):
        fields = {"channel": "floor", "turn": 1, "number": number, "at": at + 60 * place}
        tell(link, "voice.send", **fields, full=FULL, thin=THIN)
    link.call("room.snapshot", {})


def start(link, listener):
    """Take the floor, and speak until the listener hears it."""
    assert link.call("voice.take", op(holder=None))["ok"]
    speak_until_heard(link, listener)


def speak_until_heard(link, listener, turn=1):
    """The server drops the first packets of a turn, while it reads from the database who speaks."""

    def is_heard():
        speak(link, turn=turn)
        heard = [*sounds(listener), *sounds(listener, "voice.bundle")]
        return any(body["t"] == turn for body in heard)

    until(is_heard, problem="the speaker is not heard")


def sounds(link, name="voice"):
    """The packets of sound that have come up to an answer that came after them."""
    link.call("room.snapshot", {})
    return [body for heard, body in link.heard if heard == name]


def bundles(link):
    """The turn, the first number and the bytes of the bundles that have come, in any encoding."""
    found = [(body["t"], body["n"], body["d"]) for body in sounds(link, "voice.bundle")]
    return [(t, n, b64decode(d) if isinstance(d, str) else d) for t, n, d in found]


def test_listeners_hear_the_speaker_in_their_rendition(session, link):
    host, near, far, deaf = (
        link(seat) for seat in (session.host, *(session.join(n) for n in "ABC"))
    )
    listen(near)
    listen(far, thin=True)
    start(host, near)

    at = now_ms()
    speak_on(host, range(7, 13), at)

    assert sounds(near)[-1] == {"c": "floor", "t": 1, "n": 12, "at": at + 300, "d": FULL}
    assert bundles(far)[-1] == (1, 7, THIN_BYTES * 6)
    assert sounds(far) == bundles(near) == sounds(deaf) == bundles(deaf) == []


def test_thin_listener_hears_the_last_words_and_no_bundle_of_two_speakers(session, link):
    host, other, near, far = (
        link(seat) for seat in (*session.hosts[:2], session.join("A"), session.join("B"))
    )
    listen(near)
    listen(far, thin=True)
    start(host, near)
    speak(host, 50)
    assert host.call("voice.stop", op(turn=1))["ok"]
    until(lambda: (1, 50, THIN_BYTES) in bundles(far), problem="the last packet was not sent")

    assert other.call("voice.take", op(holder=None))["ok"]
    speak_until_heard(other, near, turn=2)
    speak(other, 1, turn=2, thin=b64encode(THIN_BYTES[::-1]).decode())
    speak(other, 90, turn=2)

    until(lambda: bundles(far)[-1] == (2, 90, THIN_BYTES), problem="the other is not heard")
    turns = [turn for turn, _, _ in bundles(far)]
    assert turns == sorted(turns)


def test_listener_hears_one_channel_at_a_time(session, link):
    host, listener = link(session.host), link(session.join())
    listen(listener)
    start(host, listener)
    before = len(sounds(listener))
    assert before > 0

    listen(listener, "kk")
    speak(host, 8)
    tell(listener, "voice.listen", channel=None)

    assert len(sounds(listener)) == before


def test_only_the_speaker_of_the_turn_is_relayed(session, link):
    host, other, listener = link(session.host), link(session.hosts[1]), link(session.join())
    listen(listener)
    start(host, listener)
    heard = len(sounds(listener))

    for _ in range(2):
        speak(other, 9)
        speak(host, 9, turn=2)
        speak(host, 9, channel="kk")
        speak(listener, 9)
        time.sleep(0.3)

    assert len(sounds(listener)) == heard
    speak(host, 10)
    assert sounds(listener)[-1]["n"] == 10


def test_speaker_who_was_taken_over_from_is_not_relayed(session, link):
    host, other, listener = link(session.host), link(session.hosts[1]), link(session.join())
    listen(listener)
    start(host, listener)
    view = host.call("room.snapshot", {})["snapshot"]["voice"]["floor"]
    assert other.call("voice.take", op(holder=view["holder"]))["ok"]

    speak_until_heard(other, listener, turn=2)
    speak(host, 11)

    assert sounds(listener)[-1]["t"] == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"full": "A" * 1401},
        {"full": "not base64!"},
        {"thin": ""},
        {"number": -1},
        {"at": 0},
        {"at": 9_999_999_999_999},
        {"extra": 1},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_bad_packet_is_dropped_and_the_next_good_one_is_heard(session, link, fields):
    host, listener = link(session.host), link(session.join())
    listen(listener)
    start(host, listener)
    heard = len(sounds(listener))

    speak(host, **({"number": 12} | fields))

    assert len(sounds(listener)) == heard
    speak(host, 13)
    assert sounds(listener)[-1]["n"] == 13


def test_flood_of_sound_is_cut_down(session, link):
    host, listener = link(session.host), link(session.join())
    listen(listener)
    start(host, listener)
    heard = len(sounds(listener))

    at = now_ms()
    for number in range(100, 300):
        fields = {"channel": "floor", "turn": 1, "number": number, "at": at}
        tell(host, "voice.send", **fields, full=FULL, thin=THIN)
    host.call("room.snapshot", {})

    # Three seconds' worth may come at once.
    assert 0 < len(sounds(listener)) - heard < 80


def test_listener_who_acknowledges_nothing_gets_no_more_than_is_worth_sending(session, link):
    host, listener = link(session.host), link(session.join())
    listen(listener)
    start(host, listener)
    start_ms = now_ms()
    for number in range(40):
        speak(host, 20 + number, at=start_ms + 60 * number)
    times = [body["at"] for body in sounds(listener)]

    assert times[-1] < start_ms + 60 * 39

    tell(listener, "voice.ack", at=times[-1])
    listener.call("room.snapshot", {})
    speak(host, 70, at=start_ms + 60 * 40)
    assert sounds(listener)[-1]["n"] == 70


def test_waiting_member_does_not_hear(server, session, link):
    host, listener = link(session.host), link(session.join())
    seat = session.join("Waiting")
    listen(listener)

    def wait(db):
        db.get(Member, member_of(seat)).waits_since = clock.now()

    database = server.database()
    database.write(wait)
    database.close()
    waiting = link(seat)
    tell(waiting, "voice.listen", channel="floor")
    waiting.call("lobby.ask", {})
    start(host, listener)

    waiting.call("lobby.ask", {})
    assert [name for name, _ in waiting.heard if name == "voice"] == []
