"""While the last evidence of a session that just ended may still arrive, its figures are not
final: every page and file says so, and nothing permanent is made of them.
"""

import io
import json
import re
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from tests.connect.xapi.scene import PLACE
from tests.factories import make_room, make_user
from tests.people.accounts.browsing import signed_in
from tests.results.attendance.making import make_scene
from tests.results.certificates import making
from webinar.connect.xapi.models import Statement
from webinar.connect.xapi.statement_jobs import collect
from webinar.kit import clock
from webinar.live.presence import finality
from webinar.live.presence.actions import Recorder
from webinar.live.presence.finality import AFTER_END, is_final
from webinar.results.attendance.models import FrozenReport
from webinar.results.series import actions as series_actions
from webinar.results.series.totals import totals
from webinar.room.engine.change import Change
from webinar.room.engine.models import Interval
from webinar.room.engine.presence import Sighting
from webinar.room.rooms.models import Room, RoomState

NOT_FINAL_MARK = "data-final-in"


@pytest.fixture
def scene(db):
    return db.write(lambda session: make_scene(session, make_user(session, "Grace")))


@pytest.fixture
def organiser(app, scene):
    return signed_in(app, scene.owner)


@pytest.fixture
def not_final(monkeypatch):
    """The scene's session ended so recently that its figures are not final."""
    monkeypatch.setattr(finality, "AFTER_END", timedelta(days=1000))


def pages(scene):
    code = scene.room.code
    return [
        f"/rooms/{code}/report",
        f"/rooms/{code}/report/exports",
        f"/rooms/{code}/protocol",
        f"/desk/{code}/attendance",
        f"/desk/{code}/attendance/people/m3",
    ]


@pytest.mark.parametrize("seconds", [0, 15, 15.001, 20, 20.001, 3600])
def test_figures_are_final_a_while_after_the_last_counted_evidence(db, scene, seconds):
    """Planted fault: evidence committed in the last instant changed final figures."""

    def hear(session):
        room = session.merge(scene.room)
        change = Change(session, room, room.ended_at + timedelta(seconds=seconds))
        began = room.ended_at - timedelta(minutes=1)
        sighting = Sighting(scene.guest.id, began, room.ended_at, is_open=False, is_new=True)
        Recorder("late")(change, [sighting])
        late_intervals = session.query(Interval).filter_by(boot="late").count()
        return is_final(room, change.at), late_intervals

    final, late_intervals = db.write(hear)

    assert (final, late_intervals) == (seconds > 20, int(seconds <= 15))


@pytest.mark.parametrize("state", [RoomState.PLANNED, RoomState.LIVE])
def test_session_that_has_not_ended_has_no_final_figures(db, state):
    room = db.write(lambda session: make_room(session, state=state))

    assert not is_final(room, clock.now() + timedelta(days=365))


def test_pages_say_when_figures_become_final(scene, organiser, not_final):
    for page in pages(scene):
        assert NOT_FINAL_MARK in organiser.get(page).text, page


def test_time_of_finality_is_formatted_like_other_times(scene, organiser, not_final):
    page = organiser.get(f"/rooms/{scene.room.code}/report").text

    assert re.search(r"become final at \d+:\d\d:\d\d\s[AP]M", page)


def test_pages_with_final_figures_do_not_mention_finality(scene, organiser):
    for page in pages(scene):
        assert NOT_FINAL_MARK not in organiser.get(page).text, page


def test_report_cannot_be_frozen_before_its_figures_are_final(db, scene, organiser, not_final):
    home = f"/desk/{scene.room.code}/attendance"
    assert f"{home}/freeze" not in organiser.get(home).text

    refused = organiser.post(f"{home}/freeze", before="0")

    assert refused.status_code == 422 and "Wait until they are final" in refused.text
    with db.read() as session:
        assert session.query(FrozenReport).all() == []


def test_page_answering_a_form_does_not_reload_itself(scene, organiser, not_final):
    """Planted fault: the page reloaded itself, so the browser offered to send the form again."""
    home = f"/desk/{scene.room.code}/attendance"
    assert "Count again" in organiser.get(home).text

    refused = organiser.post(f"{home}/freeze", before="0")

    assert refused.status_code == 422 and "still arriving" in refused.text
    assert NOT_FINAL_MARK not in refused.text and "Count again" not in refused.text


def test_report_can_be_frozen_once_its_figures_are_final(db, scene, organiser):
    home = f"/desk/{scene.room.code}/attendance"
    assert f"{home}/freeze" in organiser.get(home).text

    assert organiser.post(f"{home}/freeze", before="0").status_code == 303


def test_no_certificate_is_issued_before_figures_are_final(app, db, not_final):
    course = making.make_course(db)
    making.make_rule(db, course)
    desk, home = signed_in(app, course.owner), f"/desk/{course.room.code}/certificates"
    page = desk.get(home).text
    assert NOT_FINAL_MARK in page and not re.search(r'<button[^>]* name="issue"', page)

    refused = desk.post(f"{home}/issue", issue="all")

    assert refused.status_code == 422 and "Wait until they are final" in refused.text
    assert making.certificates(db) == []


@pytest.mark.parametrize(
    "path",
    ["attendance.csv", "attendance.json", "zoom-webinar.csv", "teams.csv", "everything.zip"]
    + ["xapi.json"],
)
def test_file_with_preliminary_figures_is_named_not_final(scene, organiser, not_final, path):
    header = organiser.get(f"/rooms/{scene.room.code}/report/{path}").headers

    assert ".not-final." in header["Content-Disposition"]


def test_file_with_final_figures_is_not_named_not_final(scene, organiser):
    header = organiser.get(f"/rooms/{scene.room.code}/report/attendance.csv").headers

    assert "not-final" not in header["Content-Disposition"]


def test_files_with_session_details_say_whether_figures_are_final(scene, organiser, monkeypatch):
    def finality_in_files():
        home = f"/rooms/{scene.room.code}"
        table = json.loads(organiser.get(f"{home}/report/attendance.json").data)
        book = organiser.get(f"{home}/report/attendance.xlsx").data
        about = load_workbook(io.BytesIO(book)).worksheets[-1]
        details = {row[0]: row[1] for row in about.iter_rows(values_only=True)}
        protocol = organiser.get(f"{home}/protocol.md").text
        return table["session"]["is_final"], details["Figures are final"], "Not final" in protocol

    assert finality_in_files() == (True, "yes", False)
    monkeypatch.setattr(finality, "AFTER_END", timedelta(days=1000))
    assert finality_in_files() == (False, "no", True)


def test_series_totals_leave_out_preliminary_figures(db, scene, monkeypatch):
    def add_series(session):
        owner = session.merge(scene.owner)
        series = series_actions.create_series(session, owner, "Course", None)
        series_actions.add_session(session, series, session.merge(scene.room), owner)
        return series

    series = db.write(add_series)

    def count_sessions():
        with db.read() as session:
            return len(totals(session, session.merge(series, load=False)).sessions)

    assert count_sessions() == 1
    monkeypatch.setattr(finality, "AFTER_END", timedelta(days=1000))
    assert count_sessions() == 0


def test_record_store_gets_attendance_once_it_is_final(db, scene, monkeypatch):
    def count_statements():
        collect(db, PLACE)
        with db.read() as session:
            return session.query(Statement).count()

    monkeypatch.setattr(finality, "AFTER_END", timedelta(days=1000))
    assert count_statements() == 0

    # Nothing is recorded at the moment when figures become final.
    monkeypatch.setattr(finality, "AFTER_END", AFTER_END)
    with db.read() as session:
        room = session.get_one(Room, scene.room.id)
        assert is_final(room, clock.now())
    assert count_statements() > 0
