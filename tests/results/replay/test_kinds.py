"""Every kind of the timeline is either shown in a replay or declared as hidden."""

import ast
import re
from functools import cache

from config import ROOT
from webinar import features
from webinar.live.questions.models import QuestionState
from webinar.live.timing.models import Runs
from webinar.results.replay.kinds import shown_kinds

KIND = re.compile(r"^[a-z]+\.[a-z_]+$")
# Kinds put together from parts: the variable part and its possible values.
VARIABLE_PARTS = {
    "state": [state.value for state in QuestionState],
    "_noun(running)": ["break" if Run is Runs.BREAK else "countdown" for Run in Runs],
}
WRITERS = ("record", "record_each", "say_changed")
# In this file `record` belongs to a class of its own, which collects ballots.
FILES_WITHOUT_TIMELINE = ("webinar/results/reports/ballots.py",)


def kinds_of(tree):
    """All kinds that this file writes. A kind that cannot be read from the code fails."""
    texts = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and KIND.match(node.value)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
        # `study.actions.record` is a function that stores a learner's work, no part of a session.
        if name in WRITERS and (name != "record" or isinstance(node.func, ast.Attribute)):
            yield from kinds_in(node.args[2 if name == "say_changed" else 0], texts)


def kinds_in(node, texts):
    if isinstance(node, ast.Constant):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from kinds_in(node.body, texts)
        yield from kinds_in(node.orelse, texts)
    elif isinstance(node, ast.JoinedStr):
        [changing] = [value for value in node.values if isinstance(value, ast.FormattedValue)]
        for part in VARIABLE_PARTS[ast.unparse(changing.value)]:
            yield "".join(part if value is changing else value.value for value in node.values)
    elif isinstance(node, ast.Name):
        # A variable: its value is one of the texts in the file that name a kind.
        yield from texts
    else:
        raise AssertionError(f"cannot read {ast.unparse(node)}")


@cache
def written():
    kinds = set()
    for path in sorted((ROOT / "webinar").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        text = path.read_text("utf-8")
        # Most files call none of the writers, and parsing takes long.
        if name not in FILES_WITHOUT_TIMELINE and any(f"{writer}(" in text for writer in WRITERS):
            kinds |= set(kinds_of(ast.parse(text)))
    return kinds


def declared():
    return [kind for feature in features.every() for kind in feature.timeline]


def test_every_kind_is_shown_or_declared_hidden():
    assert written() - set(declared()) == set()


def test_no_kind_is_declared_twice_or_outdated():
    assert len(set(declared())) == len(declared())
    assert set(declared()) - written() == set()


def test_replay_shows_the_kinds_declared_as_shown():
    assert {"slide.moved", "poll.opened", "question.answered"} <= shown_kinds()
    assert not {"poll.drafted", "member.joined"} & shown_kinds()
