"""Forms sent from outside our own pages change nothing."""

import pytest
from werkzeug.routing import IntegerConverter

from tests.factories import make_user
from tests.people.accounts.browsing import Visitor, signed_in

ARGUMENTS = {"code": "ABCDEFGH", "command": "room.end", "user_id": 1, "number": 1, "series": 1}


def unsafe_addresses(app):
    """Yield each state-changing route with arguments filled in, and whether it is exempt."""
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
    """Return a value that the URL accepts for this argument."""
    converter = rule._converters[name]
    choices = getattr(converter, "items", ())
    fallback = 1 if isinstance(converter, IntegerConverter) else "x"
    return sorted(choices)[0] if choices else ARGUMENTS.get(name, fallback)


@pytest.fixture
def guarded(app):
    return [address for address, is_exempt in unsafe_addresses(app) if not is_exempt]


def statuses(visitor, addresses, headers=None):
    return {visitor.post(address, headers).status_code for address in addresses}


# Each of these requests carries its own proof: a seat's name, a learner's own link, a token
# signed by a learning platform, the state this browser began its launch with, the link an
# administrator made for a platform, the token of a program that writes captions,
# or the token that a media server asks about.
EXEMPT = {
    "/api/join",
    "/study/deeds/x",
    "/lti/login",
    "/lti/launch",
    "/lti/enter",
    "/lti/deep/choose",
    "/lti/register/1/x",
    "/captions/v1/lines",
    "/media-server/access",
}


def test_only_routes_without_a_session_cookie_are_exempt(app):
    assert {address for address, is_exempt in unsafe_addresses(app) if is_exempt} == EXEMPT


def test_form_with_its_own_token_is_accepted(app, guarded):
    visitor = Visitor(app)
    visitor.get("/sign-in")

    assert 403 not in statuses(visitor, [a for a in guarded if a in ("/sign-in", "/language")])


def test_form_without_a_token_is_refused(app, guarded):
    visitor = Visitor(app)
    visitor.get("/sign-in")
    visitor._seen = lambda response: response
    visitor.token = ""

    assert len(guarded) > 8
    assert statuses(visitor, guarded) == {403}


def test_form_with_another_browsers_token_is_refused(app, guarded):
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
def test_form_from_another_site_is_refused_even_with_the_token(app, guarded, headers):
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
def test_headers_browsers_send_with_our_own_forms_are_accepted(app, headers):
    visitor = Visitor(app)
    visitor.get("/sign-in")

    response = visitor.post("/language", headers, language="ru", next="/sign-in")

    assert response.status_code == 302


def test_token_may_be_sent_in_a_header(app):
    visitor = Visitor(app)
    visitor.get("/sign-in")

    response = visitor.client.post(
        "/language", data={"language": "kk"}, headers={"X-CSRF-Token": visitor.token}
    )

    assert response.status_code == 302


def test_token_from_before_sign_in_is_invalid_after_it(app, db):
    visitor = Visitor(app)
    visitor.get("/sign-in")
    old = visitor.token
    visitor.sign_in_by_link(db.write(make_user))
    visitor.token = old

    assert visitor.post("/sign-out").status_code == 403
    assert visitor.is_signed_in


def test_refused_visitor_is_asked_to_reload_the_page(app):
    response = Visitor(app).post("/sign-in")

    assert response.status_code == 403
    assert "reload the page" in response.text


def test_get_request_does_not_sign_out(app, db):
    visitor = signed_in(app, db.write(make_user))

    assert visitor.client.get("/sign-out").status_code == 405
    assert visitor.is_signed_in
