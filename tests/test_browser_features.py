"""The browser objects of features match their server objects, and are all listed."""

import json
import re
import subprocess

import msgspec
import pytest

from tools import wire_docs
from tools.stamps import ROOT
from webinar import features
from webinar.room.engine.registry import COMMANDS
from webinar.room.engine.wire import (
    Audience,
    Broadcast,
    PartChange,
    RoomTick,
    ServerRestarting,
)

wire_docs.register()

SCRIPTS = ROOT / "static/js"
# The type of an object, the folder of its bundle's list, and the name of the file that exports it.
OBJECTS = {
    "Feature": ("room/engine", "feature"),
    "InRoom": ("room/rooms", "participant"),
    "OnConsole": ("live/console", "console"),
    "OnStage": ("live/stage", "stage"),
}
# Broadcasts about the sequence and the link, which belong to no feature.
OF_NO_FEATURE = {RoomTick.name, ServerRestarting.name}
# The lobby's page has no store; a removed member hears the reason, and the link is closed.
ENDINGS = {"lobby.admitted", "lobby.refused", "member.removed"}

PRINT_LISTS = """
const lists = {};
for (const name of ["room/engine", "room/rooms", "live/console", "live/stage"]) {
  lists[name] = (await import(`./static/js/${name}/features.ts`)).FEATURES;
}
console.log(JSON.stringify(lists, (_, value) => (typeof value === "function" ? true : value)));
"""


@pytest.fixture(scope="module")
def lists():
    """The objects in the list of each bundle, with `True` for each function."""
    command = [
        "node",
        "--import",
        "./tools/typescript.mjs",
        "--input-type=module",
        "-e",
        PRINT_LISTS,
    ]
    return json.loads(subprocess.check_output(command, cwd=ROOT, text=True))


def merge(objects, hook):
    """Return everything that the objects add to a hook that is a table of names."""
    return {name: value for item in objects for name, value in item.get(hook, {}).items()}


def broadcasts(kind=Broadcast):
    for subclass in kind.__subclasses__():
        if hasattr(subclass, "name"):
            yield subclass
        yield from broadcasts(subclass)


# Broadcasts that change nothing in the state of a page: a script hears each of them itself.
HEARD = {
    name
    for path in SCRIPTS.rglob("*.ts")
    for name in re.findall(r'\bhear\("([\w.]+)"', path.read_text("utf-8"))
}
# Broadcasts, by name, that a feature's object has to apply, as they do not say how themselves.
TO_REDUCE = {
    kind.name: kind
    for kind in broadcasts()
    if not issubclass(kind, PartChange) and kind.name not in OF_NO_FEATURE | ENDINGS | HEARD
}


@pytest.mark.parametrize("kind", OBJECTS)
def test_each_object_is_in_the_list_of_its_bundle_under_its_folders_name(kind):
    bundle, name = OBJECTS[kind]
    text = (SCRIPTS / bundle / "features.ts").read_text("utf-8")
    imported = re.findall(r'^import \{ (?:feature as )?(\w+) \} from "(.+)";$', text, re.M)
    listed = (
        re.search(r"FEATURES: \w+\[\] = \[(.*?)\]", text, re.S).group(1).replace(",", " ").split()
    )

    declares = re.compile(rf"^export const \w+: {kind} = ", re.M)
    declaring = [path for path in SCRIPTS.rglob("*.ts") if declares.search(path.read_text("utf-8"))]
    assert {path.stem for path in declaring} == {name}
    assert listed == [feature for feature, _ in imported]
    assert sorted(listed) == sorted(path.parent.name for path in declaring)
    assert {features.folder_of(feature_name) for feature_name in listed}


def test_feature_list_contains_only_imports():
    for bundle, _ in OBJECTS.values():
        text = (SCRIPTS / bundle / "features.ts").read_text("utf-8")

        code = re.sub(r"/\*.*\*/|^//.*|^import .*", "", text, flags=re.M)
        assert re.fullmatch(r"\s*export const FEATURES: \w+\[\] = \[[\w,\s]*\];\s*", code), bundle


def test_every_broadcast_without_its_own_rule_has_a_reducer(lists):
    assert merge(lists["room/engine"], "reduce").keys() == TO_REDUCE.keys()


def test_unsequenced_broadcasts_are_newest_wins_by_the_servers_field(lists):
    newest = merge(lists["room/engine"], "newest")

    unsequenced = {
        name: kind
        for name, kind in TO_REDUCE.items()
        if not kind.sequenced or kind.audience is Audience.MEMBER
    }
    assert newest.keys() == unsequenced.keys()
    assert {name: field for name, field in newest.items() if not unsequenced[name].sequenced} == {
        name: kind.of for name, kind in unsequenced.items() if not kind.sequenced
    }
    for name, field in newest.items():
        assert field == "" or field in fields_of(TO_REDUCE[name]), name


def test_objects_refer_only_to_existing_commands_and_fields(lists):
    about, echo = merge(lists["room/engine"], "about"), merge(lists["room/engine"], "echo")
    kept_commands = {name for item in lists["room/engine"] for name in item.get("kept", ())}

    assert {*about, *echo, *kept_commands} <= COMMANDS.keys()
    for command, field in about.items():
        assert field == "" or field in fields_of(COMMANDS[command].message), command
    assert set(echo.values()) <= TO_REDUCE.keys()


def fields_of(kind):
    return {field.encode_name for field in msgspec.structs.fields(kind)}


def test_places_and_tabs_match_those_the_server_draws(lists):
    server_features = features.every()

    places = {item["place"]["name"] for item in lists["room/rooms"] if "place" in item}
    assert places == {
        feature.name
        for feature in server_features
        if feature.place is not None and feature.place.icon
    }
    assert merge(lists["live/console"], "panels").keys() - {"run", "steps"} == {
        feature.name for feature in server_features if feature.panel is not None
    }
