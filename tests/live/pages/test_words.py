"""A participant's scripts use only words that their page provides; every refusal is worded."""

import re
from pathlib import Path

import pytest

from tools.wire_reading import read
from webinar import features
from webinar.kit.permissions import ABILITIES, Role
from webinar.live.steps.models import Answer, Rule, StepState, Verdict
from webinar.room.engine.registry import COMMANDS
from webinar.words import (
    extras_words,
    first_refusals,
    first_words,
    refusal_words,
    refusals_of_rooms,
    room_words,
)

features.load("sockets")

ROOT = Path(__file__).resolve().parents[3]
SCRIPTS = ROOT / "static" / "js"

FIRST, EXTRAS = SCRIPTS / "pages/participant.ts", SCRIPTS / "room/rooms/extras.ts"

# Imports of types bring no words.
IMPORTED = re.compile(r'^import (?!type )[^;]*from "(\..*?)";', re.MULTILINE)
KEY = re.compile(r'"((?:connection|ended|poll|slide|step|text_size)\.[a-z_.]+)"')
REFUSED = re.compile(r'Refused\(\s*"([a-z_]+)"')

# Keys that a script builds from a state or an answer on the wire.
PUT_TOGETHER_FIRST = [
    *(f"connection.{state}" for state in ("connecting", "connected", "reconnecting")),
    *(f"connection.{state}" for state in ("offline", "ended", "refused")),
    *(f"fallback.{language}" for language in ("en", "ru", "kk", "prs")),
]
PUT_TOGETHER_LATER = [
    *(f"step.{state.value}" for state in StepState),
    *(f"step.{answer.value}" for answer in Answer),
    *(f"step.rule_{rule.value}" for rule in Rule),
    *(f"step.sum_{verdict.value}" for verdict in Verdict),
    *("text_size.smaller", "text_size.larger"),
    *(f"poll.rank_{what}" for what in ("up", "down", "out")),
]
# Names of commands and broadcasts look like keys of words.
ON_THE_WIRE = re.compile(
    r"poll\.(vote|drafted|opened|extended|revealed|tally|voted|replies|shown|hidden|languages)"
    r"|slide\.(moved|go)|step\.(answer|answered|counts|reasons|shared_reasons)"
    r"|step\.(propose|amend|own|accept|decline)"
)


def live_features():
    """Folders of features with commands, and the engine; not sessions, worded for the desk."""
    names = {file.parent.name for file in (ROOT / "webinar").glob("*/*/sockets.py")}
    return sorted(names - {"sessions"} | {"engine"})


def imported_by(script, known=frozenset()):
    """The script and all its imports, transitively; not what it loads later."""
    found = {*known, script}
    for name in IMPORTED.findall(script.read_text("utf-8")):
        file = (script.parent / name).resolve()
        if file not in found:
            found |= imported_by(file, found)
    return found


def keys_in(files):
    """The keys in these files; the reducer's are names of broadcasts, not words."""
    files = [file for file in files if file.name != "reduce.ts"]
    found = {key for file in files for key in KEY.findall(file.read_text("utf-8"))}
    return {key for key in found if not ON_THE_WIRE.fullmatch(key)}


def codes_in(*folders):
    files = [
        file
        for folder in folders
        for file in (ROOT / "webinar" / features.folder_of(folder)).glob("*.py")
    ]
    return {code for file in files for code in REFUSED.findall(file.read_text("utf-8"))}


def test_first_screen_has_every_word_its_scripts_use(app):
    with app.test_request_context():
        words = first_words()

    said = keys_in(imported_by(FIRST))

    assert len(said) > 30, "the pattern no longer finds what the scripts say"
    assert {*said, *PUT_TOGETHER_FIRST} - set(words) == set()


def test_later_scripts_bring_the_words_they_use(app):
    with app.test_request_context():
        words, first = extras_words(), first_words()

    said = keys_in(imported_by(EXTRAS))

    assert len(said) > 15, "the pattern no longer finds what the scripts say"
    assert {*said, *PUT_TOGETHER_LATER} - {*words, *first} == set()
    assert set(words) & set(first) == set()


def test_refusals_of_participants_commands_are_worded(app):
    with app.test_request_context():
        words = {*first_refusals(), *refusals_of_rooms()}

    asked = [one for one in COMMANDS.values() if one.needs in ABILITIES[Role.PARTICIPANT]]
    # Halls have a page of their own, which has all words.
    of_rooms = [one for one in asked if not one.name.startswith("hall.")]
    codes = {code for one in of_rooms for code in read(one).refusals}

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


@pytest.mark.parametrize("language", ["en", "ru", "kk", "prs"])
def test_placeholders_survive_in_every_language(app, language):
    places = re.compile(r"\{(\w+)\}")
    with app.test_request_context():
        english = room_words()
    with app.test_request_context(headers={"Cookie": f"language={language}"}):
        words = room_words()

    for key, text in english.items():
        if isinstance(text, str):
            assert sorted(places.findall(words[key])) == sorted(places.findall(text)), key


@pytest.mark.parametrize("language", ["en", "ru", "kk", "prs"])
def test_plurals_have_the_browsers_fallback_form(app, language):
    with app.test_request_context(headers={"Cookie": f"language={language}"}):
        forms = room_words()["poll.voters"]

    assert "{n}" in forms["other"]
