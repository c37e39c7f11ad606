"""Letters with personal links: whose language, what is attached, and that one is sent once."""

from datetime import UTC, datetime

import pytest

from tests.accounts.browsing import signed_in
from tests.factories import invite, make_cohort, make_room, make_user
from tests.postbox import listening, mailing
from webinar import clock
from webinar.cohorts import inviting
from webinar.cohorts.models import PersonLink
from webinar.rooms.models import RoomState

SECRET = "a-secret-key-for-tests-0123456789-abcdef"


@pytest.fixture
def post():
    with listening() as handler:
        yield handler


@pytest.fixture
def settings(settings, post):
    return mailing(settings, post)


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Aida"))


@pytest.fixture
def cohort(db, owner):
    def make(s):
        people = [
            {"name": "Ада Лав", "email": "ada@example.kz", "language": "ru"},
            {"name": "Бек Нур", "email": "nobody@example.kz", "language": "kk"},
            {"name": "Ким Олег"},
        ]
        cohort = make_cohort(s, s.merge(owner), people=people)
        at = datetime(2031, 3, 4, 4, 30, tzinfo=UTC)
        zone = {"planned_at": at, "time_zone": "Asia/Almaty"}
        room = make_room(s, s.merge(owner), state=RoomState.PLANNED, title="Наука", **zone)
        invite(s, room, cohort)
        inviting.make_missing(s, s.merge(owner), cohort.id, SECRET)
        return cohort

    return db.write(make)


@pytest.fixture
def organiser(app, owner, cohort):
    organiser = signed_in(app, owner)
    organiser.get(f"/desk/cohorts/{cohort.id}/links")
    return organiser


def outcomes(db):
    with db.read() as s:
        links = s.query(PersonLink).order_by(PersonLink.person_id)
        return [(one.mailed_at is not None, one.mail_failed) for one in links]


def test_letters_go_out_once_and_what_failed_is_said_and_sent_again(db, organiser, cohort, post):
    address = f"/desk/cohorts/{cohort.id}/links"
    organiser.post(f"{address}/send")
    organiser.post(f"{address}/send")

    assert [to for to, _ in post.letters] == [["ada@example.kz"]]
    assert outcomes(db) == [(True, ""), (True, "recipient"), (False, "")]
    assert "does not accept this address" in organiser.get(address).text
    organiser.post(f"{address}/send", number="1")
    assert len(post.letters) == 2


def test_a_letter_is_in_its_readers_language_with_the_link_and_the_dates(
    db, organiser, cohort, post
):
    organiser.post(f"/desk/cohorts/{cohort.id}/links/send")

    [(_, letter)] = post.letters
    text = letter.get_body(("plain",)).get_content()
    assert letter["Subject"] == "Приглашение: Наука"
    assert "Здравствуйте" in text and "4 марта 2031" in text and "09:30" in text
    assert "http://127.0.0.1:5000/me/" in text
    [dates] = letter.iter_attachments()
    assert dates.get_content_type() == "text/calendar"
    assert "DTSTART;TZID=Asia/Almaty:20310304T093000" in dates.get_content()


def test_who_presses_twice_at_once_claims_a_letter_once(db, cohort):
    with db.read() as s:
        wanted = {one.id for one in s.query(PersonLink)}

    first = db.write(lambda s: inviting.claim(s, cohort.id, wanted, again=False))
    second = db.write(lambda s: inviting.claim(s, cohort.id, wanted, again=True))

    assert (len(first), second) == (3, [])


def test_a_letter_whose_server_was_killed_can_be_sent_again(db, cohort, monkeypatch):
    with db.read() as s:
        wanted = {one.id for one in s.query(PersonLink)}
    db.write(lambda s: inviting.claim(s, cohort.id, wanted, again=False))

    later = clock.now() + 2 * inviting.UNDER_WAY
    monkeypatch.setattr(clock, "now", lambda: later)

    assert len(db.write(lambda s: inviting.claim(s, cohort.id, wanted, again=True))) == 3
