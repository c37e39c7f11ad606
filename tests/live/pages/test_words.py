"""Every refusal code has its words on the screen where it can occur."""

import re
from collections import defaultdict
from pathlib import Path

from tools.wire_reading import read
from webinar import features
from webinar.kit.permissions import ABILITIES, Role
from webinar.room.engine.registry import COMMANDS
from webinar.words import (
    first_refusals,
    refusal_words,
    refusals_of_rooms,
)

features.load("sockets")

ROOT = Path(__file__).resolve().parents[3]

REFUSED = re.compile(r'Refused\(\s*"([a-z_]+)"')


def live_features():
    """List the folders with commands, and the engine; the desk words refusals of `sessions`."""
    names = {file.parent.name for file in (ROOT / "webinar").glob("*/*/sockets.py")}
    return sorted(names - {"sessions"} | {"engine"})


def codes_in(*folders):
    files = [
        file
        for folder in folders
        for file in (ROOT / "webinar" / features.folder_of(folder)).glob("*.py")
    ]
    return {code for file in files for code in REFUSED.findall(file.read_text("utf-8"))}


def test_refusals_of_participants_commands_are_worded(app):
    with app.test_request_context():
        words = {*first_refusals(), *refusals_of_rooms()}

    commands = [
        command for command in COMMANDS.values() if command.needs in ABILITIES[Role.PARTICIPANT]
    ]
    # A hall has its own page, which has all the words. Whether a participant may speak is shown by
    # their page, which says nothing else when the server refuses it.
    room_commands = [
        command for command in commands if not command.name.startswith(("hall.", "talk."))
    ]
    codes = {code for command in room_commands for code in read(command).refusals}

    assert len(codes) > 30
    assert codes - words == set()


def test_a_refused_vote_is_worded_on_the_first_screen(app):
    with app.test_request_context():
        words = first_refusals()

    live = codes_in("engine") - {"op_conflict"}
    ballots = {"unknown_poll", "poll_not_open", "no_choice", "one_choice_only", "unknown_option"}
    assert live | ballots | {"offline", "internal", "too_many_tabs"} <= set(words)


def test_every_refusal_on_the_live_path_is_worded(app):
    with app.test_request_context():
        words = refusal_words()

    codes = codes_in(*live_features())

    assert len(codes) > 12, "the pattern no longer finds the refusals"
    assert {*codes, "not_allowed", "too_many_tabs", "internal", "offline"} - set(words) == set()


def test_refusal_is_worded_in_only_one_place(app):
    places = defaultdict(list)
    with app.test_request_context():
        for module in features.modules("words"):
            for name in ("refusals", "refusals_of_hosts"):
                for code in getattr(module, name, dict)():
                    places[code].append(f"{module.__name__}.{name}")

    own_source = (ROOT / "webinar/words.py").read_text("utf-8").partition("def _refusal_words")[2]
    for code in re.findall(r'^ +"([a-z_]+)": _\(', own_source, re.MULTILINE):
        places[code].append("webinar.words")
    assert len(places) > 200
    assert {code: at for code, at in places.items() if len(at) > 1} == {}
