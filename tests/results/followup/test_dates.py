"""An owner's calendar files, read back by the same standard."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from tests.people.accounts.browsing import Visitor
from tests.results.followup.making import in_days, key_in, link_of, make_scene, today
from webinar.live.steps.models import Step, StepWording

ALMATY = ZoneInfo("Asia/Almaty")


@pytest.fixture
def scene(db):
    scene = make_scene(db)

    def word(session):
        step = session.get(Step, scene.steps[0].id)
        step.check_back = today() + timedelta(days=7)
        step.indicator = "Thirty, trained; all\nof them"
        russian = StepWording(
            step_id=step.id,
            revision=2,
            version=1,
            language="ru",
            text="Обучить; тридцать, всех",
            is_original=False,
            member_id=scene.host.id,
            worded_at=step.proposed_at,
        )
        session.add(russian)

    db.write(word)
    return scene


@pytest.fixture
def ada(app, db, scene):
    visitor = Visitor(app)
    visitor.home = f"/steps/{link_of(db, scene, scene.ada)}"
    return visitor


def events(visitor, path):
    answer = visitor.get(f"{visitor.home}{path}")
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    calendar = Calendar.from_ical(answer.data)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}, calendar


def test_step_is_an_all_day_event_plus_an_hour_to_check_back(scene, ada):
    events_by_uid, calendar = events(ada, ".ics")

    code = scene.room.code
    first, check = (
        events_by_uid[f"{code}-1-due@127.0.0.1"],
        events_by_uid[f"{code}-1-check@127.0.0.1"],
    )
    assert set(events_by_uid) == {
        f"{code}-1-due@127.0.0.1",
        f"{code}-1-check@127.0.0.1",
        f"{code}-2-due@127.0.0.1",
    }
    assert first.decoded("dtstart") == today() + timedelta(days=20)
    assert first.decoded("dtend") == today() + timedelta(days=21)
    assert str(first["summary"]) == "Обучить; тридцать, всех"
    assert "Thirty, trained; all\nof them" in str(first["description"])
    morning = datetime.combine(today() + timedelta(days=7), datetime.min.time(), ALMATY)
    assert check.decoded("dtstart") == morning.replace(hour=9)
    assert check["dtstart"].params["TZID"] == "Asia/Almaty"
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Almaty"]


def test_single_step_has_its_own_file(scene, ada):
    assert set(events(ada, "/2.ics")[0]) == {f"{scene.room.code}-2-due@127.0.0.1"}
    assert ada.get(f"{ada.home}/4.ics").status_code == 404


def test_moved_step_updates_the_same_entry(scene, ada):
    uid = f"{scene.room.code}-2-due@127.0.0.1"
    before = events(ada, "/2.ics")[0][uid]
    key = key_in(ada.get(ada.home).text, "moved")
    moved = {"kind": "moved", "note": "Holidays", "due": in_days(40), "key": key}
    assert ada.post(f"{ada.home}/2", **moved).status_code == 303

    after = events(ada, "/2.ics")[0][uid]

    assert after.decoded("dtstart") == today() + timedelta(days=40)
    assert after["sequence"] > before["sequence"]


def test_done_step_says_so_and_has_no_check_back(scene, ada):
    ada.get(ada.home)
    assert ada.post(f"{ada.home}/1", kind="done", key="a" * 32).status_code == 303

    events_by_uid, _ = events(ada, "/1.ics")

    [(uid, event)] = events_by_uid.items()
    assert uid.endswith("-1-due@127.0.0.1")
    assert str(event["summary"]) == "Выполнено: Обучить; тридцать, всех"


def test_unknown_link_has_no_calendar(ada):
    assert ada.get(f"/steps/{'z' * 43}.ics").status_code == 404
    assert ada.get(f"/steps/{'z' * 43}/1.ics").status_code == 404
