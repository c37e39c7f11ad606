"""Personal columns in every kind and format, and hostile names in them."""

import io
import json
import re
import zipfile
from itertools import product

import pytest

from tests.factories import invite, make_cohort, make_member, make_person, make_user, match
from tests.live.questions.making import make_question
from tests.results.reports.making import plain_words
from tests.results.reports.test_shapes import HOSTILE
from tests.results.reports.test_tables import NAMES as TYPED
from tests.results.reports.test_tables import START, make_all
from webinar.kit.files.tables import Field
from webinar.live.chat.models import ChatMessage
from webinar.results.attendance.models import Correction, Status
from webinar.results.reports import downloads, exports
from webinar.results.reports.kinds import BundleFormat, ExportOptions, Format, Kind
from webinar.results.reports.profiles import ALL, NAMES, NUMBERS, OF_SESSION, Profile
from webinar.results.reports.session import reported_session
from webinar.room.rooms.models import Member, Room

ROSTER = {
    "rank": "RankCanary",
    "position": "PositionCanary",
    "unit": "UnitCanary",
    "email": "mail.canary@example.test",
    "phone": "+7000canary",
    "external_id": "IdCanary",
}
# These hold nobody's name.
KINDS_WITHOUT_PEOPLE = (Kind.POLLS, Kind.LANGUAGES, Kind.ANSWERS, Kind.GAINS)


def make_known(session):
    """Everything a report can hold, with everybody on a roster under hostile names."""
    room = session.get_one(Room, make_all(session))
    owner = make_user(session)
    cohort = make_cohort(session, owner)
    invite(session, room, cohort)
    for member in session.query(Member).filter_by(room_id=room.id).order_by(Member.number).all():
        if member.name in TYPED:
            person = make_person(session, cohort, f"NameCanary {member.name}", **ROSTER)
            match(session, member, person)
        member.name = f"{HOSTILE} TypedCanary"
    late = make_person(session, cohort, "<r><t>NameCanary</t></r>", **ROSTER)
    session.add(
        Correction(
            room_id=room.id,
            person_id=late.id,
            status=Status.PRESENT,
            minutes=90,
            reason="NameCanary was there, =1+1",
            by_user_id=owner.id,
            corrected_at=START,
        )
    )
    author = make_member(session, room, "TypedCanary")
    make_question(session, room, author, 9)
    session.add(
        ChatMessage(
            room_id=room.id,
            number=9,
            author_id=author.id,
            thread_id=author.id,
            removed_by=author.id,
            removed_at=START,
            text="",
            language="en",
            said_at=START,
            version=0,
        )
    )
    return room.id


@pytest.fixture
def fetch(db):
    room_id = db.write(make_known)

    def do(kind, form, profile):
        with db.read() as session:
            room = session.get_one(Room, room_id)
            reported = reported_session(room, START)
            records = downloads.read(session, room, reported, kind)
        return exports.write_table(
            records, reported, ExportOptions(kind, form, "en", profile=profile), plain_words()
        ).content

    return do


def text_of(content, form):
    if form is not Format.XLSX:
        return content.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def test_numbers_profile_exports_no_names(fetch):
    for kind, form in product(Kind, Format):
        text = text_of(fetch(kind, form, NUMBERS), form)

        assert not re.search("NameCanary|TypedCanary", text), (kind, form)
        assert not [value for value in ROSTER.values() if value in text], (kind, form)


def test_names_profile_exports_names_and_no_roster_data(fetch):
    for kind, form in product(set(Kind) - set(KINDS_WITHOUT_PEOPLE), Format):
        text = text_of(fetch(kind, form, NAMES), form)

        assert re.search("NameCanary|TypedCanary", text), (kind, form)
        assert not [value for value in ROSTER.values() if value in text], (kind, form)


def test_each_roster_column_can_be_exported_alone(fetch):
    for name, form in product(ROSTER, Format):
        profile = Profile("7", frozenset({Field(name)}))
        text = text_of(fetch(Kind.ATTENDANCE, form, profile), form)

        assert {field for field, value in ROSTER.items() if value in text} == {name}, form


def test_person_has_the_same_number_in_every_table(fetch):
    def names(kind):
        rows = json.loads(fetch(kind, Format.JSON, NUMBERS))["rows"]
        return {row["member"]: row["name"] for row in rows if row["member"]}

    names_by_number = names(Kind.ATTENDANCE)
    for kind in (Kind.BALLOTS, Kind.TESTS, Kind.CAPTIONS):
        assert names(kind).items() <= names_by_number.items()
    assert names_by_number[3] == "#3"


def test_steps_groups_questions_and_chat_show_numbers(fetch):
    def rows(kind):
        return json.loads(fetch(kind, Format.JSON, NUMBERS))["rows"]

    step, paragraph = rows(Kind.STEPS)[0], rows(Kind.GROUPS)[0]
    question, message = rows(Kind.QUESTIONS)[-1], rows(Kind.CHAT)[-1]
    assert (step["proposed_by"], step["owners"]) == ("#2", "+Head")
    assert [reason["name"] for reason in step["reasons"]] == ["#3"]
    assert (paragraph["members"], paragraph["changed_by"]) == (["#2", "#3"], "#2")
    assert [revision["name"] for revision in paragraph["revisions"]] == ["#2"]
    assert re.fullmatch(r"#\d+", question["asked_by"])
    assert {message["name"], message["private_with"], message["removed_by"]} == {message["name"]}


def test_hostile_names_are_never_executed(fetch):
    for kind in Kind:
        book = text_of(fetch(kind, Format.XLSX, ALL), Format.XLSX)
        lines = text_of(fetch(kind, Format.CSV, ALL), Format.CSV)

        assert not re.search(r"<f[ >/]|<hyperlink|externalLink|<r>", book), kind
        assert not re.search(r'(^|[,;])"[\s\u200b]*[=+@\-]', lines, re.MULTILINE), kind


def test_complete_export_equals_the_single_tables_and_is_reproducible(db, fetch):
    room_id = db.write(lambda session: session.query(Room.id).order_by(Room.id.desc()).first()[0])
    with db.read() as session:
        room = session.get_one(Room, room_id)
        reported = reported_session(room, START)
        records = exports.read_all(session, room, reported, list(Kind))

    def whole(form):
        options = ExportOptions(Kind.ATTENDANCE, Format.CSV, "en")
        return exports.write_all(records, reported, options, plain_words(), form).content

    with zipfile.ZipFile(io.BytesIO(whole(BundleFormat.ZIP))) as archive:
        assert set(archive.namelist()) == {f"{k}.{f}" for k in Kind for f in ("csv", "json")}
        for kind in Kind:
            assert archive.read(f"{kind}.csv") == fetch(kind, Format.CSV, ALL)
            assert archive.read(f"{kind}.json") == fetch(kind, Format.JSON, ALL)
    assert all(whole(form) == whole(form) for form in BundleFormat)


def test_unknown_field_of_a_saved_profile_exports_nothing():
    assert ALL.within(OF_SESSION).fields == OF_SESSION
    assert not NUMBERS.within(Field).fields
