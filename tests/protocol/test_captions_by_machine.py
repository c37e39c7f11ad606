"""A program hears a channel over HTTP and writes its captions, through a real server."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from copy import copy

import pytest
import requests
from sqlalchemy import select

from tests.protocol.people import begin, op
from tests.protocol.raw import Raw
from tests.protocol.server import ENTRY
from tests.protocol.test_voice import THIN, now_ms, tell
from tests.protocol.waiting import PATIENCE_S
from tests.protocol.ways import TESTED_WAYS, serving
from webinar.kit import clock
from webinar.live.captions.models import Lane
from webinar.live.transcription.sources import issue_token, revoke_token
from webinar.operate.captioning.client import Client, Over
from webinar.operate.captioning.scripted import Entry, ScriptedEngine
from webinar.room.rooms.models import Member, Room

# One frame of four bytes, after its length.
SOUND = "AAQIAAAA"


@pytest.fixture(scope="module", params=TESTED_WAYS)
def server(request, tmp_path_factory):
    with serving(request.param, tmp_path_factory.mktemp(request.param), ENTRY) as server:
        yield server


@pytest.fixture
def session(server):
    return begin(server)


@pytest.fixture
def link(server):
    """Open the links of people in their seats."""
    with ExitStack() as links:
        yield lambda seat: links.enter_context(Raw(server)).sit(seat)


def in_database(server, work):
    database = server.database()
    try:
        return database.write(work)
    finally:
        database.close()


def token_for(server, session, language="en", channel="floor"):
    return in_database(
        server,
        lambda db: issue_token(db, db.get(Room, session.room_id), channel, language, clock.now()),
    )


class Program:
    """A program with an open stream of sound."""

    def __init__(self, server, token, response):
        self.server, self.token, self._response = server, token, response
        self._lines = response.iter_lines(chunk_size=1)
        self.greeting = self.next()
        self._server_ahead_ms = self.greeting["now"] - now_ms()

    def moved_to(self, server):
        """Return this program as it writes to another process of the same server."""
        moved = copy(self)
        moved.server = server
        return moved

    def next(self):
        return json.loads(next(self._lines))

    def wait_for(self, kind):
        """Return the next message of this type."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            message = self.next()
            if message["type"] == kind:
                return message
        raise AssertionError(f"the stream has no {kind}")

    def server_ms(self):
        """Return the server's time in ms, which can differ from this process's."""
        return now_ms() + self._server_ahead_ms

    def write(self, text="Good morning", *, final=True, **fields):
        begin_ms = self.server_ms() - 1000
        body = {
            "run": self.greeting["run"],
            "final": final,
            "text": text,
            "begin": begin_ms,
            "end": begin_ms + 500,
            "language": "en",
            "confidence": 0.8,
        }
        return post(self.server, self.token, {**body, **fields})

    def close(self):
        self._response.close()


def headers(token):
    return {"Authorization": f"Bearer {token}"}


def post(server, token, body):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    url = f"{server.url}/captions/v1/lines"
    return requests.post(url, data=data, headers=headers(token), timeout=PATIENCE_S)


def ask_for_sound(server, token):
    url = f"{server.url}/captions/v1/sound"
    return requests.get(url, headers=headers(token), stream=True, timeout=PATIENCE_S)


def refusal_of_sound(server, token):
    """Return the answer to a request for sound that is refused, read to its end."""
    answer = ask_for_sound(server, token)
    assert answer.status_code >= 400 and answer.content
    return answer


@contextmanager
def speaking(host, sound_of=lambda number: SOUND):
    """Let the host speak for as long as the block runs; `sound_of` returns a packet's sound."""
    is_over = threading.Event()

    def speak():
        number = 0
        while not is_over.wait(0.1):
            fields = {"channel": "floor", "turn": 1, "number": number, "at": now_ms()}
            tell(host, "voice.send", **fields, full=sound_of(number), thin=THIN)
            number += 1

    thread = threading.Thread(target=speak)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


@contextmanager
def connected(server, token):
    response = ask_for_sound(server, token)
    assert response.status_code == 200, response.text
    program = Program(server, token, response)
    try:
        yield program
    finally:
        program.close()


@pytest.fixture
def token(server, session):
    return token_for(server, session)


@pytest.fixture
def program(server, token):
    with connected(server, token) as program:
        yield program


def captions_of(link):
    return link.call("room.snapshot", {})["snapshot"]["captions"]


def test_program_hears_the_channel_and_readers_see_its_lines_marked(session, link, program):
    host, reader = link(session.host), link(session.join("Reader", "en"))
    assert program.greeting["protocol"] == 1
    assert program.greeting["channel"] == "floor"
    assert "drug use prevention" in program.greeting["hot_words"]
    assert host.call("voice.take", op(holder=None))["ok"]

    with speaking(host):
        sound = program.wait_for("sound")

    assert sound["turn"] == 1
    assert sound["frames"] == ["CAAAAA=="]

    answer = program.write("Good morning", begin=sound["at"], end=sound["at"])

    assert answer.json() == {"outcome": "stored"}
    assert captions_of(reader) == {"id": 1, "text": "Good morning", "before": "", "mark": "machine"}
    [said] = [body["set"] for name, body in reader.heard if name == "caption.said"]
    assert said == {"id": 1, "text": "Good morning", "mark": "machine"}


def test_text_that_is_not_final_is_shown_and_not_stored(session, link, program):
    reader, other = link(session.join("Reader", "en")), link(session.join("Other", "ru"))

    assert program.write("Good mor", final=False).json() == {"outcome": "shown"}

    assert captions_of(reader) is None
    captions_of(other)
    shown = {"partial": {"after": 0, "text": "Good mor"}}
    assert [body["set"] for name, body in reader.heard if name == "caption.heard"] == [shown]
    assert [name for name, _ in other.heard if name == "caption.heard"] == []


def test_hosts_hear_a_text_that_is_not_final_of_each_language(server, session, link, program):
    host, reader = link(session.host), link(session.join("Reader", "en"))
    with connected(server, token_for(server, session, "kk")) as other:
        program.write("Good mor", final=False)
        other.write("Қайырлы", language="kk", final=False)

        heard = [host.hear("lane.heard") for _ in range(2)]

    assert {body["key"]: body["set"][body["key"]] for body in heard} == {
        "en": {"after": 0, "text": "Good mor"},
        "kk": {"after": 0, "text": "Қайырлы"},
    }
    captions_of(reader)
    assert "lane.heard" not in [name for name, _ in reader.heard]


def test_hosts_hear_nothing_of_a_machine_while_an_interpreter_types(server, session, link, program):
    host = link(session.host)

    def type_now(db):
        host_id = db.scalar(select(Member.id).filter_by(room_id=session.room_id))
        db.add(
            Lane(room_id=session.room_id, language="en", member_id=host_id, typed_at=clock.now())
        )

    in_database(server, type_now)

    assert program.write("Good mor", final=False).json() == {"outcome": "typed"}

    captions_of(host)
    assert "lane.heard" not in [name for name, _ in host.heard]


def test_readers_get_few_texts_and_the_newest(session, link, program):
    reader = link(session.join("Reader", "en"))

    for number in range(10):
        program.write(f"word {number}", final=False)

    texts = []
    while texts[-1:] != ["word 9"]:
        texts.append(reader.hear("caption.heard")["set"]["partial"]["text"])
    assert len(texts) < 10


def test_readers_learn_that_the_program_died_and_that_it_is_back(server, session, link, token):
    reader = link(session.join("Reader", "en"))
    with connected(server, token) as program:
        program.write()
        reader.hear("caption.said")

    assert reader.hear("captions.marked")["set"] == {"mark": "stopped"}
    assert captions_of(reader)["mark"] == "stopped"

    with connected(server, token):
        assert reader.hear("captions.marked")["set"] == {"mark": "machine"}


def test_newer_connection_replaces_the_older_one(server, session, link, token, program):
    reader = link(session.join("Reader", "en"))
    program.write("One")

    with connected(server, token) as newer:
        assert program.wait_for("end") == {"type": "end", "why": "replaced"}
        refusal = program.write("Two")
        assert (refusal.status_code, refusal.json()["code"]) == (409, "captions_replaced")
        assert program.write("Two", final=False).json()["code"] == "captions_replaced"
        assert newer.write("Three").json() == {"outcome": "stored"}
        # The end of the older connection stops nothing.
        program.close()
        assert captions_of(reader)["mark"] == "machine"


def test_revoked_token_ends_the_connection_and_admits_nobody(server, session, token, program):
    in_database(server, lambda db: revoke_token(db, db.get(Room, session.room_id), "en"))

    assert program.wait_for("end") == {"type": "end", "why": "revoked"}
    assert program.write().status_code == 401
    assert refusal_of_sound(server, token).status_code == 401


def test_end_of_the_session_ends_the_connection(session, link, program):
    host = link(session.host)

    assert host.call("room.end", op())["ok"]

    assert program.wait_for("end") == {"type": "end", "why": "session_ended"}
    assert program.write().status_code == 401


def test_program_can_begin_only_while_the_session_runs(server):
    planned = begin(server, start=False)

    answer = refusal_of_sound(server, token_for(server, planned))

    assert (answer.status_code, answer.json()["code"]) == (409, "room_not_live")


@pytest.mark.parametrize("value", ["", "Bearer", "Bearer wrong", "Basic abc", "Bearer \u00e9"])
def test_stranger_gets_nothing(server, value):
    url = f"{server.url}/captions/v1"
    header = {"Authorization": value.encode("latin-1")}

    heard = requests.get(f"{url}/sound", headers=header, timeout=PATIENCE_S)
    said = requests.post(f"{url}/lines", data=b"{}", headers=header, timeout=PATIENCE_S)

    assert (heard.status_code, said.status_code) == (401, 401)


def test_repeated_line_is_stored_once(session, link, program):
    reader = link(session.join("Reader", "en"))
    begin_ms = now_ms() - 900

    program.write("Good morning", begin=begin_ms, end=begin_ms + 300)
    answer = program.write("Good morning", begin=begin_ms, end=begin_ms + 300)

    assert answer.json() == {"outcome": "repeated"}
    assert captions_of(reader)["id"] == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"text": ""},
        {"text": "x" * 1001},
        {"text": 5},
        {"final": "yes"},
        {"confidence": 1.1},
        {"confidence": -0.1},
        {"language": "kk"},
        {"begin": 0, "end": 10},
        {"begin": 9_999_999_999_999, "end": 9_999_999_999_999},
        {"begin": now_ms(), "end": now_ms() - 5000},
        {"extra": 1},
        {"run": 0},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_hostile_line_is_refused_and_the_next_good_one_is_stored(program, fields):
    assert program.write(**fields).status_code == 422
    assert program.write("Good morning").json() == {"outcome": "stored"}


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 8000], ids=repr)
def test_hostile_body_is_refused(server, program, body):
    assert post(server, program.token, body).status_code == 422


def test_body_that_is_too_long_is_refused(server, program):
    assert post(server, program.token, b"[" * 8193).status_code == 422


def test_text_without_letters_is_refused(program):
    answer = program.write(" \u202e\n")

    assert (answer.status_code, answer.json()["code"]) == (409, "text_empty")


def test_flood_is_cut_down(program):
    # One after another, a slow machine might not reach the limit.
    with ThreadPoolExecutor(10) as threads:
        answers = list(threads.map(lambda _: program.write("x", final=False), range(60)))

    assert {answer.status_code for answer in answers} == {200, 429}
    refusals = [answer for answer in answers if answer.status_code == 429]
    assert {answer.headers["Retry-After"] for answer in refusals} == {"1"}


def test_program_is_not_sent_what_is_no_sound(session, link, program):
    host, listener = link(session.host), link(session.join())
    tell(listener, "voice.listen", channel="floor")
    assert host.call("voice.take", op(holder=None))["ok"]

    # The frame of the first packets claims to be longer than the packet.
    with speaking(host, lambda number: "AAkAAAAA" if number < 20 else SOUND):
        sound = program.wait_for("sound")

    assert sound["number"] >= 20


def test_program_of_another_channel_hears_nothing(server, session, link):
    host = link(session.host)
    assert host.call("voice.take", op(holder=None))["ok"]

    with connected(server, token_for(server, session, "kk", channel="kk")) as program:
        with speaking(host):
            assert [program.next()["type"] for _ in range(2)] == ["time", "time"]


def test_reference_client_writes_what_its_engine_says(server, session, link, token):
    host, reader = link(session.host), link(session.join("Reader", "en"))
    assert host.call("voice.take", op(holder=None))["ok"]
    script = [
        Entry(said=0, begin=0, end=60, text="Good mor", is_final=False),
        Entry(said=60, begin=0, end=120, text="Good morning", confidence=0.9),
    ]
    client = Client(server.url, token, ScriptedEngine(script), sleep=lambda _seconds: None)
    ends = []

    def run():
        with pytest.raises(Over) as end:
            client.run()
        ends.append(str(end.value))

    thread = threading.Thread(target=run)
    thread.start()

    with speaking(host):
        said = reader.hear("caption.said")["set"]
    host.call("room.end", op())
    thread.join(PATIENCE_S)

    assert said == {"id": 1, "text": "Good morning", "mark": "machine"}
    assert ends == ["The session is over."]
