"""A well-formed message for every command and query, for the tests that go through all of them."""

import pytest

from tests.live.rig import new_op_id
from webinar.live.registry import COMMANDS, QUERIES

NOTE = {"round": 1, "group": 1, "block": "block-0001"}

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
    "group.ask": {"question": "Which?", "options": ["Yes", "No"], "language": "en"},
    "group.close_poll": {"poll": 1},
    "group.help": {"wanted": True},
    "group.join": {},
    "group.restore": NOTE,
    "group.vote": {"poll": 1, "option": 0},
    "group.write": NOTE | {"was": "", "now": "We start on Monday", "language": "en"},
    "groups.answer": {"group": 1},
    "groups.close": {},
    "groups.discard": {},
    "groups.draft": {"split": "random", "size": 5, "everyone": True},
    "groups.helped": {"group": 1},
    "groups.move": {"member": 2, "group": 1},
    "groups.start": {"minutes": 15},
    "groups.tell": {"group": 0, "text": "Five minutes more", "language": "en"},
    "groups.time": {"minutes": 5},
    "caption.correct": {"line": 1, "text": "Good evening"},
    "caption.say": {"text": "Good morning"},
    "floor.decline": {},
    "floor.offer": {"member": None},
    "floor.take": {"holder": None},
    "lane.offer": {"offered": True},
    "lane.take": {"holder": None},
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
    "lobby.admit": {"member": 90},
    "lobby.admit_all": {},
    "lobby.ask": {},
    "lobby.link": {"quality": "good"},
    "lobby.refuse": {"member": 90, "reason": "later"},
    "lobby.set": {"mode": "admit"},
    "member.language": {"language": "kk"},
    "poll.again": {"poll": "closed"},
    "member.remove": {"member": 90},
    "member.rename": {"name": "Ada Lovelace"},
    "member.restore": {"member": 91},
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
    "poll.extend": {"poll": "open", "seconds": 30},
    "poll.hide": {"poll": "text", "everything": True},
    "poll.open": {"poll": "which"},
    "poll.reveal": {"poll": "closed"},
    "poll.show": {"poll": "text", "everything": True},
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
    "test.answer": {"part": "pre-test", "item": "pre-test--q1", "options": ["a"]},
    "test.close": {"part": "pre-test"},
    "test.days": {"part": "post-test", "days": 3},
    "test.hand_in": {"part": "pre-test"},
    "test.open": {"part": "post-test"},
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
