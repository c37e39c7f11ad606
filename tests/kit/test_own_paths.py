"""Where a form may send the browser on to: a path of this site and nothing else."""

import html
import re
from urllib.parse import quote

import pytest

from tests.factories import make_course
from tests.people.accounts.browsing import Visitor
from webinar.kit.text import is_own_path

MARKS = "\t \r \n \v \f \0 \x1f \x7f \x85 \u2028 \\ /".split(" ")
ELSEWHERE = [f"/{mark}{rest}" for mark in MARKS for rest in ("/evil.example", "evil.example/")]


@pytest.fixture
def visitor(app):
    visitor = Visitor(app)
    visitor.get("/")
    return visitor


@pytest.fixture(params=["/language", "/study/{}/language"])
def form(request, db):
    return request.param.format(db.write(make_course).code)


@pytest.mark.parametrize("path", ELSEWHERE)
def test_what_leads_elsewhere_is_no_path_of_ours(path):
    assert not is_own_path(path)


@pytest.mark.parametrize("path", [*ELSEWHERE, "", "x", "https://evil.example/", "//evil.example"])
def test_a_form_leads_to_the_front_page_instead(visitor, form, path):
    answer = visitor.post(form, language="ru", next=path)

    assert answer.status_code in (302, 303)
    assert answer.location == "/"


@pytest.mark.parametrize(
    "path", ["/", "/join/ABCD2345", "/desk?page=2&q=a%09b", "/%09/x", "/привет"]
)
def test_every_other_path_is_gone_back_to(visitor, form, path):
    location = visitor.post(form, language="ru", next=path).location

    assert location == quote(path, safe="/?=&%")


@pytest.mark.parametrize("mark", ["%09", "%0D", "%0B", "%5C", "%00"])
def test_the_page_that_is_not_there_sends_its_own_path_back_harmlessly(visitor, mark):
    page = visitor.get(f"/{mark}/evil.example/sign-in")
    sent = re.search(r'name="next" value="([^"]*)"', page.text)

    answer = visitor.post("/language", language="ru", next=html.unescape(sent[1]))

    assert page.status_code == 404
    assert answer.location == "/"
