"""Letters bring personal links and dates in the reader's language, and each is sent once."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.factories import invite, make_cohort, make_person, make_room
from tests.people.accounts.browsing import signed_in
from tests.postbox import mailing
from webinar.kit import clock
from webinar.room.cohorts import inviting
from webinar.room.cohorts.models import Cohort, Person, PersonLink
from webinar.room.rooms.models import Room, RoomState

SECRET = "a-secret-key-for-tests-0123456789-abcdef"


@pytest.fixture
def settings(settings, mail_server):
    return mailing(settings, mail_server)


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
        return [(link.mailed_at is not None, link.mail_failed) for link in links]


def test_letters_are_sent_once_and_failures_are_shown(db, organiser, cohort, mail_server):
    address = f"/desk/cohorts/{cohort.id}/links"
    organiser.post(f"{address}/send")
    organiser.post(f"{address}/send")

    assert [to for to, _ in mail_server.letters] == [["ada@example.kz"]]
    assert outcomes(db) == [(True, ""), (True, "recipient"), (False, "")]
    assert "does not accept this address" in organiser.get(address).text
    organiser.post(f"{address}/send", number="1")
    assert len(mail_server.letters) == 2


def test_letter_has_link_and_dates_in_the_readers_language(
    db, organiser, owner, cohort, mail_server
):
    organiser.post(f"/desk/cohorts/{cohort.id}/links/send")

    [(_, letter)] = mail_server.letters
    text = letter.get_body(("plain",)).get_content()
    assert letter["Subject"] == "Приглашение: Наука"
    assert "Здравствуйте" in text and "4 марта 2031" in text and "09:30" in text
    assert "(Алматы)" in text
    assert letter["Reply-To"] == f"Aida <{owner.email}>"
    page = organiser.get(re.search(r"http://127.0.0.1:5000(/me/\S+)", text)[1]).text
    assert "Asia/Almaty" not in re.sub(r'data-zone="[^"]+"', "", page)
    [dates] = letter.iter_attachments()
    assert dates.get_content_type() == "application/ics"
    assert "DTSTART;TZID=Asia/Almaty:20310304T093000" in dates.get_content().decode()


def test_double_press_claims_each_letter_once(db, cohort):
    with db.read() as s:
        link_ids = {link.id for link in s.query(PersonLink)}

    first = db.write(lambda s: inviting.claim(s, cohort.id, link_ids, False, {}))
    second = db.write(lambda s: inviting.claim(s, cohort.id, link_ids, True, {}))

    assert (len(first), second) == (3, [])


def test_letter_claimed_by_a_killed_server_can_be_sent_again(db, cohort, monkeypatch):
    with db.read() as s:
        link_ids = {link.id for link in s.query(PersonLink)}
    db.write(lambda s: inviting.claim(s, cohort.id, link_ids, False, {}))

    later = clock.now() + 2 * inviting.UNDER_WAY
    monkeypatch.setattr(clock, "now", lambda: later)

    assert len(db.write(lambda s: inviting.claim(s, cohort.id, link_ids, True, {}))) == 3


def move(db, room, days=1):
    def work(s):
        s.get_one(Room, room.id).planned_at += timedelta(days=days)

    db.write(work)


def call_off(s):
    room = s.scalars(select(Room)).one()
    room.state, room.cancelled_at, room.ended_at = RoomState.ENDED, clock.now(), clock.now()


def room_of(db):
    with db.read() as s:
        return s.scalars(select(Room)).one()


def text_of(letter):
    return letter.get_body(("plain",)).get_content()


@pytest.fixture
def sender(db, organiser, cohort):
    """Ада received her letter; the mail server rejected Бек's address."""
    organiser.links = f"/desk/cohorts/{cohort.id}/links"
    organiser.post(f"{organiser.links}/send")
    return organiser


def test_moved_session_is_announced_to_all_with_one_press(db, sender, mail_server):
    room = room_of(db)
    assert "Send the new dates" not in sender.get(sender.links).text

    move(db, room)

    assert "Send the new dates to 1 person" in sender.get(sender.links).text
    assert "Send the new dates to 1 person" in sender.get(f"/desk/{room.code}").text
    answer = sender.post(f"{sender.links}/send", changed="yes", back=room.code)
    assert answer.location == f"/desk/{room.code}"
    [_, (to, letter)] = mail_server.letters
    assert to == ["ada@example.kz"]
    assert letter["Subject"] == "Даты изменились: Наука"
    assert "5 марта 2031" in text_of(letter) and "4 марта" not in text_of(letter)
    assert "1 letter is sent" in sender.get(answer.location).text
    assert "Send the new dates" not in sender.get(sender.links).text


def test_double_press_announces_the_new_time_once(db, sender, mail_server):
    move(db, room_of(db))

    for _ in range(2):
        sender.post(f"{sender.links}/send", changed="yes")

    assert len(mail_server.letters) == 2


def test_added_session_is_announced_to_people_who_had_a_letter(
    db, sender, cohort, owner, mail_server
):
    def add(s):
        at = datetime(2031, 3, 11, 4, 30, tzinfo=UTC)
        zone = {"planned_at": at, "time_zone": "Asia/Almaty"}
        room = make_room(s, s.merge(owner), state=RoomState.PLANNED, title="Вторая", **zone)
        invite(s, room, s.merge(cohort))

    db.write(add)

    sender.post(f"{sender.links}/send", changed="yes")

    [_, (_, letter)] = mail_server.letters
    assert letter["Subject"] == "Даты изменились: Вторая"
    lines = text_of(letter).splitlines()
    assert [line.endswith("новое") for line in lines if line.startswith("– ")] == [False, True]


def test_cancelled_session_is_announced_to_people_expecting_it(db, sender, mail_server):
    db.write(call_off)
    assert "Send the new dates to 1 person" in sender.get(f"/desk/{room_of(db).code}").text

    sender.post(f"{sender.links}/send", changed="yes")

    assert "Отменено:\n– Наука" in text_of(mail_server.letters[1][1])
    assert "Send the new dates" not in sender.get(sender.links).text


def test_failed_letter_does_not_lose_the_news(db, sender, mail_server, monkeypatch):
    """The mail server was briefly down; the next letter still names the cancelled session."""

    async def refuse(*_arguments):
        return "451 come back later"

    db.write(call_off)
    with monkeypatch.context() as patch:
        patch.setattr(mail_server, "handle_RCPT", refuse)
        sender.post(f"{sender.links}/send", changed="yes")
    assert outcomes(db)[0][1] != ""
    page = sender.get(f"/desk/{room_of(db).code}").text
    assert "1 letter is not sent" in page and "Send the new dates to 1 person" in page

    sender.post(f"{sender.links}/send")

    assert "Отменено:\n– Наука" in text_of(mail_server.letters[-1][1])
    assert "Send the new dates" not in sender.get(sender.links).text


def test_rejected_address_is_not_counted_among_outdated_letters(db, sender):
    def reject(s):
        link = s.scalars(select(PersonLink).order_by(PersonLink.person_id)).first()
        link.mail_failed = "recipient"

    db.write(reject)
    move(db, room_of(db))

    assert "Send the new dates" not in sender.get(f"/desk/{room_of(db).code}").text


def test_resent_first_letter_is_still_an_invitation(db, sender, mail_server):
    def correct(s):
        s.scalars(select(Person).filter_by(email="nobody@example.kz")).one().email = "b@example.kz"

    db.write(correct)

    sender.post(f"{sender.links}/send")

    assert mail_server.letters[-1][0] == ["b@example.kz"]
    assert mail_server.letters[-1][1]["Subject"] == "Шақыру: Наука"


def test_letters_are_sent_despite_an_owners_malformed_address(
    db, organiser, owner, cohort, mail_server
):
    db.write(lambda s: setattr(s.merge(owner), "email", "ai..da@example.kz"))

    organiser.post(f"/desk/cohorts/{cohort.id}/links/send")

    [(_, letter)] = mail_server.letters
    assert letter["Reply-To"] is None


def test_reverted_moves_and_live_sessions_are_not_announced(db, sender):
    room = room_of(db)
    move(db, room)
    move(db, room, -1)
    assert "Send the new dates" not in sender.get(sender.links).text

    move(db, room)
    db.write(lambda s: setattr(s.get_one(Room, room.id), "state", RoomState.LIVE))

    assert "Send the new dates" not in sender.get(sender.links).text


def test_letters_without_stored_dates_count_as_outdated(db, sender):
    def forget(s):
        for link in s.query(PersonLink):
            link.mailed_dates = None

    db.write(forget)

    assert "Send the new dates to 1 person" in sender.get(sender.links).text


def test_one_press_makes_the_missing_links_and_sends_their_letters(
    db, organiser, cohort, mail_server
):
    links = f"/desk/cohorts/{cohort.id}/links"
    db.write(lambda s: make_person(s, s.get(Cohort, cohort.id), "Дана", email="dana@example.kz"))
    assert "Make the missing links and send 3 letters" in organiser.get(links).text

    organiser.post(f"{links}/send", make="missing")

    assert "dana@example.kz" in {to for [to], _ in mail_server.letters}
    sent = len(mail_server.letters)
    organiser.post(f"{links}/send", make="missing")
    assert len(mail_server.letters) == sent
