"""The page of a user's own browsers lists them, and its buttons sign them out."""

import re

import pytest
from sqlalchemy import select

from tests.factories import make_user
from tests.people.accounts.browsing import Visitor, give_password, signed_in
from webinar.people.accounts.models import Browser
from webinar.people.audit.models import AuditEntry

PATH = "/settings/browsers"
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36"
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"


@pytest.fixture
def aida(db):
    return db.write(lambda s: give_password(make_user(s, "Aida", email="aida@b.example")))


def sign_in(app, address, name):
    visitor = Visitor(app)
    visitor.client.environ_base |= {"REMOTE_ADDR": address, "HTTP_USER_AGENT": name}
    visitor.sign_in("aida@b.example")
    return visitor


@pytest.fixture
def laptop(app, aida):
    return sign_in(app, "203.0.113.77", LAPTOP)


@pytest.fixture
def phone(app, aida, laptop):
    return sign_in(app, "2001:db8:7:1::5", PHONE)


def test_page_shows_rough_location_and_marks_this_browser(laptop, phone):
    page = laptop.get(PATH).text
    first, second = re.findall(r'<li class="account-row">(.*?)</li>', page, re.S)

    assert "Android · 2001:db8:7::/48" in first and "this browser" not in first
    assert "Windows · 203.0.113.0/24" in second and "this browser" in second
    assert "203.0.113.77" not in page
    assert "Log out there" in first and "Log out there" not in second


def test_ending_one_browser_closes_its_sockets_and_keeps_the_rest(app, db, aida, laptop, phone):
    closed = []
    app.extensions["webinar"].live.close_browser = closed.append
    other = signed_in(app, aida)
    page = laptop.get(PATH).text
    numbers = re.findall(r'name="end" value="(\d+)"', page)

    answer = laptop.post(PATH, end=numbers[1])

    assert answer.location == PATH
    assert (laptop.is_signed_in, phone.is_signed_in, other.is_signed_in) == (True, False, True)
    assert closed == [int(numbers[1])]
    with db.read() as session:
        kinds = session.scalars(select(AuditEntry.kind)).all()
    assert kinds.count("sign_out.elsewhere") == 1


def test_all_other_browsers_end_with_one_button(app, aida, laptop, phone):
    other = signed_in(app, aida)
    laptop.get(PATH)

    laptop.post(PATH)

    assert (laptop.is_signed_in, phone.is_signed_in, other.is_signed_in) == (True, False, False)
    assert "Log out everywhere else" not in laptop.get(PATH).text


@pytest.mark.parametrize("number", ["", "x", "0", "9" * 30])
def test_unknown_or_foreign_browser_number_ends_nothing(app, db, laptop, number):
    stranger = signed_in(app, db.write(make_user))
    with db.read() as session:
        strangers_browser_id = session.scalars(
            select(Browser.id).order_by(Browser.id.desc())
        ).first()
    laptop.get(PATH)

    laptop.post(PATH, end=number)
    laptop.post(PATH, end=str(strangers_browser_id))

    assert laptop.is_signed_in and stranger.is_signed_in
    assert laptop.get(PATH).status_code == 200
