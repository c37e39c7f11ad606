"""Every kind of entry that the sources note has words for those who read the log."""

import ast

from config import ROOT
from webinar.audit.words import kind_words


def noted():
    """The kinds that are written down as they stand in calls of `note`."""
    for path in (ROOT / "webinar").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "note":
                kind = node.args[1] if len(node.args) > 1 else None
                for one in ast.walk(kind) if kind else ():
                    if isinstance(one, ast.Constant) and isinstance(one.value, str):
                        yield one.value


def test_each_kind_has_words(app):
    with app.test_request_context():
        words = kind_words()

    found = {kind for kind in noted() if "." in kind}
    assert len(found) > 30
    assert found - set(words) == set()
