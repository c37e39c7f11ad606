"""The call beside a session in invitations: letters, cards, a person's own page and calendar."""

from datetime import UTC, datetime

import pytest
from flask_babel import force_locale
from icalendar import Calendar

from tests.people.accounts.browsing import Visitor
from webinar.room.call.wire import CallDetails
from webinar.room.call.words import lines
from webinar.room.rooms.models import Room, RoomState

LINK, PHONE, PIN = "https://meet.example.org/1", "+7 727 123 45 67", "2468"
FORM = {"link": LINK, "phone": PHONE, "pin": PIN, "note": "Mute yourself"}
STARTS = datetime(2031, 3, 4, 4, 30, tzinfo=UTC)


@pytest.fixture
def called(db, room, organiser, links):
    """A planned session with a call, and another one for readers of Kazakh."""

    def plan(s):
        stored = s.get(Room, room.id)
        stored.state, stored.planned_at, stored.started_at = RoomState.PLANNED, STARTS, None

    db.write(plan)
    organiser.get(f"/desk/{room.code}/call")
    organiser.post(f"/desk/{room.code}/call", **FORM, **{"link.kk": "https://kk.example.org/"})
    return room


def event_of(visitor, address):
    [event] = Calendar.from_ical(visitor.get(address).data).walk("VEVENT")
    return event


def conferences(event):
    ways = event.get("conference", [])
    return [
        (str(way), way.params["FEATURE"], way.params.get("LANGUAGE"))
        for way in (ways if isinstance(ways, list) else [ways])
    ]


def test_letter_says_all_of_the_call_in_its_reader_s_language(called, cohort, organiser):
    page = organiser.get(f"/desk/cohorts/{cohort.id}/links").text

    russian, kazakh = page.split("Бек Нур", 1)
    assert f"  Подключиться: {LINK}\n  По телефону: {PHONE}\n  ПИН-код: {PIN}\n" in russian
    assert "  Қосылу: https://kk.example.org/\n" in kazakh
    assert LINK not in kazakh


def test_numbers_keep_their_order_in_a_letter_from_right_to_left(app):
    call = CallDetails(language="", link=LINK, phone=PHONE, pin=PIN, note="")
    with app.test_request_context(), force_locale("fa_AF"):
        assert lines(call, with_pin=True)[1:] == [
            f"با تلفون: \u2066{PHONE}\u2069",
            f"پین: \u2066{PIN}\u2069",
        ]


def test_cards_have_the_call_without_pin_and_note(called, cohort, organiser):
    page = organiser.get(f"/desk/cohorts/{cohort.id}/links/sheet").text

    assert LINK in page
    assert PHONE in page
    assert "https://kk.example.org/" in page
    assert PIN not in page
    assert "Mute" not in page


def test_own_page_shows_the_call_until_the_session_is_over(app, db, called, links):
    page = Visitor(app).get(links[0]).text
    assert f'href="{LINK}"' in page
    assert PIN in page

    def end(s):
        s.get(Room, called.id).state = RoomState.ENDED

    db.write(end)

    assert "meet.example.org" not in Visitor(app).get(links[0]).text


def test_own_calendar_has_the_call_of_its_reader_without_the_pin(app, called, links):
    russian, kazakh = (event_of(Visitor(app), f"{link}.ics") for link in links)

    assert conferences(russian) == [
        (LINK, ["AUDIO", "VIDEO"], None),
        ("tel:+77271234567", ["AUDIO", "PHONE"], None),
    ]
    assert russian["location"].endswith(f" · {LINK}")
    assert links[0] in russian["url"]
    for text in (LINK, PHONE, "Mute yourself", "ПИН-код — на странице занятия."):
        assert text in russian["description"]
    assert PIN not in str(russian)
    assert conferences(kazakh) == [("https://kk.example.org/", ["AUDIO", "VIDEO"], "kk")]


def test_organiser_s_calendar_has_every_entry_without_the_pin(called, organiser):
    event = event_of(organiser, f"/desk/{called.code}/session.ics")

    addresses = [address for address, _features, _language in conferences(event)]
    assert addresses == [LINK, "tel:+77271234567", "https://kk.example.org/"]
    assert PIN not in event.to_ical().decode()
