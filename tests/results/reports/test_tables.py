"""Every download: stable columns, cells that agree between formats, reproducible bytes."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from tests.factories import make_member, make_poll, make_room
from tests.kit.files.making import make_table
from tests.live.assessment.making import POST, PRE, make_programme
from tests.live.groups.making import find, make_block, make_round
from tests.live.questions.making import make_talk
from tests.results.reports.making import (
    add_happening,
    agree,
    answer,
    be_there,
    cast,
    make_step,
    plain_words,
)
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit.files import csv_export, json_export
from webinar.kit.files.csv_export import Separator
from webinar.kit.permissions import Role
from webinar.live.assessment.models import GivenAnswer, OpenedTest
from webinar.live.captions.models import Caption
from webinar.live.groups.models import RoundState
from webinar.live.polls.models import NumberAnswer, PollState
from webinar.live.polls.summary import keep_summary
from webinar.live.steps.models import Answer
from webinar.results.reports.downloads import read
from webinar.results.reports.exports import write_table
from webinar.results.reports.kinds import ExportOptions, Format, Kind
from webinar.results.reports.profiles import ALL
from webinar.results.reports.session import reported_session
from webinar.room.rooms.models import Room, RoomState

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
NAMES = ["Ғалым Қаратаев", "فرزانه", "=cmd|' /C calc'!A0", "Ольга", "Ada"]
COLUMNS = {
    Kind.ATTENDANCE: "member name language role joined_at first_seen last_seen seconds_present "
    "minutes_present percent_of_session returns bridged by_proxy_in status measured_status late "
    "left_early left lost polls_answered polls_asked minutes_counted later_minutes "
    "corrected_status corrected_minutes correction_reason corrected_by corrected_at rank unit "
    "external_id email phone guest numbers position",
    Kind.POLLS: "poll question language kind quiz option label is_correct votes "
    "percent_of_voters voters round anonymous abstained score mean median",
    Kind.BALLOTS: "poll member name language options is_right cast_at answer abstained anonymous "
    "by_proxy",
    Kind.ANSWERS: "poll question language kind answer answer_language count is_right state",
    Kind.CAPTIONS: "line language text member name said_at corrected_at by_machine "
    "confidence_percent",
    Kind.QUESTIONS: "question text language asked_by anonymous asked_at votes state answer reason "
    "merged_into decided_at",
    Kind.CHAT: "message said_at name role private_with language text removed_at removed_by",
    Kind.STEPS: "step text language state proposed_by agree reserve disagree abstain must_ask "
    "owners due check_back indicator evidence decided_at reports last_report last_report_note "
    "last_report_at files",
    Kind.LANGUAGES: "poll question language readers voters voters_right option label votes "
    "percent_of_voters",
    Kind.TIMELINE: "entry at seconds_from_start what by role subject detail",
    Kind.GAINS: "part item language pairs right_before_percent right_after_percent gain",
    Kind.TESTS: "part item member name language options is_right in_session answered_at "
    "handed_in_at",
    Kind.GROUPS: "round group members paragraph text language changed_by changed_at",
}


def make_all(session):
    """An ended session in Almaty with everything a report can hold."""
    room = make_room(
        session,
        module=make_programme(),
        state=RoomState.ENDED,
        title="Алдын алу",
        time_zone="Asia/Almaty",
    )
    room.started_at, room.ended_at = START, START + timedelta(minutes=90)
    make_member(session, room, "Grace", role=Role.HOST)
    people = [make_member(session, room, name, language="kk") for name in NAMES]
    for number, member in enumerate(people):
        be_there(session, member, START, 600 * number)
        be_there(session, member, START + timedelta(minutes=60), 60)
    for part in (PRE, POST):
        session.add(OpenedTest(room_id=room.id, part=part, closed_at=START))
        for member in people:
            item = f"{part}--q1"
            options = ["b" if part == POST else "a"]
            session.add(
                GivenAnswer(member_id=member.id, item=item, options=options, answered_at=START)
            )
    quiz = make_poll(
        session, room, "a", "b", "c", kind=PollKind.SEVERAL, correct=("b", "c"), key="quiz"
    )
    quiz.texts = {
        "en": {"question": "Which?", "labels": {"a": "=A", "b": "B", "c": "C"}, "why": ""},
        "ru": {"question": "Что?", "labels": {"a": "А", "b": "Б", "c": "В"}, "why": ""},
    }
    opinion = make_poll(session, room, "yes", "no", state=PollState.REVEALED, key="opinion")
    for member in people:
        cast(session, quiz, member, "b", "c", at=START)
        cast(session, opinion, member, "yes", at=START)
    number = make_poll(session, room, kind=PollKind.NUMERIC, key="number")
    for member in people:
        cast(session, number, member, at=START)
        session.add(NumberAnswer(poll_id=number.id, member_id=member.id, value=2.5))
    step = agree(session, room, people[0], "@Train;=inspectors", owner="+Head")
    answer(session, step, people[1], Answer.DISAGREE, "-No\ntime")
    make_step(session, room, people[1], "Кездесу")
    for number, text in enumerate(("=Сәлем", "Қайырлы таң"), start=1):
        session.add(
            Caption(
                room_id=room.id,
                language="kk",
                number=number,
                member_id=people[0].id,
                text=text,
                said_at=START + timedelta(seconds=number),
            )
        )
    round_ = make_round(session, room, people[:2], state=RoundState.CLOSED)
    make_block(session, find(session, round_), people[0], text="=Meet;@school")
    make_talk(session, room, people[2])
    quiz.state = PollState.CLOSED
    keep_summary(session, quiz)
    add_happening(session, room, "slide.moved", people[0], slide=1, id="which", secret="Canary")
    return room.id


@pytest.fixture
def fetch(db):
    return fetching(db, db.write(make_all))


def fetching(db, room_id):
    def do(kind, form, language="en", separator=Separator.COMMA, profile=ALL):
        with db.read() as session:
            room = session.get_one(Room, room_id)
            reported = reported_session(room, datetime.now(UTC))
            records = read(session, room, reported, kind)
        options = ExportOptions(kind, form, language, separator, profile)
        return write_table(records, reported, options, plain_words()).content

    return do


def rows_of(content, delimiter=","):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), ""), delimiter=delimiter))


def header_of(content):
    return content.decode("utf-8-sig").splitlines()[0].replace('"', "").split(",")


def test_header_ids_never_change(fetch):
    headers = {kind: header_of(fetch(kind, Format.CSV)) for kind in Kind}

    assert headers == {kind: ids.split() for kind, ids in COLUMNS.items()}


def test_downloads_are_reproducible(fetch):
    for kind, form in product(Kind, Format):
        assert fetch(kind, form) == fetch(kind, form), (kind, form)


def test_json_and_csv_agree_cell_by_cell(fetch):
    for kind in Kind:
        in_json = json.loads(fetch(kind, Format.JSON))["rows"]
        in_csv = rows_of(fetch(kind, Format.CSV))

        assert len(in_json) == len(in_csv) > 0, kind
        for typed, written in zip(in_json, in_csv, strict=True):
            for column, text in written.items():
                assert text == as_csv(typed[column]), (kind, column)


def as_csv(value):
    """A JSON value as text, guarded as any text."""
    if isinstance(value, list):
        value = ";".join(value)
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: ""}[value]
    return csv_export.guard(value) if isinstance(value, str) else str(value)


def test_semicolon_as_separator_changes_nothing_else(fetch):
    for kind in Kind:
        with_commas = rows_of(fetch(kind, Format.CSV))
        with_semicolons = rows_of(fetch(kind, Format.CSV, separator=Separator.SEMICOLON), ";")

        assert with_commas == with_semicolons, kind


def test_kazakh_and_dari_names_survive(fetch):
    names = [row["name"] for row in rows_of(fetch(Kind.ATTENDANCE, Format.CSV))]

    assert names[1:3] == ["Ғалым Қаратаев", "فرزانه"]


def test_attendance_is_calculated_per_person(fetch):
    row = rows_of(fetch(Kind.ATTENDANCE, Format.CSV))[2]

    assert row["first_seen"] == "2026-11-24T14:00:00+05:00"
    assert row["last_seen"] == "2026-11-24T15:01:00+05:00"
    assert (row["seconds_present"], row["minutes_present"]) == ("660", "11")
    assert (row["percent_of_session"], row["returns"], row["bridged"]) == ("18", "1", "false")


def test_polls_are_worded_in_the_requested_language(fetch):
    rows = rows_of(fetch(Kind.POLLS, Format.CSV, language="ru"))

    assert [(row["question"], row["language"], row["label"]) for row in rows[:2]] == [
        ("Что?", "ru", "А"),
        ("Что?", "ru", "Б"),
    ]


def test_polls_fall_back_where_a_language_is_missing(fetch):
    rows = rows_of(fetch(Kind.POLLS, Format.CSV, language="kk"))

    assert [rows[0]["language"], rows[-1]["language"]] == ["ru", "en"]


def test_shares_are_of_voters_and_only_quizzes_have_right_answers(fetch):
    rows = rows_of(fetch(Kind.POLLS, Format.CSV))

    assert [(row["votes"], row["percent_of_voters"], row["is_correct"]) for row in rows] == [
        ("0", "0", "false"),
        ("5", "100", "true"),
        ("5", "100", "true"),
        ("5", "100", ""),
        ("0", "0", ""),
        ("", "", ""),
    ]


def test_gains_use_matched_answers_and_tests_list_each_person(fetch):
    rows = rows_of(fetch(Kind.GAINS, Format.CSV))

    assert [(row["item"], row["language"], row["pairs"]) for row in rows] == [
        ("", "", "5"),
        ("q1", "", "5"),
    ]
    assert (rows[1]["right_before_percent"], rows[1]["right_after_percent"]) == ("0", "100")
    assert rows[1]["gain"] == "1.000"
    answers = rows_of(fetch(Kind.TESTS, Format.CSV))
    assert [row["is_right"] for row in answers] == ["false"] * 5 + ["true"] * 5


def test_reasons_are_only_in_json(fetch):
    [first, second] = json.loads(fetch(Kind.STEPS, Format.JSON))["rows"]

    assert first["reasons"] == [
        {"member": 3, "name": "فرزانه", "answer": "disagree", "reason": "-No time"}
    ]
    assert second["reasons"] == []


def test_timeline_names_events_and_subjects_and_hides_unknown_details(fetch):
    moved = rows_of(fetch(Kind.TIMELINE, Format.CSV))[-1]

    assert (moved["what"], moved["by"], moved["role"]) == (
        "slide.moved",
        NAMES[0],
        "participant",
    )
    assert (moved["subject"], moved["detail"]) == ("which", "slide=1")


def test_json_names_the_session_and_its_time(fetch):
    session = json.loads(fetch(Kind.STEPS, Format.JSON))["session"]

    assert session["title"] == "Алдын алу"
    assert session["time_zone"] == "Asia/Almaty"
    assert session["as_of"] == session["ended_at"] == "2026-11-24T15:30:00+05:00"


@pytest.fixture
def fetch_of_empty(db):
    return fetching(db, db.write(lambda session: make_room(session, state=RoomState.PLANNED).id))


def test_an_empty_session_has_a_header_and_no_rows(fetch_of_empty):
    for kind in Kind:
        content = fetch_of_empty(kind, Format.CSV)

        assert rows_of(content) == [], kind
        assert header_of(content) == COLUMNS[kind].split(), kind


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7])
def test_json_is_identical_whole_or_in_pieces(count, monkeypatch):
    rows = ((f'"quoted"\\n{number}', (), number) for number in range(count))
    wide = make_table(["text", "records", "number"], *rows)

    encoded = json_export.encode(wide, UTC, {"code": "X"})
    monkeypatch.setattr(json_export, "ROWS_AT_ONCE", 3)

    assert json_export.encode(wide, UTC, {"code": "X"}) == encoded
    assert encoded == (json.dumps(json.loads(encoded), indent=2) + "\n").encode()
