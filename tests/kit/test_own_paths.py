"""A form redirects only to paths of this site."""

import html
import re
from urllib.parse import quote

import pytest

from tests.factories import make_course
from tests.people.accounts.browsing import Visitor
from webinar.kit.text import is_own_path

pytestmark = pytest.mark.same_statements

IGNORED_CHARACTERS = "\t \r \n \v \f \0 \x1f \x7f \x85 \u2028 \\ /".split(" ")
FOREIGN_PATHS = [
    f"/{mark}{rest}" for mark in IGNORED_CHARACTERS for rest in ("/evil.example", "evil.example/")
]


@pytest.fixture
def visitor(app):
    visitor = Visitor(app)
    visitor.get("/")
    return visitor


@pytest.fixture(params=["/language", "/study/{}/language"])
def form(request, db):
    return request.param.format(db.write(make_course).code)


@pytest.mark.parametrize("path", FOREIGN_PATHS)
def test_path_leading_to_another_site_is_rejected(path):
    assert not is_own_path(path)


@pytest.mark.parametrize(
    "path", [*FOREIGN_PATHS, "", "x", "https://evil.example/", "//evil.example"]
)
def test_form_redirects_to_the_front_page_instead_of_another_site(visitor, form, path):
    answer = visitor.post(form, language="ru", next=path)

    assert answer.status_code in (302, 303)
    assert answer.location == "/"


@pytest.mark.parametrize(
    "path", ["/", "/join/ABCD2345", "/desk?page=2&q=a%09b", "/%09/x", "/привет"]
)
def test_form_returns_to_any_path_of_this_site(visitor, form, path):
    location = visitor.post(form, language="ru", next=path).location

    assert location == quote(path, safe="/?=&%")


@pytest.mark.parametrize("mark", ["%09", "%0D", "%0B", "%5C", "%00"])
def test_hostile_path_of_a_404_page_does_not_redirect_elsewhere(visitor, mark):
    page = visitor.get(f"/{mark}/evil.example/sign-in")
    field = re.search(r'name="next" value="([^"]*)"', page.text)

    answer = visitor.post("/language", language="ru", next=html.unescape(field[1]))

    assert page.status_code == 404
    assert answer.location == "/"
