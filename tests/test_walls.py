"""Walls limit the imports, broadcasts and commits of the code, and the length of its files."""

import ast
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from tools import wire_docs
from tools.stamps import ROOT
from webinar.kit.limits import Limit
from webinar.kit.permissions import ABILITIES, Can
from webinar.room.engine.registry import COMMANDS, QUERIES
from webinar.room.engine.wire import Message, Mutation
from webinar.room.rooms.models import RoomState

pytestmark = pytest.mark.any_python

wire_docs.register()

DOMAIN = {"models", "queries", "actions", "wire"}
WEB = {"flask", "flask_babel", "flask_login", "flask_limiter", "flask_socketio", "werkzeug"}
WEB |= {"socketio", "engineio", "jinja2", "eventlet"}
DOORS = {"sockets", "views"}
# This file assembles the features, so it may import any door.
ASSEMBLY = "webinar/operate/web/app.py"

# The only files that may know the asynchronous server.
KNOW_EVENTLET = {
    "wsgi.py",
    "webinar/kit/concurrency.py",
    "webinar/operate/web/green_http.py",
    "webinar/room/transport/direct.py",
    "webinar/room/transport/seams.py",
    "webinar/room/transport/stream.py",
}

# The transport knows nothing of the messages' content.
TRANSPORT_MAY_IMPORT = {"webinar.kit.concurrency", "webinar.room.transport"}

# The engine knows rooms, because every change is a change of a room, but no feature in a room.
ENGINE_MAY_IMPORT = {"kit", "engine", "rooms", "transport"}

SPEAKER = "webinar/room/engine/fanout.py"
# Clients, not the server: they send commands and sound, as a browser does.
CLIENTS = {
    "webinar/operate/rehearsal/client.py",
    "webinar/operate/rehearsal/voice/sound_client.py",
}
COMMITTER = "webinar/kit/db.py"

# These files describe code of higher layers, or import a large library late: what they import for
# the type checker alone, they need for the types.
TYPES_ALONE = {
    "webinar/content/handouts/fonts.py",
    "webinar/content/handouts/press.py",
    "webinar/hooks.py",
    "webinar/room/engine/lifecycle.py",
    "webinar/room/engine/registry.py",
    "webinar/kit/files/ics.py",
    "webinar/kit/web/services.py",
    "webinar/page_places.py",
    "webinar/results/followup/calendar.py",
}

# The one script of the browser's live path that may import features.
LIST_OF_FEATURES = "features.ts"

LONGEST_FILE_LINES = 260


@dataclass(frozen=True)
class Source:
    """`path` is relative to the project; `name` is how Python imports it."""

    path: str
    text: str

    @cached_property
    def tree(self):
        return ast.parse(self.text)

    @property
    def name(self):
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def feature(self):
        """The wing's folder that contains it, or `kit`; an empty string for loose files."""
        return feature_of(Path(self.path).parts) if self.path.count("/") > 1 else ""

    @property
    def layer(self):
        return Path(self.path).stem

    @cached_property
    def imports(self):
        """Full names of everything imported, also inside functions and in `from x import y`."""
        names = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                base = self._base(node)
                names |= {base} | {f"{base}.{alias.name}" for alias in node.names}
        return names

    @property
    def packages(self):
        return {name.split(".")[0] for name in self.imports}

    @property
    def methods_called(self):
        return {
            node.func.attr
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }

    @property
    def functions(self):
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
        return {node.name for node in ast.walk(self.tree) if isinstance(node, kinds)}

    def _base(self, node):
        if not node.level:
            return node.module or ""
        package = self.name.split(".") if self.layer == "__init__" else self.name.split(".")[:-1]
        above = package[: len(package) - node.level + 1]
        return ".".join([*above, node.module] if node.module else above)


def feature_of(parts):
    """`polls` for `webinar`, `live`, `polls`, …; `kit` for everything in `kit`."""
    if parts[0] != "webinar" or len(parts) < 2:
        return ""
    return "kit" if parts[1] == "kit" else "".join(parts[2:3])


def read(path):
    return Source(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))


def python_files(folder):
    return (path for path in folder.rglob("*.py") if "node_modules" not in path.parts)


WEBINAR = [read(path) for path in sorted(python_files(ROOT / "webinar"))]
TOOLS = [read(path) for path in sorted(python_files(ROOT / "tools"))]
ROOT_FILES = [
    read(ROOT / name)
    for name in (
        "config.py",
        "config_media.py",
        "config_servers.py",
        "config_values.py",
        "wsgi.py",
    )
]
SERVER = [*WEBINAR, *ROOT_FILES]
EVERYTHING = [*SERVER, *TOOLS]
SCRIPTS = sorted(path for path in (ROOT / "static/js").rglob("*") if path.is_file())


# Each of these functions is a wall and returns its violations, as "file: violation".


def web_in_domain(sources):
    return [
        f"{source.path}: {package}"
        for source in sources
        if source.layer in DOMAIN and source.feature
        for package in sorted(source.packages & WEB)
    ]


def imports_of_foreign_doors(sources):
    return [
        f"{source.path}: {name}"
        for source in sources
        if source.path != ASSEMBLY
        for name in sorted(source.imports)
        if _is_foreign_door(source, name)
    ]


def _is_foreign_door(source, name):
    parts = name.split(".")
    is_door = len(parts) > 3 and parts[0] == "webinar" and parts[3] in DOORS
    return is_door and parts[2] != source.feature


def features_in_engine(sources):
    features = {source.feature for source in WEBINAR} - {""}
    return [
        f"{source.path}: {name}"
        for source in sources
        if source.feature == "engine"
        for name in sorted(source.imports)
        if feature_of(name.split(".")) in features - ENGINE_MAY_IMPORT
    ]


def features_in_transport(sources):
    return [
        f"{source.path}: {name}"
        for source in sources
        if source.feature == "transport"
        for name in sorted(source.imports)
        if name.startswith("webinar.")
        and not any(
            allowed.startswith(f"{name}.") for allowed in source.imports & TRANSPORT_MAY_IMPORT
        )
        and not any(f"{name}.".startswith(f"{allowed}.") for allowed in TRANSPORT_MAY_IMPORT)
    ]


def eventlet_outside(sources):
    return [
        source.path
        for source in sources
        if "eventlet" in source.packages and source.path not in KNOW_EVENTLET
    ]


def emits(sources):
    allowed = {SPEAKER, *CLIENTS}
    return [
        f"{source.path}: {name}"
        for source in sources
        if source.path not in allowed
        # The transport is what the speaker calls.
        for name in sorted(source.methods_called & {"emit", "emit_all", "send_packet"})
        if name != "emit_all" or source.feature != "transport"
    ]


def commits(sources):
    return [
        source.path
        for source in sources
        if source.path != COMMITTER and "commit" in source.methods_called
    ]


def imports_types_alone(sources):
    """Return files that may hide an import cycle from the import contract."""
    return [
        source.path
        for source in sources
        if "typing.TYPE_CHECKING" in source.imports and source.path not in TYPES_ALONE
    ]


def serialises_itself(sources):
    return [source.path for source in sources if "to_dict" in source.functions]


def undescribed(sources):
    """Return files without a docstring; an empty `__init__.py` has nothing to describe."""
    return [
        source.path
        for source in sources
        if source.text.strip() and not ast.get_docstring(source.tree)
    ]


def too_long(sources):
    return [
        f"{source.path}: {lines} lines"
        for source in sources
        if (lines := len(source.text.splitlines())) > LONGEST_FILE_LINES
    ]


def features_in_engine_scripts(texts):
    """The browser's live path knows features only by one list; it may import their types."""
    return [
        f"{name}: {imported}"
        for name, text in sorted(texts.items())
        if name != LIST_OF_FEATURES
        for imported in re.findall(
            r'(?:^(?:import|export) (?!type )[^"]*|\bimport\()"(\.\./.+?)"', text, re.MULTILINE
        )
        if not imported.startswith("../../kit/")
    ]


def unchecked_script(name, text):
    """Say whether the compiler checks none or only some of a script's types."""
    return not name.endswith(".ts") or re.search(r"@ts-(nocheck|ignore|expect-error)", text)


WALLS = [
    (web_in_domain, SERVER),
    (imports_of_foreign_doors, SERVER),
    (features_in_engine, SERVER),
    (features_in_transport, SERVER),
    (eventlet_outside, EVERYTHING),
    (emits, SERVER),
    (commits, SERVER),
    (imports_types_alone, SERVER),
    (serialises_itself, SERVER),
    (undescribed, EVERYTHING),
    (too_long, EVERYTHING),
]


@pytest.mark.parametrize(
    ("wall", "sources"), WALLS, ids=lambda value: getattr(value, "__name__", "")
)
def test_no_file_breaks_the_wall(wall, sources):
    assert wall(sources) == []


FAULTS = [
    (web_in_domain, "webinar/live/polls/actions.py", "def vote():\n    from flask import request"),
    (web_in_domain, "webinar/live/steps/wire.py", "import flask_babel as babel"),
    (
        imports_of_foreign_doors,
        "webinar/live/steps/actions.py",
        "from webinar.live.polls import sockets",
    ),
    (imports_of_foreign_doors, "webinar/live/steps/actions.py", "from ..polls.views import bp"),
    (
        imports_of_foreign_doors,
        "webinar/operate/web/starting.py",
        "import webinar.live.pages.views",
    ),
    (
        features_in_engine,
        "webinar/room/engine/batch.py",
        "from webinar.live.polls.models import Poll",
    ),
    (features_in_engine, "webinar/room/engine/batch.py", "from webinar.live import attendance"),
    (
        features_in_transport,
        "webinar/room/transport/rooms.py",
        "from webinar.room.rooms.models import Room",
    ),
    (features_in_transport, "webinar/room/transport/rooms.py", "from webinar.kit import clock"),
    (eventlet_outside, "webinar/room/engine/pulse.py", "from eventlet import sleep"),
    (emits, "webinar/live/polls/actions.py", "def vote(io):\n    io.emit('poll.voted', {})"),
    (emits, "webinar/live/polls/actions.py", "def vote(io):\n    io.emit_all([])"),
    (commits, "webinar/live/polls/actions.py", "def vote(db):\n    db.commit()"),
    (imports_types_alone, "webinar/live/polls/votes.py", "from typing import TYPE_CHECKING"),
    (serialises_itself, "webinar/live/polls/models.py", "class Poll:\n    def to_dict(self): ..."),
    (undescribed, "webinar/kit/clock.py", "import time"),
    (too_long, "webinar/kit/clock.py", "now = 0\n" * (LONGEST_FILE_LINES + 1)),
]


@pytest.mark.parametrize(("wall", "path", "text"), FAULTS)
def test_a_planted_fault_is_found(wall, path, text):
    assert len(wall([Source(path, text)])) >= 1


def test_each_wall_has_a_planted_fault():
    assert {wall for wall, _ in WALLS} == {wall for wall, _, _ in FAULTS}


def test_feature_may_use_its_own_doors_and_the_assembly_any():
    own_door = Source(
        "webinar/people/accounts/people.py", "from webinar.people.accounts.views import bp"
    )
    assembly = Source(ASSEMBLY, "from webinar.room.rooms import views")

    assert imports_of_foreign_doors([own_door, assembly]) == []


def test_walls_name_only_existing_files():
    paths = {source.path for source in EVERYTHING}

    assert {SPEAKER, COMMITTER, ASSEMBLY, *KNOW_EVENTLET, *CLIENTS, *TYPES_ALONE} <= paths
    assert {source.layer for source in WEBINAR if source.feature == "polls"} >= DOMAIN


def test_domain_imports_nothing_of_the_web():
    """A script that only counts votes starts no web server, not even indirectly."""
    domain = [source.name for source in WEBINAR if source.layer in DOMAIN and source.feature]
    script = "import importlib, sys\n" + "\n".join(
        [f"importlib.import_module({name!r})" for name in domain]
        + [f"print(*sorted({WEB!r} & set(sys.modules)))"]
    )

    loaded = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert len(domain) > 15
    assert loaded.stdout.split() == []


def test_store_and_outbox_import_no_feature():
    live = {path.name: path.read_text("utf-8") for path in SCRIPTS if path.parent.name == "engine"}

    assert live.keys() >= {"store.ts", "outbox.ts", LIST_OF_FEATURES}
    assert features_in_engine_scripts(live) == []


def test_live_path_script_that_imports_a_feature_is_found():
    line = 'import { reducePolls } from "../../live/polls/reduce.ts";\n'
    lines = line.replace("{ reducePolls }", "{\n  id,\n  reducePolls,\n}")
    many = 'import { id } from "../../kit/id.ts";\n' + line.replace("{ reducePolls }", "* as polls")
    later = 'const reduce = await import("../../live/polls/reduce.ts");\n'

    assert features_in_engine_scripts(
        {"a.ts": line, "b.ts": many, "c.ts": lines, "d.ts": later, LIST_OF_FEATURES: line}
    ) == [f"{name}.ts: ../../live/polls/reduce.ts" for name in "abcd"]


def test_every_scripts_types_are_checked():
    scripts = [(path, path.read_text("utf-8")) for path in SCRIPTS]

    assert len(scripts) > 300
    assert [path for path, text in scripts if unchecked_script(path.name, text)] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [("room.js", ""), ("room.ts", "// @ts-nocheck\n"), ("room.ts", "// @ts-ignore\nsay(1);\n")],
)
def test_unchecked_script_is_found(name, text):
    assert unchecked_script(name, text)
    assert not unchecked_script("room.ts", "say(1);\n")


def test_command_declares_its_permission_and_its_limit():
    for name, entry in {**COMMANDS, **QUERIES}.items():
        limit = entry.limit

        assert entry.needs in Can, name
        assert any(entry.needs in abilities for abilities in ABILITIES.values()), name
        assert isinstance(limit, Limit) and limit.count > 0 and limit.seconds > 0, name
        assert issubclass(entry.message, Mutation if name in COMMANDS else Message), name


def test_command_declares_the_states_that_allow_it():
    for name, message in {**COMMANDS, **QUERIES}.items():
        assert set(message.states) <= set(RoomState), name
        assert message.states, name


def test_a_command_has_one_handler():
    for name, command in COMMANDS.items():
        assert (command.handle_one is None) != (command.handle_many is None), name
