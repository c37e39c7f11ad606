"""A well-formed message for every command and query, for the tests that go through all of them."""

import pytest

from tests.live.rig import new_op_id
from webinar.live.registry import COMMANDS, QUERIES

FIELDS = {
    "hall.add": {"hall": 1, "names": ["Vera"], "language": "ru"},
    "hall.give": {"hall": 1, "facilitator": 1},
    "hall.hands": {"hall": 1, "poll": "open", "hands": {"a": 1}},
    "hall.leave": {"hall": 1, "person": 4},
    "hall.make": {"hall_name": "Aktau", "facilitator": 3},
    "hall.match": {"hall": 1, "person": 4, "member": 3},
    "hall.reset": {"hall": 1, "person": 4},
    "hall.return": {"hall": 1, "person": 4},
    "hall.vote": {"hall": 1, "person": 4, "pin": "1234", "poll": "open", "options": ["a"]},
    "member.language": {"language": "kk"},
    "poll.close": {"poll": "open"},
    "poll.create": {
        "kind": "single",
        "quiz": True,
        "language": "en",
        "question": "Tea?",
        "options": ["Yes", "No"],
        "correct": [0],
        "translations": {"ru": {"question": "Чай?", "options": ["Да", "Нет"]}},
    },
    "poll.open": {"poll": "which"},
    "poll.reveal": {"poll": "closed"},
    "poll.vote": {"poll": "open", "options": ["a"]},
    "room.end": {},
    "room.start": {},
    "slide.go": {"slide": 1},
    "stage.clear": {},
    "stage.show": {"kind": "test", "key": "1"},
    "step.agree": {"step": 1, "owner": "Aida", "due": "2099-01-31"},
    "step.answer": {"step": 1, "answer": "agree", "reason": "Because"},
    "step.drop": {"step": 2},
    "step.propose": {"text": "Meet again", "language": "en"},
    "step.put": {"step": 2},
    "step.use": {"draft": "closing--meet", "put": True},
    "test.answer": {"part": "pre-test", "item": "pre-test--q1", "options": ["a"]},
    "test.close": {"part": "pre-test"},
    "test.days": {"part": "post-test", "days": 3},
    "test.hand_in": {"part": "pre-test"},
    "test.open": {"part": "post-test"},
}

EVERY_COMMAND = pytest.mark.parametrize("name", sorted(COMMANDS))
EVERYTHING = pytest.mark.parametrize("name", sorted([*COMMANDS, *QUERIES]))


def fields_of(name):
    """Fields with which the command is done in a session that `prepare` has prepared."""
    return FIELDS[name] | {"op_id": new_op_id()} if name in COMMANDS else {}
