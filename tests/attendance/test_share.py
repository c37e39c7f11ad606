"""The share of a session that somebody attended is one figure, wherever it stands."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.accounts.browsing import signed_in
from tests.attendance.making import make_scene
from tests.factories import make_user
from webinar.attendance.share import due_minutes, session_share
from webinar.cohorts.models import Cohort
from webinar.protocol.reading import read_record
from webinar.protocol.record import Copy
from webinar.rooms.models import Room
from webinar.series import actions

BEGIN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lasted", "due"), [(0, 0), (29, 0), (30 * 60, 30), (60 * 60, 60), (75 * 60, 60)]
)
def test_what_is_due_is_planned_or_what_there_was_of_it(lasted, due):
    assert due_minutes(BEGIN, BEGIN + timedelta(seconds=lasted), 60) == due


def test_all_that_is_planned_is_due_while_no_end_is_known():
    assert due_minutes(BEGIN, None, 60) == due_minutes(None, None, 60) == 60


def test_nothing_is_due_of_a_session_that_was_called_off():
    assert due_minutes(None, BEGIN, 60) == 0


@pytest.mark.parametrize(
    ("minutes", "share"), [(0, 0), (1, 1), (47, 78), (48, 80), (59, 98), (60, 100), (75, 100)]
)
def test_a_share_is_rounded_down_and_at_most_everything(minutes, share):
    assert session_share(minutes, 60) == share


def test_of_nothing_there_is_no_share():
    assert session_share(60, 0) is None


@pytest.fixture
def longer(app, db):
    """An hour that was planned as 59 minutes: a guest was there to the end, Bo for ten of them."""

    def build(s):
        scene = make_scene(s, make_user(s, "Grace"))
        scene.room.planned_minutes = 59
        cohort = s.get_one(Cohort, scene.people[0].cohort_id)
        scene.series = actions.create_series(s, scene.owner, "Course", cohort)
        actions.add_session(s, scene.series, scene.room, scene.owner)
        return scene

    scene = db.write(build)
    scene.organiser = signed_in(app, scene.owner)
    scene.home = f"/desk/{scene.room.code}/attendance"
    return scene


def percents(page, *names):
    """Beside each name, the first share."""
    return [re.search(rf"<bdi>{name}</bdi>.*?(\d+)%", page, re.S).group(1) for name in names]


def test_pages_downloads_and_the_protocol_say_the_same(db, longer):
    get, code = longer.organiser.get, longer.room.code
    file = get(f"/rooms/{code}/report/attendance.csv").data.decode("utf-8-sig")
    with db.read() as s:
        record = read_record(s, s.get_one(Room, longer.room.id), longer.room.ended_at, Copy.HOSTS)

    told = {one["name"]: one for one in csv.DictReader(io.StringIO(file))}
    assert [told[name]["percent_of_session"] for name in ("A guest", "Bo")] == ["100", "16"]
    assert {one.name: one.percent for one in record.people} == {"Ада": 89, "Bo": 16, "A guest": 100}
    for path in (longer.home, f"/rooms/{code}/report", f"/desk/series/{longer.series.id}"):
        assert percents(get(path).text, "A guest", "Bo") == ["100", "16"], path


def test_it_is_of_the_minutes_that_hold(longer):
    """Somebody with all minutes by a correction, and a few measured, has not a few per cent."""
    longer.organiser.get(longer.home)
    longer.organiser.post(f"{longer.home}/people/p2", minutes="60", reason="Sat beside a colleague")

    assert percents(longer.organiser.get(longer.home).text, "Bo") == ["100"]
    page = longer.organiser.get(f"{longer.home}/people/p2").text
    assert "100% of the planned time" in re.sub(r"<[^>]+>", "", page)
