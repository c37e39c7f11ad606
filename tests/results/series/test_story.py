"""The organiser's story in short: a roster from a file, three sessions, and their results.

Every page and file is compared with the plan below and with the others.
"""

import csv
import io
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from openpyxl import load_workbook

from tests.factories import invite, make_member, make_poll, make_room, match
from tests.results.reports.making import be_there, cast
from tests.room.cohorts.making import as_csv, import_file, messy_rows
from webinar.kit import clock
from webinar.live.polls.models import PollState
from webinar.people.accounts.models import User
from webinar.results.certificates.earning import Terms
from webinar.results.certificates.models import Certificate
from webinar.results.certificates.queries import find_own_scope
from webinar.results.certificates.standing import standings
from webinar.results.completion.requirements import Requirement
from webinar.results.series import actions
from webinar.results.series.models import Series
from webinar.results.series.totals import totals
from webinar.room.cohorts.models import Cohort, Person
from webinar.room.rooms.models import Room, RoomState

BEGIN = datetime(2026, 11, 3, 4, 0, tzinfo=UTC)
HOUR_S = 3600
POLLS = ("one", "two", "three")
ABSENT, SHORT, SILENT, CORRECTED = 0, 1, 2, 12


def work_of(number, session):
    """A person's seconds and answers, by place on the roster: no two people do the same."""
    return {
        ABSENT: (0, 0),
        SHORT: (40 * 60 + 35, 3),
        SILENT: (HOUR_S, 1),
    }.get((number + session) % 10 if number != ABSENT else ABSENT, (HOUR_S - 95, 2))


def judged(seconds, answers):
    if not seconds:
        return "absent"
    return "present" if seconds >= 0.8 * HOUR_S and answers >= 2 else "partly"


@pytest.fixture
def people(db, owner, cohort):
    """The two people of the fixture are not in the file and are removed."""
    content = as_csv(messy_rows(30), encoding="kz1048")
    import_file(db, owner, cohort, content, "список.csv", takes_off=True)

    def weeks_ago(s):
        listed = s.query(Person).filter_by(cohort_id=cohort.id, removed_at=None)
        session_people = listed.order_by(Person.number).all()
        for person in session_people:
            person.added_at = BEGIN - timedelta(days=1)
        return session_people

    return db.write(weeks_ago)


@pytest.fixture
def series(db, owner, cohort, people):
    def build(s):
        own = s.get(User, owner.id)
        new_series = actions.create_series(s, own, "Course", s.get(Cohort, cohort.id))
        for number in range(3):
            room = hold(s, own, s.get(Cohort, cohort.id), people, number)
            actions.add_session(s, new_series, room, own)
        return new_series

    return db.write(build)


def hold(s, owner, cohort, people, number):
    begin = BEGIN + timedelta(days=7 * number)
    room = make_room(s, owner, state=RoomState.ENDED, planned_minutes=60, time_zone="Asia/Almaty")
    room.planned_at = room.started_at = begin
    room.ended_at = begin + timedelta(seconds=HOUR_S)
    invite(s, room, cohort)
    polls = [make_poll(s, room, "a", "b", key=key, state=PollState.CLOSED) for key in POLLS]
    for place, person in enumerate(people):
        seconds, answers = work_of(place, number)
        if seconds:
            member = make_member(s, room, person.name.upper(), language="ru")
            match(s, member, person)
            be_there(s, member, begin, seconds)
            for poll in polls[:answers]:
                cast(s, poll, member, "a", at=begin)
    return room


@pytest.fixture
def codes(db, series):
    with db.read() as s:
        return [room.code for room in s.query(Room).order_by(Room.started_at) if room.started_at]


def attendance_of(organiser, code):
    """The rows of the roster in the JSON export, by name."""
    answer = organiser.get(f"/rooms/{code}/report/attendance.json")
    rows = answer.get_json()["rows"]
    return {row["name"]: row for row in rows if row["role"] == "participant"}


def test_all_figures_of_a_course_agree(db, owner, cohort, people, series, codes, organiser):
    names = [person.name for person in people]
    assert len(set(names)) == 30
    rule = {"percent": "80", "polls": "2", "late_minutes": "10", "early_minutes": "10"}
    plan = [[judged(*work_of(place, session)) for place in range(30)] for session in range(3)]
    for code in codes:
        assert organiser.post(f"/desk/{code}/attendance/rule", **rule).status_code == 303
    correction = {"status": "present", "minutes": "60", "reason": "A tablet failed"}
    key = f"p{people[CORRECTED].id}"
    organiser.post(f"/desk/{codes[0]}/attendance/people/{key}", **correction)
    assert plan[0][CORRECTED] == "absent" or plan[0][CORRECTED] == "partly"
    plan[0][CORRECTED] = "present"
    assert organiser.post(f"/desk/{codes[0]}/attendance/freeze", before="0").status_code == 303

    exported = [attendance_of(organiser, code) for code in codes]
    for rows, expected in zip(exported, plan, strict=True):
        assert [rows[name]["status"] for name in names] == expected
    layouts_agree(organiser, codes[0], exported[0], names)
    frozen = organiser.get(f"/desk/{codes[0]}/attendance/versions/1.json").get_json()
    assert [person["status"] for person in frozen["people"]] == plan[0]

    summed = totals_agree(db, series, exported, names)
    certificates_agree(db, owner, series, organiser, names, summed)
    erased_agree(db, organiser, codes, people, plan)


def layouts_agree(organiser, code, exported, names):
    """Other programs' layouts report the measurement; the workbook holds all of the JSON."""
    report = f"/rooms/{code}/report/"
    present_minutes = {
        name: row["minutes_present"] for name, row in exported.items() if row["seconds_present"]
    }
    zoom = organiser.get(report + "zoom-webinar.csv").get_data().decode("utf-8-sig")
    lines = [row for row in csv.reader(io.StringIO(zoom)) if len(row) > 1 and row[1] in names]
    assert {row[1]: int(row[10]) for row in lines if row[0] == "Yes"} == present_minutes
    assert {row[1] for row in lines if row[0] == "No"} == set(names) - set(present_minutes)
    teams = organiser.get(report + "teams.csv").get_data().decode("utf-16")
    assert f"Attended participants\t{len(present_minutes)}" in teams
    book = load_workbook(io.BytesIO(organiser.get(report + "everything.xlsx").get_data()))
    head, *rows = book["attendance"].iter_rows(values_only=True)
    ids = {row[2]: row[1] for row in book.worksheets[-1].iter_rows(values_only=True)}
    sheet = [dict(zip(map(ids.get, head), row, strict=True)) for row in rows]
    for row in sheet:
        if row["name"] in exported:
            for column in ("status", "minutes_present", "minutes_counted", "polls_answered"):
                assert row[column] == exported[row["name"]][column]
    page = organiser.get(f"/desk/{code}/attendance").text
    for status, count in Counter(row["status"] for row in exported.values()).items():
        assert f">{count}<" in page, status


def totals_agree(db, series, exported, names):
    with db.read() as s:
        rows = {row.name: row for row in totals(s, s.get(Series, series.id)).people}
    assert list(rows) == names
    for name, row in rows.items():
        assert row.minutes == sum(
            session_rows[name]["minutes_counted"] for session_rows in exported
        )
        statuses = Counter(session_rows[name]["status"] for session_rows in exported)
        assert (row.present, row.partly, row.absent) == tuple(
            statuses[status] for status in ("present", "partly", "absent")
        )
    return rows


def certificates_agree(db, owner, series, organiser, names, summed):
    """Certificates for attending 80 % of the three hours and answering six of the nine polls."""
    home = f"/desk/series/{series.id}/certificates"
    rule = {"percent": "80", "polls": "60", "mark": "", "minutes": "180"}
    assert organiser.post(f"{home}/rule", **rule).status_code == 303
    assert organiser.post(f"{home}/issue", issue="all").status_code == 303
    with db.read() as s:
        held = {certificate.name for certificate in s.query(Certificate)}
        scope = find_own_scope(s, s.get(User, owner.id), "", series.id)
        standings_found = standings(s, scope, Terms(percent=80, polls=60), clock.now())
    assert held == {standing.name for standing in standings_found if not standing.missing}
    assert 0 < len(held) < len(names)
    for standing in standings_found:
        for lack in standing.missing:
            if lack.requirement is Requirement.TIME:
                assert lack.has == summed[standing.name].minutes < lack.needs
    assert all(summed[name].minutes >= 0.8 * 180 for name in held)


def erased_agree(db, organiser, codes, people, plan):
    """Names go, figures stay, even for somebody who never came."""
    for place in (ABSENT, CORRECTED):
        response = organiser.post(f"/desk/people/{people[place].id}/erase", sure="yes")
        assert response.status_code == 303
    for code, expected in zip(codes, plan, strict=True):
        rows = attendance_of(organiser, code)
        assert Counter(row["status"] for row in rows.values()) == Counter(expected)
        page = organiser.get(f"/desk/{code}/attendance").text
        for place in (ABSENT, CORRECTED):
            assert people[place].name not in page
            assert people[place].name not in rows
