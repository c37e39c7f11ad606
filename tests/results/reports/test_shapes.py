"""Files in other programs' layouts, read back by small parsers that know only those layouts."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import (
    invite,
    make_cohort,
    make_member,
    make_person,
    make_poll,
    make_room,
    make_user,
    match,
)
from tests.results.reports.making import be_there, cast, plain_words
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit.intervals import Stretch
from webinar.kit.permissions import Role
from webinar.live.polls.models import OpenText, PollState
from webinar.results.reports import exports
from webinar.results.reports.kinds import ExportOptions, Format, Kind, Shape
from webinar.results.reports.profiles import ALL, NAMES, NUMBERS
from webinar.results.reports.session import reported_session
from webinar.results.reports.shaped import minutes_of
from webinar.results.reports.teams import duration
from webinar.room.rooms.models import Room, RoomState

START = datetime(2026, 11, 26, 11, 16, 55, tzinfo=UTC)
HOSTILE = "=cmd|' /C calc'!A0"


def make_session(session):
    """Ninety minutes in Almaty from 16:16:55: two who run it, four from a roster, a guest."""
    owner = make_user(session, "Grace", email="grace@example.test")
    room = make_room(
        session, owner, state=RoomState.ENDED, title='Drugs, "why"\tnow', time_zone="Asia/Almaty"
    )
    room.started_at, room.ended_at = START, START + timedelta(minutes=90)
    cohort = make_cohort(session, owner)
    host = make_member(session, room, "Grace", role=Role.HOST, user=owner)
    make_member(session, room, "Paula", role=Role.PRESENTER)
    be_there(session, host, START, 90 * 60)
    people = [
        make_person(
            session,
            cohort,
            "Ғалым Қаратаев",
            rank="Major",
            position="Inspector",
            unit="Unit 7",
            email="galym@example.test",
            phone="+7 701 000 00 01",
            external_id="KZ-1",
        ),
        make_person(session, cohort, "Absent Ada", email="ada@example.test"),
        make_person(session, cohort, HOSTILE),
        make_person(session, cohort, 'Bek "B", Jr.'),
    ]
    for person in people:
        person.added_at = START - timedelta(days=2)
    invite(session, room, cohort)
    phone = make_member(session, room, "phone")
    laptop = make_member(session, room, "laptop")
    for member in (phone, laptop):
        match(session, member, people[0])
    # Two devices at once, a pause, then back: stretches of 30 and 20.5 minutes.
    be_there(session, phone, START, 20 * 60)
    be_there(session, laptop, START + timedelta(minutes=10), 20 * 60)
    be_there(session, laptop, START + timedelta(minutes=60), 20 * 60 + 30)
    hostile, bek = (make_member(session, room, name) for name in ("h", "b"))
    match(session, hostile, people[2])
    match(session, bek, people[3])
    be_there(session, hostile, START + timedelta(minutes=1), 3715)
    be_there(session, bek, START, 5)
    guest = make_member(session, room, "Гость")
    guest.joined_at = START
    be_there(session, guest, START, 45)
    make_polls(session, room, phone, hostile, guest)
    return room.id


def make_polls(session, room, *voters):
    several = make_poll(
        session, room, "a", "b", kind=PollKind.SEVERAL, state=PollState.CLOSED, key="several"
    )
    several.texts = {"en": {"question": "Which?", "labels": {"a": "Tea; hot", "b": "=B"}}}
    statement = make_poll(
        session, room, "true", "false", kind=PollKind.REASONED, state=PollState.CLOSED, key="so"
    )
    statement.texts = {"en": {"question": "So?", "labels": {"true": "True", "false": "False"}}}
    secret = make_poll(session, room, "yes", "no", state=PollState.CLOSED, key="secret")
    secret.is_anonymous = True
    for voter in voters:
        cast(session, several, voter, "a", "b", at=START)
        cast(session, statement, voter, "false", at=START)
    session.add(
        OpenText(
            poll_id=statement.id,
            id="reason",
            member_id=voters[0].id,
            text="Seen; twice",
            language="en",
            version=1,
        )
    )
    for number in range(5):
        cast(session, secret, make_member(session, room, f"Late {number}"), at=START)
    secret.options[0].votes, secret.options[1].votes = 3, 2


@pytest.fixture
def fetch(db):
    room_id = db.write(make_session)

    def do(shape, profile=ALL):
        with db.read() as session:
            room = session.get_one(Room, room_id)
            reported = reported_session(room, datetime.now(UTC))
            gathered = exports.gather(session, room, reported, shape)
        options = ExportOptions(Kind.ATTENDANCE, Format.CSV, "en", profile=profile)
        return exports.write_shaped(gathered, reported, options, plain_words(), shape).content

    return do


def lines_of(content):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), "")))


def read_webinar(content):
    """An attendee report: its summary, and the rows of each section by their headings."""
    lines = lines_of(content)
    assert lines[0] == ["Attendee Report"]
    assert lines[1][0] == "Report generated time"
    sections = {"summary": dict(zip(lines[2], lines[3], strict=True))}
    section = None
    for line in lines[4:]:
        if len(line) == 1:
            section, heads = line[0], None
            sections[section] = []
        elif heads is None:
            heads = line
        else:
            sections[section].append(dict(zip(heads, line, strict=True)))
    return sections


def zoom_time(text):
    return datetime.strptime(text, "%m/%d/%Y %I:%M:%S %p")  # noqa: DTZ007  a local time


def test_a_zoom_webinar_report_has_its_summary_and_sections(fetch):
    sections = read_webinar(fetch(Shape.ZOOM_WEBINAR))

    summary = sections["summary"]
    assert summary["Topic"] == 'Drugs, "why" now'
    assert summary["Actual Start Time"] == "11/26/2026 04:16:55 PM"
    assert summary["Actual Duration (minutes)"] == "90"
    assert summary["# Registrants"] == "10"
    assert (summary["Unique Viewers"], summary["Total Users"]) == ("4", "5")
    [host] = sections["Host Details"]
    assert (host["User Name (Original Name)"], host["Email"]) == ("Grace", "grace@example.test")
    [panelist] = sections["Panelist Details"]
    assert (panelist["User Name (Original Name)"], panelist["Attended"]) == ("Paula", "No")


def test_a_zoom_webinar_report_has_a_row_per_join(fetch):
    rows = read_webinar(fetch(Shape.ZOOM_WEBINAR))["Attendee Details"]

    own_rows = [row for row in rows if row["User Name (Original Name)"] == "Ғалым Қаратаев"]
    assert [row["Join Time"] for row in own_rows] == [
        "11/26/2026 04:16:55 PM",
        "11/26/2026 05:16:55 PM",
    ]
    assert [row["Leave Time"] for row in own_rows] == [
        "11/26/2026 04:46:55 PM",
        "11/26/2026 05:37:25 PM",
    ]
    assert [int(row["Time in Session (minutes)"]) for row in own_rows] == [30, 21]
    assert {row["Email"] for row in own_rows} == {"galym@example.test"}
    assert {
        (row["Rank"], row["Position"], row["Unit"], row["External ID"]) for row in own_rows
    } == {("Major", "Inspector", "Unit 7", "KZ-1")}
    assert {row["Registration Time"] for row in own_rows} == {"11/24/2026 04:16:55 PM"}
    assert list(own_rows[0])[-2:] == ["External ID", "Country/Region Name"]


def test_absent_person_has_dashes_and_guest_is_marked(fetch):
    rows = {
        row["User Name (Original Name)"]: row
        for row in read_webinar(fetch(Shape.ZOOM_WEBINAR))["Attendee Details"]
    }

    absent = rows["Absent Ada"]
    empty_columns = ("Join Time", "Leave Time", "Time in Session (minutes)", "Is Guest")
    assert absent["Attended"] == "No"
    assert [absent[column] for column in empty_columns] == ["--"] * 4
    assert (rows["Гость"]["Is Guest"], rows['Bek "B", Jr.']["Is Guest"]) == ("Yes", "No")
    assert rows[f"'{HOSTILE}"]["Attended"] == "Yes"


def test_zoom_meeting_lists_only_those_who_came(fetch):
    lines = lines_of(fetch(Shape.ZOOM_MEETING))

    summary = dict(zip(lines[0], lines[1], strict=True))
    assert (summary["Start Time"], summary["End Time"]) == (
        "11/26/2026 04:16:55 PM",
        "11/26/2026 05:46:55 PM",
    )
    assert (summary["User Email"], summary["Participants"]) == ("grace@example.test", "5")
    assert lines[2] == []
    rows = [dict(zip(lines[3], line, strict=True)) for line in lines[4:]]
    assert [(row["Name (Original Name)"], row["Duration (Minutes)"]) for row in rows] == [
        ("Grace", "90"),
        ("Ғалым Қаратаев", "30"),
        ("Ғалым Қаратаев", "21"),
        (f"'{HOSTILE}", "62"),
        ('Bek "B", Jr.', "0"),
        ("Гость", "1"),
    ]
    for row in rows:
        assert zoom_time(row["Join Time"]) < zoom_time(row["Leave Time"])


def read_teams(content):
    """Sections by number: pairs of the summary, then rows by their headings."""
    assert content.startswith(b"\xff\xfe")
    text = content.decode("utf-16")
    sections, number = {}, None
    for line in csv.reader(io.StringIO(text, ""), delimiter="\t"):
        if line and line[0][:2] in ("1.", "2.", "3."):
            number, heads = line[0], None
            sections[number] = {} if number.startswith("1.") else []
        elif number and number.startswith("1.") and line:
            sections[number][line[0]] = line[1]
        elif line and heads is None:
            heads = line
        elif line:
            sections[number].append(dict(zip(heads, line, strict=True)))
    return sections


def seconds_of(text):
    units = {"h": 3600, "m": 60, "s": 1}
    return sum(int(part[:-1]) * units[part[-1]] for part in text.split())


def test_a_teams_report_has_three_sections(fetch):
    sections = read_teams(fetch(Shape.TEAMS))

    assert list(sections) == ["1. Summary", "2. Participants", "3. In-Meeting Activities"]
    summary = sections["1. Summary"]
    assert summary["Meeting title"] == 'Drugs, "why" now'
    assert summary["Start time"] == "11/26/26, 4:16:55 PM"
    assert summary["End time"] == "11/26/26, 5:46:55 PM"
    assert summary["Meeting duration"] == "1h 30m 0s"
    people = sections["2. Participants"]
    assert summary["Attended participants"] == str(len(people)) == "5"
    mean = round(sum(seconds_of(row["In-Meeting Duration"]) for row in people) / len(people))
    assert seconds_of(summary["Average attendance time"]) == mean


def test_teams_report_lists_each_person_and_each_stay(fetch):
    sections = read_teams(fetch(Shape.TEAMS))
    people = {row["Name"]: row for row in sections["2. Participants"]}

    hostile, galym = people[f"'{HOSTILE}"], people["Ғалым Қаратаев"]
    assert (hostile["First Join"], hostile["In-Meeting Duration"]) == (
        "11/26/26, 4:17:55 PM",
        "1h 1m 55s",
    )
    assert (galym["Participant ID (UPN)"], galym["Role"]) == ("KZ-1", "Attendee")
    assert people["Grace"]["Role"] == "Organizer"
    assert "Absent Ada" not in people
    for name, row in people.items():
        stays = [row for row in sections["3. In-Meeting Activities"] if row["Name"] == name]
        assert sum(seconds_of(stay["Duration"]) for stay in stays) == seconds_of(
            row["In-Meeting Duration"]
        )
        assert (stays[0]["Join Time"], stays[-1]["Leave Time"]) == (
            row["First Join"],
            row["Last Leave"],
        )


def read_polls(content):
    """A poll report: its overview, its list, and the rows of each poll by its name."""
    lines = lines_of(content)
    assert lines[0] == ["Overview"]
    overview = dict(zip(lines[1], lines[2], strict=True))
    assert lines[3] == ["Launched Polls"]
    launched, at = [], 5
    while len(lines[at]) == 4:
        launched.append(dict(zip(lines[4], lines[at], strict=True)))
        at += 1
    answers = {}
    for line in lines[at:]:
        if len(line) == 1:
            name, heads = line[0], None
            answers[name] = []
        elif heads is None:
            heads = line
        else:
            answers[name].append(dict(zip(heads, line, strict=True)))
    return overview, launched, answers


def test_a_zoom_poll_report_has_a_row_per_answer(fetch):
    overview, launched, answers = read_polls(fetch(Shape.ZOOM_POLLS))

    assert overview["Meeting Topic"] == 'Drugs, "why" now'
    assert [(row["Poll Name"], row["Responses"]) for row in launched] == [
        ("several", "3"),
        ("so", "3"),
        ("secret", "5"),
    ]
    first = answers["several"][0]
    # The names are the roster's, whatever people typed.
    assert first["User Name"] == "Ғалым Қаратаев"
    assert first["Email Address"] == "galym@example.test"
    assert first["Submitted Date and Time"] == "11/26/2026 04:16:55 PM"
    # Choices do not hold the separator; the second would be a formula where `;` is expected.
    assert first["Which?"] == "Tea, hot;'=B"


def test_a_zoom_poll_report_has_the_reason_behind_the_choice(fetch):
    *_, answers = read_polls(fetch(Shape.ZOOM_POLLS))

    assert [row["So?"] for row in answers["so"]] == ["False;Seen, twice", "False", "False"]


def test_nobody_is_named_in_an_anonymous_poll(fetch):
    *_, answers = read_polls(fetch(Shape.ZOOM_POLLS))

    assert [list(row.values())[1:] for row in answers["secret"]] == [
        ["Anonymous Attendee", "", "", choice] for choice in ("yes",) * 3 + ("no",) * 2
    ]


@pytest.mark.parametrize("shape", list(Shape))
def test_files_are_reproducible(fetch, shape):
    assert fetch(shape) == fetch(shape)


@pytest.mark.parametrize("shape", list(Shape))
def test_withheld_value_is_an_empty_cell(fetch, shape):
    everything, names, numbers = (
        fetch(shape, profile).replace(b"\x00", b"") for profile in (ALL, NAMES, NUMBERS)
    )

    assert b"galym@example.test" in everything
    assert b"galym@" not in names and b"KZ-1" not in names and b"Unit 7" not in names
    assert b"Bek" not in numbers and "Гость".encode() not in numbers
    assert b"Grace" not in numbers and b"#3" in numbers
    assert everything.count(b"\n") == names.count(b"\n") == numbers.count(b"\n")


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0s"), (59, "59s"), (60, "1m 0s"), (3715, "1h 1m 55s")]
)
def test_durations_are_written_as_in_teams(seconds, text):
    assert duration(seconds) == text


def test_minutes_of_a_persons_rows_add_up():
    stretches = [
        Stretch(START + timedelta(minutes=2 * n), START + timedelta(minutes=2 * n, seconds=20))
        for n in range(9)
    ]

    assert minutes_of(stretches) == [0, 1, 0, 0, 1, 0, 0, 1, 0]
