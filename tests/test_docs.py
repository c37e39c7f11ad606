"""docs/wire.md and docs/permissions.md say exactly what the code does."""

import json
import re
import subprocess
import sys
import threading
import uuid
from collections import Counter

import msgspec
import pytest
import requests
import socketio

from tests.protocol.server import Server
from tools import kind_tables, wire_docs, wire_types
from tools.stamps import ROOT
from tools.wire_reading import codes_in, purpose
from webinar.live.polls.drafting import POLLS_PER_ROOM
from webinar.live.steps.actions import STEPS_PER_ROOM
from webinar.room.engine.registry import COMMANDS, QUERIES
from webinar.room.engine.wire import Bare
from webinar.room.sessions.actions import MEMBERS_PER_ROOM

pytestmark = pytest.mark.any_python

wire_docs.register()
WIRE = wire_docs.WIRE.read_text("utf-8")
PERMISSIONS = wire_docs.PERMISSIONS.read_text("utf-8")

# In these features people fill in forms of pages; their refusals are never sent as a code.
PAGES_ONLY = {
    "webinar/people/accounts/",
    "webinar/people/ownership/",
    "webinar/results/owners/",
    "webinar/results/certificates/",
    "webinar/room/cohorts/",
    "webinar/results/attendance/",
    "webinar/results/registers/",
    "webinar/results/followup/",
    "webinar/results/reports/",
    "webinar/operate/personal/",
    "webinar/room/consent/",
    "webinar/room/call/",
    "webinar/results/desk/",
    "webinar/room/rooms/planning.py",
    "webinar/room/sessions/team.py",
    "webinar/results/series/",
    "webinar/learn/courses/",
    "webinar/learn/narration/",
    "webinar/learn/inquiries/",
    "webinar/learn/notes/",
    "webinar/learn/repetition/",
    "webinar/learn/study/",
    "webinar/learn/exams/",
    "webinar/results/completion/",
    "webinar/results/replay/",
    "webinar/learn/offline/",
    "webinar/connect/packages/",
    "webinar/connect/xapi/",
    "webinar/connect/lti/",
    "webinar/content/importing/",
    "webinar/live/pages/entry_fields.py",
}
# Making a session is a form of the desk, too, although its rules are beside those of joining.
PAGES_ONLY_CODES = {"title_empty"}

PATIENCE_S = 120


def travelling_codes():
    return {
        code
        for code, files in codes_in().items()
        if code not in PAGES_ONLY_CODES
        and any(not file.startswith(tuple(PAGES_ONLY)) for file in files)
    }


def section(title):
    """Return the section under a heading of docs/wire.md."""
    level = title.split()[0]
    return re.split(rf"^{level} ", WIRE.split(f"{title}\n", 1)[1], maxsplit=1, flags=re.M)[0]


def refusal_rows():
    return dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", section("### Refusals"), flags=re.M))


def block(language):
    return re.search(rf"```{language}\n(.*?)```", WIRE, flags=re.S)[1]


def test_wire_page_is_up_to_date():
    assert wire_docs.wire_page() == WIRE, "run: python -m tools.wire_docs"


def test_permissions_page_is_up_to_date():
    assert wire_docs.permissions_page() == PERMISSIONS, "run: python -m tools.wire_docs"


def test_types_for_scripts_are_up_to_date():
    assert wire_types.types_page() == wire_types.TYPES.read_text("utf-8"), (
        "run: python -m tools.wire_types"
    )


def test_tables_of_poll_kinds_for_scripts_are_up_to_date():
    assert kind_tables.tables_page() == kind_tables.TABLES.read_text("utf-8"), (
        "run: python -m tools.wire_types"
    )


def test_both_pages_list_every_command_and_query():
    names = [*COMMANDS, *QUERIES]

    assert [name for name in names if f"### `{name}`" not in WIRE] == []
    assert [name for name in names if f"| `{name}` |" not in PERMISSIONS] == []


def test_both_pages_give_the_states_that_allow_a_command():
    moment = section("### `pointer.move`")

    assert "- While the session is live. No `op_id`." in moment
    assert "| `pointer.move` | `move_slides` | live |" in PERMISSIONS
    assert "- While the session is in any state. No `op_id`." in section("### `room.snapshot`")
    assert "| `room.snapshot` | `follow` | in any state |" in PERMISSIONS


def test_every_command_has_its_own_sentence():
    sentences = [purpose(command).split("\n\n")[0] for command in COMMANDS.values()]

    assert [sentence for sentence, times in Counter(sentences).items() if times > 1] == []
    assert Bare.__doc__ not in sentences


def test_no_two_views_share_a_heading():
    headings = re.findall(r"^### (\w+)$", section("## Views"), flags=re.M)

    assert len(headings) > 50
    assert sorted(headings) == sorted(set(headings))


def test_both_pages_list_every_broadcast():
    names = [kind.name for kind in wire_docs.broadcasts()]

    assert len(names) > 15
    assert [name for name in names if f"### `{name}`" not in WIRE] == []
    assert [name for name in names if f"| `{name}` |" not in PERMISSIONS] == []


def test_exactly_the_refusal_codes_sent_to_clients_are_explained():
    assert set(refusal_rows()) == travelling_codes()


def test_refusal_codes_are_in_order():
    assert list(refusal_rows()) == sorted(refusal_rows())


def test_documented_refusals_of_commands_are_among_the_codes():
    lines = re.findall(r"^- Own refusals: (.+)\.$", WIRE, flags=re.M)

    codes = {code for line in lines for code in re.findall(r"`(\w+)`", line)}

    assert codes and codes <= set(refusal_rows())


@pytest.mark.parametrize(
    ("command", "name"),
    [("step.close", "step_not_put"), ("test.answer", "item_shown"), ("groups.tell", "groups.item")],
)
def test_refusals_and_broadcasts_behind_helpers_are_found(command, name):
    assert f"`{name}`" in section(f"### `{command}`")


def test_documented_session_limits_match_the_code():
    rows = refusal_rows()

    assert str(MEMBERS_PER_ROOM) in rows["room_full"]
    assert str(POLLS_PER_ROOM) in rows["too_many_polls"]
    assert str(STEPS_PER_ROOM) in rows["too_many_steps"]


def test_links_within_the_page_have_targets():
    anchors = {
        heading.strip("`").lower().replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", WIRE, flags=re.M)
    }

    assert set(re.findall(r"\]\(#([^)]+)\)", WIRE)) <= anchors


def frames(sign):
    """Return `[name, body]` of each event sent (>) or heard (<) in the example session."""
    lines = section("## A session in frames")
    return [
        json.loads(frame) for frame in re.findall(rf"^{sign} 42\d*(\[.+\])$", lines, flags=re.M)
    ]


def test_example_session_uses_current_commands():
    sent = frames(">")

    assert len(sent) > 2
    for name, fields in sent:
        msgspec.convert(fields, ({**COMMANDS, **QUERIES})[name].message, strict=True)


def test_example_session_uses_current_broadcasts():
    kinds = {kind.name: kind for kind in wire_docs.broadcasts()}
    heard = frames("<")

    assert len(heard) > 5
    for name, body in heard:
        kind = kinds[name]
        place = {"version", "audience", "after"} if "after" in body else {"version"}
        assert body.keys() - place <= set(kind.__struct_fields__)
        assert ("after" in body) == (kind.sequenced and kind.audience != "member")
        msgspec.convert({key: body[key] for key in body.keys() - place}, kind)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("docs"), unforked=True, DEMO="1") as server:
        yield server


class Presenter:
    """Signs in with the demo's link and runs its session."""

    def __init__(self, server):
        link = re.search(r"Presenter\s+(\S+)", server.log)[1]
        self.code = re.search(r"/join/(\w+)", server.log)[1]
        with requests.Session() as web:
            token = re.search(r'csrf_token" value="([0-9a-f]+)"', web.get(link).text)[1]
            web.post(link, data={"csrf_token": token})
            page = web.get(f"{server.url}/rooms/{self.code}/console").text
        self.socket = socketio.SimpleClient(request_timeout=PATIENCE_S)
        seat = re.search(r'data-seat="([^"]+)"', page)[1]
        self.socket.connect(
            server.url, auth={"seat": seat}, transports=["websocket"], wait_timeout=PATIENCE_S
        )

    def do(self, command, **fields):
        answer = self.socket.call(command, {**fields, "op_id": str(uuid.uuid4())})
        assert answer["ok"], answer

    @property
    def polls(self):
        return self.socket.call("room.snapshot", {})["snapshot"]["polls"]


def start_python(path, arguments):
    path.write_text(block("python"))
    return [sys.executable, str(path), *arguments], None


def start_node(_path, arguments):
    # Read from standard input, so that imports resolve from the project's folder.
    return ["node", "--input-type=module", "-", *arguments], block("javascript")


@pytest.mark.protocol
def test_documented_clients_take_part_until_the_end(server, tmp_path):
    presenter = Presenter(server)
    presenter.do("room.start")
    poll = presenter.polls[0]["poll"]
    arguments = [server.url, presenter.code, "Ada"]
    clients = [
        start_client(start(tmp_path / "client.py", arguments))
        for start in (start_python, start_node)
    ]
    first_lines = [client.stdout.readline() for client in clients]

    presenter.do("slide.go", slide=3)
    moves = [client.stdout.readline() for client in clients]
    presenter.do("poll.open", poll=poll)
    votes = [client.stdout.readline() for client in clients]
    [opened] = [view for view in presenter.polls if view["poll"] == poll]
    presenter.do("room.end")
    ends = [client.communicate(timeout=PATIENCE_S)[0] for client in clients]
    presenter.socket.disconnect()

    assert first_lines == ["slide 0\n"] * 2
    assert moves == ["slide 3\n"] * 2
    assert [vote.lower() for vote in votes] == ["vote true\n"] * 2
    assert opened["voters"] == 2
    assert ends == [""] * 2
    assert [client.returncode for client in clients] == [0, 0]


def start_client(program):
    command, source = program
    client = subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    if source is not None:
        client.stdin.write(source)
    client.stdin.close()
    client.stdin = None
    # A reader waiting for a line of a hanging client gets its end instead.
    watchdog = threading.Timer(PATIENCE_S, client.kill)
    watchdog.daemon = True
    watchdog.start()
    return client
