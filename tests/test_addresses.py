"""A number that no database holds is not found, and breaks no page."""

import pytest
from werkzeug.routing import IntegerConverter

from tests.factories import make_room, make_user
from tests.people.accounts.browsing import signed_in
from webinar.kit.text import whole_number
from webinar.people.accounts.limits import limiter
from webinar.room.rooms.models import RoomState

pytestmark = pytest.mark.same_statements

LONG = "9" * 30
# Python itself reads at most 4300 digits.
ENDLESS = "9" * 5000


@pytest.fixture
def organiser(app, db):
    def build(s):
        user = make_user(s)
        return user, make_room(s, user, state=RoomState.ENDED).code

    user, code = db.write(build)
    visitor = signed_in(app, user)
    visitor.get("/desk/new")
    visitor.code = code
    return visitor


def addresses_with_long_numbers(app, code):
    """Every address that contains a number, with one too large for a database."""
    for rule in app.url_map.iter_rules():
        numbers = {
            name
            for name, converter in rule._converters.items()
            if isinstance(converter, IntegerConverter)
        }
        if numbers:
            values = {}
            for name in rule.arguments - numbers:
                choices = sorted(getattr(rule._converters[name], "items", ()))
                values[name] = choices[0] if choices else code if name == "code" else "x"
            with app.test_request_context():
                address = app.url_for(rule.endpoint, **values, **dict.fromkeys(numbers, 987654321))
            yield rule, address.replace("987654321", LONG)


def test_number_too_large_for_a_database_is_not_found(app, organiser):
    wrong_statuses, count = {}, 0
    for rule, path in addresses_with_long_numbers(app, organiser.code):
        limiter.reset()
        if "GET" in rule.methods:
            status = organiser.client.get(path).status_code
        else:
            status = organiser.post(path, sure="yes", reason="x", make="1").status_code
        count += 1
        if status != 404:
            wrong_statuses[path] = status

    assert wrong_statuses == {}
    assert count > 25


@pytest.mark.parametrize(
    "query",
    [f"before={LONG}", "before=-1", "before=%C2%B2", "kind=%00", "session=%00", "to=9999-12-31"],
)
def test_audit_log_is_shown_for_any_query(organiser, query):
    assert organiser.client.get(f"/desk/audit?{query}").status_code == 200


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0", 0), ("100", 100), ("۴۲", 42), ("101", None), ("", None), ("-1", None), ("²", None)],
)
def test_whole_number_is_read_up_to_the_given_maximum(typed, number):
    assert whole_number(typed, 100) == number


@pytest.mark.parametrize("typed", [LONG, ENDLESS])
def test_oversized_number_is_read_as_none(typed):
    assert whole_number(typed) is None


def test_failure_outside_a_view_is_logged_without_the_address(app, caplog):
    @app.after_request
    def fail(_response):
        raise RuntimeError("planted")

    app.testing = False
    status = app.test_client().get("/study/mine/somebodys-secret").status_code

    assert status == 500
    assert "planted" in caplog.text and "somebodys-secret" not in caplog.text
