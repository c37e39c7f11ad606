"""A well-formed message for every command and query, for the tests that go through all of them."""

import pytest

from tests.live.rig import new_op_id
from webinar.live.registry import COMMANDS, QUERIES

FIELDS = {
    "chat.mute": {"member": 2},
    "chat.remove": {"message": 1},
    "chat.say": {"text": "Hello", "language": "en"},
    "chat.set": {"mode": "hosts"},
    "break.start": {"minutes": 15},
    "countdown.start": {"minutes": 5, "label": "group_work"},
    "hand.call": {"member": 1},
    "hand.dismiss": {"member": 1},
    "hand.dismiss_all": {},
    "hand.lower": {},
    "hand.raise": {},
    "catchup.done": {"slides": 2},
    "lobby.admit": {"member": 2},
    "lobby.admit_all": {},
    "lobby.ask": {},
    "lobby.link": {"quality": "good"},
    "lobby.refuse": {"member": 2, "reason": "later"},
    "lobby.set": {"mode": "admit"},
    "member.language": {"language": "kk"},
    "member.remove": {"member": 2},
    "member.rename": {"name": "Ada Lovelace"},
    "member.restore": {"member": 3},
    "pace.ask": {},
    "pace.signal": {"kind": "slower"},
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
    "question.answer": {"question": 1, "words": "So", "language": "en"},
    "question.ask": {"text": "Why?", "language": "en"},
    "question.ask_anonymously": {"text": "Why?", "language": "en", "token": "t" * 32},
    "question.decline": {"question": 1, "reason": "Not now"},
    "question.merge": {"question": 1, "into": 2},
    "question.park": {"question": 1},
    "question.set": {"open": True, "moderated": True, "anonymous": True},
    "question.show": {"question": 3},
    "question.translate": {"question": 1, "language": "kk", "words": "Неге?"},
    "question.vote": {"question": 1},
    "reaction.send": {"kind": "good"},
    "room.end": {},
    "room.extend": {"minutes": 15},
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
    "timing.add": {"minutes": 1},
    "timing.end": {},
}

# Queries that need fields.
ASKED = {"question.mine": {"tokens": ["t" * 32]}}

EVERY_COMMAND = pytest.mark.parametrize("name", sorted(COMMANDS))
EVERYTHING = pytest.mark.parametrize("name", sorted([*COMMANDS, *QUERIES]))


def fields_of(name):
    """Fields with which the command is done in a session that `prepare` has prepared."""
    if name in COMMANDS:
        return FIELDS[name] | {"op_id": new_op_id()}
    return ASKED.get(name, {})
