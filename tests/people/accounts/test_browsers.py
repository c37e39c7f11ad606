"""A known browser expires when idle, changes its secret at sign-in, and serves one user."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import make_member, make_room, make_user
from webinar.kit import clock
from webinar.kit.tokens import new_token
from webinar.people.accounts import browsers
from webinar.people.accounts.models import Browser
from webinar.room.rooms.models import Seat


@pytest.fixture
def later(monkeypatch):
    """`later(hours=3)` lets that much time pass."""
    real = clock.now
    passed = [timedelta()]
    monkeypatch.setattr(clock, "now", lambda: real() + passed[0])

    def pass_time(**span):
        passed[0] += timedelta(**span)

    return pass_time


def begin(db, user, was=None, token=None):
    return db.write(lambda s: browsers.begin_user(s, user, token or new_token(), {}, was))


def is_alive(db, browser_id):
    with db.read() as session:
        browser = session.get(Browser, browser_id)
        return browser is not None and browsers.is_alive(browser, clock.now())


def test_guest_browser_lives_twelve_hours_after_last_activity(db, later):
    guest = db.write(browsers.make_browser)
    later(hours=11)
    db.write(lambda s: browsers.touch(s, [guest.id]))

    later(hours=11)

    assert is_alive(db, guest.id)
    later(hours=2)
    assert not is_alive(db, guest.id)


def test_a_user_is_signed_out_after_an_idle_hour(db, later):
    browser, _ = begin(db, db.write(make_user))

    later(minutes=59)
    assert is_alive(db, browser.id)

    later(minutes=2)
    assert not is_alive(db, browser.id)


def test_active_user_is_signed_out_after_twelve_hours(db, later):
    browser, _ = begin(db, db.write(make_user))

    for _ in range(13):
        assert is_alive(db, browser.id)
        later(minutes=55)
        db.write(lambda s: browsers.touch(s, [browser.id]))

    later(minutes=6)
    assert not is_alive(db, browser.id)


def test_touching_does_not_revive_an_expired_browser(db, later):
    guest, (user, _) = db.write(browsers.make_browser), begin(db, db.write(make_user))
    later(hours=13)

    db.write(lambda s: browsers.touch(s, [guest.id, user.id]))

    assert not is_alive(db, guest.id)
    assert not is_alive(db, user.id)


def test_last_seen_is_written_at_most_once_a_minute(db, later):
    guest = db.write(browsers.make_browser)
    later(seconds=30)

    db.write(lambda s: browsers.touch(s, [guest.id]))

    with db.read() as session:
        assert session.get(Browser, guest.id).seen_at == guest.seen_at


def test_clock_stepping_back_signs_nobody_out(db, later):
    browser, _ = begin(db, db.write(make_user))

    later(hours=-3)

    assert is_alive(db, browser.id)


def test_signing_in_keeps_the_guest_browser_under_a_new_secret(db):
    earlier_token = new_token()
    guest = db.write(lambda s: browsers.make_browser(s, earlier_token))
    user = db.write(make_user)

    browser, ended = begin(db, user, was=guest.id)

    assert browser.id == guest.id
    assert ended == []
    with db.read() as session:
        assert browsers.find_by_token(session, earlier_token) is None


def test_second_user_of_a_browser_does_not_inherit_seats(db):
    first, second = db.write(make_user), db.write(make_user)
    browser, _ = begin(db, first)

    def sit_down(session):
        room = make_room(session)
        member = make_member(session, room, user=first)
        session.add(Seat(browser_id=browser.id, room_id=room.id, member_id=member.id))

    db.write(sit_down)

    other, ended = begin(db, second, was=browser.id)

    assert ended == [browser.id]
    assert other.user_id == second.id
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Seat)) == 0


def test_sixth_browser_ends_the_least_recently_used(db, later):
    user = db.write(make_user)
    opened = []
    for _ in range(5):
        opened.append(begin(db, user)[0].id)
        later(minutes=2)
    db.write(lambda s: browsers.touch(s, [opened[0]]))

    _, ended = begin(db, user)

    assert ended == [opened[1]]


def test_concurrent_joins_with_one_cookie_make_one_browser(db):
    token, ids = new_token(), []
    start = threading.Barrier(4)

    def join():
        start.wait()
        ids.append(db.write(lambda s: browsers.keep_browser(s, token).id))

    threads = [threading.Thread(target=join) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(ids) == 4
    assert len(set(ids)) == 1


def test_purge_deletes_only_expired_browsers(db, later):
    idle, _ = begin(db, db.write(make_user))
    old = db.write(browsers.make_browser)
    later(hours=11, minutes=30)
    young = db.write(browsers.make_browser)
    later(hours=1)

    deleted = db.write(browsers.purge_expired)

    assert set(deleted) == {idle.id, old.id}
    with db.read() as session:
        assert session.scalars(select(Browser.id)).all() == [young.id]
