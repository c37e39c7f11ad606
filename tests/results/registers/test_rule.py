"""The attendance rule as its form sets it."""

import pytest

from tests.results.attendance.making import make_scene
from tests.results.registers.visiting import RULE, at_home, audited, of_attendance
from webinar.results.attendance.models import AttendanceRule
from webinar.room.rooms.models import RoomState


def test_rule_changed_after_the_end_applies_to_everybody(db, scene, organiser):
    organiser.get(organiser.home)
    lax = {**RULE, "percent": "10"}

    assert organiser.post(f"{organiser.home}/rule", **lax).status_code == 303

    page = organiser.get(f"{organiser.home}?status=present").text
    assert ">Bo<" in page
    with db.read() as session:
        row = session.get(AttendanceRule, scene.room.id)
        assert (row.percent, row.late_minutes, row.counts_later) == (10, 20, False)
        [entry] = of_attendance(session)
        assert (entry.kind, entry.detail["was"]["percent"]) == ("attendance.rule_set", 80)
        assert entry.detail["now"]["percent"] == 10


def test_unchanged_rule_writes_nothing(db, organiser):
    organiser.get(organiser.home)
    for _time in range(2):
        organiser.post(f"{organiser.home}/rule", counts_later="true", **RULE)

    assert audited(db) == ["attendance.rule_set"]


@pytest.mark.parametrize(
    "wrong",
    [{"percent": "101"}, {"percent": "-1"}, {"polls": "two"}, {"late_minutes": ""}],
)
def test_impossible_rule_is_refused_and_keeps_the_input(db, organiser, wrong):
    organiser.get(organiser.home)

    page = organiser.post(f"{organiser.home}/rule", **{**RULE, **wrong})

    assert page.status_code == 422
    assert 'role="alert"' in page.text and 'value="30"' in page.text
    assert audited(db) == []


def test_the_rule_is_on_the_page_of_a_planned_session(app, db, scene):
    planned = db.write(
        lambda session: make_scene(session, session.merge(scene.owner), RoomState.PLANNED)
    )
    visitor = at_home(app, scene.owner, planned)
    desk = f"/desk/{planned.room.code}"
    assert 'value="80"' in visitor.get(desk).text

    answer = visitor.post(f"{visitor.home}/rule", **{"from": "plan"}, **RULE)

    assert answer.headers["Location"] == f"{desk}#attendance"
    assert 'value="50"' in visitor.get(desk).text
