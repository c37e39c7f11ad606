"""Forms that do not come from our own pages change nothing."""

import pytest
from werkzeug.routing import IntegerConverter

from tests.factories import make_user
from tests.people.accounts.browsing import Visitor, signed_in

ARGUMENTS = {"code": "ABCDEFGH", "command": "room.end", "user_id": 1, "number": 1, "series": 1}


def unsafe_addresses(app):
    """Every route that changes something, with arguments filled in, and whether it is exempt."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if rule.methods & {"POST", "PUT", "PATCH", "DELETE"}:
                arguments = {name: argument(rule, name) for name in rule.arguments}
                view = app.view_functions[rule.endpoint]
                yield (
                    app.url_for(rule.endpoint, _method="POST", **arguments),
                    hasattr(view, "is_csrf_exempt"),
                )


def argument(rule, name):
    """One of those that the address takes, where it takes only some."""
    converter = rule._converters[name]
    one_of = getattr(converter, "items", ())
    any_one = 1 if isinstance(converter, IntegerConverter) else "x"
    return sorted(one_of)[0] if one_of else ARGUMENTS.get(name, any_one)


@pytest.fixture
def guarded(app):
    return [address for address, is_exempt in unsafe_addresses(app) if not is_exempt]


def statuses(visitor, addresses, headers=None):
    return {visitor.post(address, headers).status_code for address in addresses}


# What they are sent proves by itself who may send it: a seat's name, a learner's own link, a token
# that a learning platform signed, the state that this browser began its launch with, and the link
# that an administrator made for a platform.
EXEMPT = {
    "/api/join",
    "/study/deeds/x",
    "/lti/login",
    "/lti/launch",
    "/lti/enter",
    "/lti/deep/choose",
    "/lti/register/1/x",
}


def test_only_what_needs_no_cookie_of_a_session_is_exempt(app):
    assert {address for address, is_exempt in unsafe_addresses(app) if is_exempt} == EXEMPT


def test_with_its_own_token_a_form_passes(app, guarded):
    visitor = Visitor(app)
    visitor.get("/sign-in")

    assert 403 not in statuses(visitor, [a for a in guarded if a in ("/sign-in", "/language")])


def test_without_a_token_no_form_passes(app, guarded):
    visitor = Visitor(app)
    visitor.get("/sign-in")
    visitor._seen = lambda response: response
    visitor.token = ""

    assert len(guarded) > 8
    assert statuses(visitor, guarded) == {403}


def test_with_another_browser_s_token_no_form_passes(app, guarded):
    visitor, other = Visitor(app), Visitor(app)
    other.get("/sign-in")
    visitor.get("/sign-in")
    visitor._seen = lambda response: response
    visitor.token = other.token

    assert statuses(visitor, guarded) == {403}


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:5000.evil.example"},
        {"Origin": "http://127.0.0.1:5001"},
        {"Origin": "https://127.0.0.1:5000"},
    ],
)
def test_from_another_site_no_form_passes_even_with_the_token(app, guarded, headers):
    visitor = Visitor(app)
    visitor.get("/sign-in")

    assert statuses(visitor, guarded, headers) == {403}


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:5000", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://localhost:5000"},
    ],
)
def test_what_browsers_say_of_our_own_forms_is_accepted(app, headers):
    visitor = Visitor(app)
    visitor.get("/sign-in")

    response = visitor.post("/language", headers, language="ru", next="/sign-in")

    assert response.status_code == 302


def test_the_token_may_come_in_a_header(app):
    visitor = Visitor(app)
    visitor.get("/sign-in")

    response = visitor.client.post(
        "/language", data={"language": "kk"}, headers={"X-CSRF-Token": visitor.token}
    )

    assert response.status_code == 302


def test_a_token_from_before_the_sign_in_is_worth_nothing_after_it(app, db):
    visitor = Visitor(app)
    visitor.get("/sign-in")
    old = visitor.token
    visitor.sign_in_by_link(db.write(make_user))
    visitor.token = old

    assert visitor.post("/sign-out").status_code == 403
    assert visitor.is_signed_in


def test_who_is_refused_is_told_what_to_do(app):
    response = Visitor(app).post("/sign-in")

    assert response.status_code == 403
    assert "reload the page" in response.text


def test_looking_at_pages_changes_nothing(app, db):
    visitor = signed_in(app, db.write(make_user))

    assert visitor.client.get("/sign-out").status_code == 405
    assert visitor.is_signed_in
