"""The bar of places shows each account the pages that it may open, and where it is."""

import re

import pytest

from tests.factories import make_cohort, make_course, make_room, make_user
from tests.people.accounts.browsing import signed_in
from webinar.people.accounts.models import UserRole

PLACES = {
    UserRole.ADMIN: ["Today", "Sessions", "Courses", "People", "Settings"],
    UserRole.ORGANISER: ["Today", "Sessions", "Courses", "People", "Settings"],
    UserRole.PRESENTER: ["Today", "Sessions", "Settings"],
    UserRole.INTERPRETER: ["Today", "Sessions", "Settings"],
    UserRole.VIEWER: ["Today", "Sessions", "Courses", "Settings"],
}


def links_of(page, bar):
    """Return `{words: (address, aria-current)}` of the bar of this class."""
    nav = re.search(rf'<nav class="nav-bar {bar}".*?</nav>', page, re.DOTALL)
    found = re.findall(
        r'<a href="([^"]+)"(?: aria-current="(\w+)")?>([^<]+)</a>', nav[0] if nav else ""
    )
    return {words: (address, current) for address, current, words in found}


@pytest.fixture
def visit(app, db):
    """`visit(role)` is a browser of a new account of this role."""
    return lambda role: signed_in(app, db.write(lambda s: make_user(s, role.value, role)))


@pytest.mark.parametrize(("role", "places"), PLACES.items())
def test_every_account_sees_the_places_that_hold_pages_for_it(visit, role, places):
    visitor = visit(role)

    links = links_of(visitor.get("/desk").text, "nav-places")

    assert list(links) == places
    assert {visitor.get(address).status_code for address, _ in links.values()} == {200}


@pytest.mark.parametrize("role", UserRole)
def test_every_page_of_a_place_opens_for_those_who_see_its_link(visit, role):
    visitor = visit(role)
    places = links_of(visitor.get("/desk").text, "nav-places")

    for address, _ in places.values():
        pages = links_of(visitor.get(address).text, "nav-pages")
        assert {visitor.get(path).status_code for path, _ in pages.values()} <= {200}


def test_guest_has_no_places(app):
    page = app.test_client().get("/sign-in").text

    assert links_of(page, "nav-places") == {}


@pytest.mark.parametrize(
    ("path", "place", "mark"),
    [
        ("/desk", "Today", "page"),
        ("/desk/sessions", "Sessions", "page"),
        ("/desk/calendar", "Sessions", "true"),
        ("/desk/new", "Sessions", "true"),
        ("/desk/courses", "Courses", "page"),
        ("/desk/import", "Courses", "true"),
        ("/desk/cohorts", "People", "page"),
        ("/people", "People", "true"),
        ("/settings", "Settings", "page"),
        ("/password", "Settings", "true"),
        ("/settings/browsers", "Settings", "true"),
        ("/desk/audit", "Settings", "true"),
        ("/desk/lti", "Settings", "true"),
    ],
)
def test_present_place_is_marked(visit, path, place, mark):
    page = visit(UserRole.ADMIN).get(path).text

    marks = {words: now for words, (_, now) in links_of(page, "nav-places").items() if now}

    assert marks == {place: mark}


def test_pages_about_one_thing_belong_to_the_place_of_that_thing(app, db):
    def build(s):
        owner = make_user(s, "Owner")
        cohort = make_cohort(s, owner)
        return owner, cohort.id, make_course(s, owner, cohort=cohort).id, make_room(s, owner).code

    owner, cohort, course, code = db.write(build)
    visitor = signed_in(app, owner)
    place_of_path = {
        f"/desk/courses/{course}/people": "Courses",
        f"/desk/courses/{course}/certificates": "Courses",
        f"/desk/cohorts/{cohort}/data": "People",
        f"/desk/cohorts/{cohort}/dashboard": "People",
        f"/desk/{code}/data": "Sessions",
    }

    for path, place in place_of_path.items():
        links = links_of(visitor.get(path).text, "nav-places")
        assert [words for words, (_, now) in links.items() if now] == [place], path


def test_menu_with_the_name_holds_only_the_account(visit):
    page = visit(UserRole.ADMIN).get("/desk").text

    menu = re.search(r'<nav class="site-links".*?</nav>', page, re.DOTALL)[0]

    assert re.findall(r'href="([^"]+)"', menu) == ["/settings", "/settings/browsers", "/password"]
