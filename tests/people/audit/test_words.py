"""Every kind and detail noted in the sources has words for readers of the log."""

import ast

from config import ROOT
from tests.factories import make_user
from tests.people.accounts.browsing import signed_in
from webinar.people.accounts.models import UserRole
from webinar.people.audit.actions import note
from webinar.people.audit.words import detail_words, kind_words

# These arguments have their own columns; `None` stands for `**` arguments.
COLUMN_ARGUMENTS = {"room_id", "cohort_id", None}


def calls(folder):
    """Yield the calls of `note` in the sources."""
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "note":
                yield node


def literal_kinds():
    """Yield the kinds written as literals in calls of `note`."""
    for node in calls(ROOT / "webinar"):
        kind = node.args[1] if len(node.args) > 1 else None
        for part in ast.walk(kind) if kind else ():
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value


def test_each_kind_has_words(app):
    with app.test_request_context():
        words = kind_words()

    used = {kind for kind in literal_kinds() if "." in kind}
    assert len(used) > 30
    assert used - set(words) == set()


def test_each_detail_has_a_word(app):
    with app.test_request_context():
        words = detail_words()

    used = {keyword.arg for node in calls(ROOT / "webinar") for keyword in node.keywords}
    assert len(used) > 50
    assert used - COLUMN_ARGUMENTS - set(words) == set()


def test_log_page_shows_details_in_words(app, db):
    admin = db.write(lambda s: make_user(s, "Admin", UserRole.ADMIN))
    details = {"course": 7, "must_pass": True, "before": "", "series": None}
    db.write(lambda s: note(s, "course.closed", admin.id, **details))

    page = signed_in(app, admin).get("/desk/audit").text

    assert '<span>Course: <bdi dir="ltr">7</bdi></span>' in page
    assert 'Tests must be passed: <bdi dir="ltr">yes</bdi>' in page and "Before" not in page
    assert "Series" not in page and "null" not in page
