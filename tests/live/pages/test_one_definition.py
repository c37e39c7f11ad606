"""Each key of the words for scripts is defined once and means one thing on every page."""

import re
from collections import defaultdict

import pytest

from tests.live.pages.one_definition import (
    defined_twice,
    definitions_in,
    functions_of,
    keys_of,
    sources,
)
from tools.stamps import ROOT
from webinar import features
from webinar.content.authoring.words import script_words as preview_words
from webinar.learn.exams.words import script_words as exam_words
from webinar.learn.offline.kept_words import kept_words
from webinar.learn.offline.left_words import left_words
from webinar.learn.offline.package_words import package_words
from webinar.learn.offline.words import player_words
from webinar.learn.study.words import script_words as study_words
from webinar.live.assessment.words import test_words as words_of_tests
from webinar.live.console_words import console_words, stage_words
from webinar.live.interpreting.words import desk
from webinar.live.proxies.words import hall_words
from webinar.live.remote.words import remote
from webinar.results.replay.words import player_words as replay_words
from webinar.room.lobby.words import waiting_words
from webinar.words import room_words

TABLES = [
    *(room_words, console_words, stage_words, desk, remote, waiting_words, hall_words),
    *(words_of_tests, exam_words, study_words, player_words, package_words, kept_words),
    *(left_words, replay_words, preview_words),
]


@pytest.fixture(scope="module")
def definitions():
    return list(definitions_in(sources()))


def test_no_key_has_two_definitions(definitions):
    assert len(definitions) > 700, "the tables are no longer found"
    twice = defined_twice(definitions)
    assert not twice, "\n".join(["Take one over by `only`, or rename it:", *twice])


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.__module__}.{table.__name__}")
def test_every_table_of_script_words_is_searched(app, definitions, table):
    """A table that is not annotated with `Words` would hide its keys from the test above."""
    with app.test_request_context():
        keys = set(table()) - {"refusals"}

    known = re.compile("|".join(f"(?:{key})" for key, _place in definitions))
    assert [key for key in keys if not known.fullmatch(key)] == []


def test_refusal_is_worded_once_unless_a_page_words_it_differently(app):
    places = defaultdict(list)
    [base] = [
        function
        for function in functions_of((ROOT / "webinar/words.py").read_text("utf-8"))
        if function.name == "_refusal_words"
    ]
    for code, line in keys_of(base):
        places[code].append(f"webinar/words.py:{line}")
    with app.test_request_context():
        for module in features.modules("words"):
            for name in ("refusals", "refusals_of_hosts"):
                for code in getattr(module, name, dict)():
                    places[code].append(f"{module.__name__}.{name}")

    assert len(places) > 200
    assert {code: at for code, at in places.items() if len(at) > 1} == {}


def test_duplicate_key_is_reported_with_both_places():
    first = 'def extras() -> Words:\n    return {"poll.open": _("Poll")}\n'
    second = 'def console() -> Words:\n    return {\n        "poll.open": _("Open poll"),\n    }\n'

    found = defined_twice(definitions_in([("a/words.py", first), ("b/words.py", second)]))

    assert found == ["poll.open: a/words.py:2 extras, b/words.py:3 console"]


def test_key_built_from_a_pattern_is_found():
    made = 'def first() -> Words:\n    return {**{f"role.{role}": word for role, word in all()}}\n'
    plain = 'def extras() -> Words:\n    return {"role.host": _("Host")}\n'

    found = defined_twice(definitions_in([("a.py", made), ("b.py", plain)]))

    assert found == ["role.host: b.py:2 extras, a.py:2 first"]


def test_reused_key_is_not_a_second_definition():
    first = 'def extras() -> Words:\n    return {"poll.why": _("Explanation")}\n'
    other = 'def stage() -> Words:\n    return {**only(extras(), "poll.why"), "refusals": {}}\n'

    assert defined_twice(definitions_in([("a.py", first), ("b.py", other)])) == []
