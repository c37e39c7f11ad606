"""Every page answers each kind of visitor as docs/permissions.md says.

A new page needs a row there. Its address is filled in from `ARGUMENTS`; the row's second column
names the session. To see what a page answers now, write any row and read the failure.
"""

import pytest
from werkzeug.routing import IntegerConverter

from tests.factories import (
    invite,
    make_change,
    make_cohort,
    make_course,
    make_learner,
    make_member,
    make_room,
    make_user,
)
from tests.people.accounts.browsing import Visitor, signed_in
from tools.wire_docs import PAGES, PERMISSIONS
from webinar.people.accounts.limits import limiter
from webinar.people.accounts.models import UserRole
from webinar.results.series import actions, helpers
from webinar.room.rooms.models import RoomState
from webinar.room.sessions import team

pytestmark = [pytest.mark.any_python, pytest.mark.same_statements]

COLUMNS = (
    "signed out",
    "viewer",
    "interpreter",
    "presenter",
    "another organiser",
    "organiser",
    "administrator",
)
# How a cell describes an answer.
WORDS = {200: "yes", 404: "–", 403: "no", 410: "gone"}
SIGN_IN, ELSEWHERE = "sign in", "elsewhere"


def read_rows():
    """Return `{endpoint: (session, {column: cell})}` from docs/permissions.md."""
    cells_by_endpoint = {}
    section = PERMISSIONS.read_text("utf-8").partition(PAGES)[2]
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `") and len(cells) == len(COLUMNS) + 2:
            cells_by_endpoint[cells[0].strip("`")] = (
                cells[1],
                dict(zip(COLUMNS, cells[2:], strict=True)),
            )
    return cells_by_endpoint


ROWS = read_rows()


@pytest.fixture
def scene(app, db):
    """One organiser's planned and ended sessions, and each visitor's browser."""

    def build(s):
        owner = make_user(s, "Owner")
        cohort = make_cohort(s, owner, people=["Ada"])
        people = {
            "viewer": make_user(s, "Viewer", UserRole.VIEWER, invited_by=owner.id),
            "interpreter": make_user(s, "Interpreter", UserRole.INTERPRETER),
            "presenter": make_user(s, "Presenter", UserRole.PRESENTER),
            "another organiser": make_user(s, "Another"),
            "organiser": owner,
            "administrator": make_user(s, "Admin", UserRole.ADMIN),
        }
        helpers.name_viewer(s, cohort, owner, people["viewer"].email, "", "en")
        series = actions.create_series(s, owner, "Course", cohort)
        rooms = {}
        for name, state in (("planned", RoomState.PLANNED), ("over", RoomState.ENDED)):
            room = make_room(s, owner, state=state, planned_at=series.created_at)
            invite(s, room, cohort)
            change = make_change(s, room)
            team.appoint(change, people["presenter"].id, "presenter")
            team.appoint(change, people["interpreter"].id, "interpreter.kk")
            make_member(s, room, "Ada")
            rooms[name] = room.code
        course = make_course(s, owner, cohort=cohort)
        make_learner(s, course, "Guest")
        ids = {
            "course_id": course.id,
            "course": course.code,
            "slide_id": "welcome",
            "cohort_id": cohort.id,
            "series_id": series.id,
            "user_id": people["presenter"].id,
        }
        return people, rooms, ids

    people, rooms, ids = db.write(build)
    visitors = {name: signed_in(app, user) for name, user in people.items()}
    # Helpers have opened their working page, so that no row depends on another.
    for code in rooms.values():
        for name in ("presenter", "organiser", "administrator"):
            visitors[name].get(f"/rooms/{code}/console")
        visitors["interpreter"].get(f"/rooms/{code}/interpreting")
    rooms["course"] = ids.pop("course")
    return {"signed out": Visitor(app)} | visitors, rooms, ids


def pages(app):
    """Return the rules that answer to GET, by their endpoints."""
    return {rule.endpoint: rule for rule in app.url_map.iter_rules() if "GET" in rule.methods}


def address(app, rule, code, ids):
    arguments = {}
    for name in rule.arguments:
        converter = rule._converters[name]
        choices = sorted(getattr(converter, "items", ()))
        value = {"code": code, "language": "en", **ids}.get(name)
        any_value = choices[0] if choices else 1 if isinstance(converter, IntegerConverter) else "x"
        arguments[name] = any_value if value is None else value
    with app.test_request_context():
        return app.url_for(rule.endpoint, **arguments)


def answer(visitor, path):
    # A request for a certificate with an unknown code counts as a guess by anybody.
    limiter.reset()
    response = visitor.client.get(path)
    response.close()
    if response.status_code in (301, 302, 303, 307, 308):
        return SIGN_IN if response.location.endswith("/sign-in") else ELSEWHERE
    return WORDS.get(response.status_code, str(response.status_code))


def test_every_page_has_a_row_and_every_row_has_a_page(app):
    assert set(pages(app)) - set(ROWS) == set(), "pages without a row in docs/permissions.md"
    assert set(ROWS) - set(pages(app)) == set(), "rows without a page"


def test_every_page_answers_everybody_as_its_row_says(app, scene):
    visitors, rooms, ids = scene
    rules = pages(app)
    mismatches = {}
    for endpoint, (session, cells) in ROWS.items():
        path = address(app, rules[endpoint], rooms.get(session, "x"), ids)
        answers = {column: answer(visitors[column], path) for column in COLUMNS}
        if answers != cells:
            mismatches[f"{endpoint} {path}"] = {
                column: f"{cells[column]} expected, {answers[column]} came"
                for column in COLUMNS
                if answers[column] != cells[column]
            }
    assert mismatches == {}
