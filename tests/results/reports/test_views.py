"""The report page and its downloads: access, delivery and content."""

import csv
import io
import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from sqlalchemy import select

from tests.factories import make_member, make_poll, make_room, make_user, match
from tests.live.assessment.making import make_programme
from tests.live.steps.making import decide
from tests.people.accounts.browsing import Visitor, signed_in
from tests.results.attendance.making import make_scene
from tests.results.reports.making import agree, answer, be_there, cast, make_step
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.live.polls.models import PollState
from webinar.live.presence.finality import AFTER_END
from webinar.live.steps.models import Answer, Verdict
from webinar.people.accounts.models import User, UserRole
from webinar.room.rooms.models import Room, RoomState

CANARY = "Құпия Canary"
DOWNLOADS = [
    f"/report/{kind}.{form}"
    for kind in (
        *("attendance", "polls", "answers", "ballots", "steps"),
        *("captions", "groups", "questions", "chat", "languages", "timeline"),
    )
    for form in ("csv", "json", "xlsx")
]
SHAPES = ["zoom-webinar", "zoom-meeting", "zoom-polls", "teams"]
DOWNLOADS += [f"/report/{shape}.csv" for shape in SHAPES]
DOWNLOADS += ["/report/everything.xlsx", "/report/everything.zip"]
PAGES = ["/report", "/report/exports", *DOWNLOADS]


def make_session(session, owner, state=RoomState.ENDED):
    """Ninety minutes with one participant, one poll and one agreed step."""
    room = make_room(session, owner, state=state, title="Алдын алу: 1/2", time_zone="Asia/Almaty")
    room.planned_minutes = 90
    room.started_at = clock.now() - timedelta(minutes=90)
    if state is RoomState.ENDED:
        room.ended_at = clock.now() - AFTER_END - timedelta(seconds=1)
    ada = make_member(session, room, CANARY, language="kk")
    be_there(session, ada, room.started_at, 45 * 60)
    cast(session, make_poll(session, room, "yes", "no", state=PollState.CLOSED), ada, "yes")
    step = agree(session, room, ada, f"{CANARY} step", owner="Head of unit")
    answer(session, step, ada, Answer.AGREE, f"{CANARY} reason")
    make_step(session, room, ada, "Not agreed")
    return room.code


@pytest.fixture
def owner(db):
    return db.write(lambda session: make_user(session, "Aida"))


@pytest.fixture
def code(db, owner):
    return db.write(lambda session: make_session(session, session.get_one(User, owner.id)))


@pytest.fixture
def organiser(app, owner):
    return signed_in(app, owner)


def answers(visitor, code):
    """For each page, the status that this visitor gets and whether it reveals the canary."""
    replies = {page: visitor.get(f"/rooms/{code}{page}") for page in PAGES}
    return {(reply.status_code, CANARY.encode() in reply.data) for reply in replies.values()}


def test_the_owner_gets_everything(organiser, code):
    assert {status for status, _ in answers(organiser, code)} == {200}


def test_an_administrator_gets_everything(app, db, code):
    admin = db.write(lambda session: make_user(session, role=UserRole.ADMIN))

    assert {status for status, _ in answers(signed_in(app, admin), code)} == {200}


def test_the_presenter_of_the_session_gets_the_report(app, db, owner):
    def make(session):
        room = make_room(session, session.get_one(User, owner.id))
        presenter = make_user(session, role=UserRole.PRESENTER)
        make_member(session, room, role=Role.PRESENTER, user=presenter)
        return room.code, presenter

    code, presenter = db.write(make)

    assert signed_in(app, presenter).get(f"/rooms/{code}/report").status_code == 200


def test_report_is_not_found_for_another_organiser(app, db, code):
    other = signed_in(app, db.write(make_user))

    assert answers(other, code) == {(404, False)}


def test_report_is_not_found_for_strangers_and_participants(app, db, owner):
    def make(session):
        return make_session(session, session.get_one(User, owner.id), RoomState.LIVE)

    code, visitor = db.write(make), Visitor(app)

    assert answers(visitor, code) == {(404, False)}
    visitor.get(f"/join/{code}")
    assert visitor.post(f"/join/{code}", name="Bela", language="en").status_code == 303
    assert answers(visitor, code) == {(404, False)}


def test_other_downloads_are_not_found(organiser, code):
    for page in (
        "/report/votes.csv",
        "/report/polls.docx",
        "/report/teams.xlsx",
        "/report/everything.csv",
        "/report/.csv",
    ):
        assert organiser.get(f"/rooms/{code}{page}").status_code == 404


def test_report_pages_are_never_cached(organiser, code):
    replies = [organiser.get(f"/rooms/{code}{page}") for page in PAGES]

    assert {reply.headers["Cache-Control"] for reply in replies} == {"no-store"}


def test_download_has_a_plain_name_and_one_with_the_title(organiser, code):
    header = organiser.get(f"/rooms/{code}/report/attendance.csv").headers["Content-Disposition"]

    assert header.isascii()
    assert header.startswith(f'attachment; filename="attendance-{code}.csv"; ')
    assert unquote(header).endswith(f"attendance {code} Алдын алу 1 2.csv")


def test_download_declares_its_type(organiser, code):
    for form, kind in (("csv", "text/csv"), ("json", "application/json")):
        reply = organiser.get(f"/rooms/{code}/report/steps.{form}")

        assert reply.mimetype == kind
        assert reply.headers["X-Content-Type-Options"] == "nosniff"


def test_teams_file_declares_its_charset(organiser, code):
    reply = organiser.get(f"/rooms/{code}/report/teams.csv")

    assert reply.headers["Content-Type"] == "text/csv; charset=utf-16"
    assert reply.data.decode("utf-16").startswith("1. Summary")


def test_a_csv_file_reads_back(organiser, code):
    content = organiser.get(f"/rooms/{code}/report/attendance.csv").data

    [row] = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), ""))
    assert (row["name"], row["minutes_present"], row["percent_of_session"]) == (CANARY, "45", "50")


def test_russian_pages_offer_files_with_semicolons(organiser, code):
    page = organiser.get(f"/rooms/{code}/report", headers={"Accept-Language": "ru"}).text
    [offered] = re.findall(r'href="([^"]*attendance\.csv[^"]*)"', page)

    content = organiser.get(offered.replace("&amp;", "&")).data

    assert b'"member";"name"' in content


def test_page_shows_figures_people_polls_and_steps(organiser, code):
    page = organiser.get(f"/rooms/{code}/report").text

    for expected in (CANARY, "45", "50%", "Tea?", f"{CANARY} step", "Head of unit", "Not agreed"):
        assert expected in page


@pytest.mark.parametrize(
    ("language", "share"), [("ru", "50\xa0%"), ("kk", "50%"), ("fa-AF", "۵۰٪")]
)
def test_shares_are_formatted_by_language(organiser, code, language, share):
    page = organiser.get(f"/rooms/{code}/report", headers={"Accept-Language": language}).text

    assert share in page


def test_running_session_says_that_figures_are_current(app, db, owner, organiser):
    def make(session):
        return make_session(session, session.get_one(User, owner.id), RoomState.LIVE)

    page = organiser.get(f"/rooms/{db.write(make)}/report").text

    assert "The session is running" in page


def test_empty_session_says_what_will_appear(app, db, owner, organiser):
    def make(session):
        return make_room(session, session.get_one(User, owner.id), state=RoomState.PLANNED).code

    page = organiser.get(f"/rooms/{db.write(make)}/report").text

    for expected in ("has not started", "Nobody has joined yet", "No poll", "No next step"):
        assert expected in page


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "no quorum: too few have answered. 3 of 9 present answered, quorum 5"),
        ("ru", "ответивших слишком мало. Ответили 3 из 9 присутствующих, кворум 5"),
        ("fa-AF", "۳ تن از ۹ حاضر جواب دادند، نصاب ۵"),
    ],
)
def test_the_page_says_why_a_step_was_not_agreed(app, db, owner, organiser, language, expected):
    def make(session):
        room = make_room(session, session.get_one(User, owner.id))
        step = make_step(session, room, make_member(session, room, "Ada"), "Meet again", ballot=1)
        decide(session, step, Verdict.NO_QUORUM, {"agree": 3}, present=9)
        return room.code

    code = db.write(make)

    page = organiser.get(f"/rooms/{code}/report", headers={"Accept-Language": language}).text

    assert expected in page


def test_outcome_of_an_earlier_wording_is_not_shown_for_the_last(app, db, owner, organiser):
    def make(session):
        room = make_room(session, session.get_one(User, owner.id))
        step = make_step(session, room, make_member(session, room, "Ada"), "Meet again", ballot=1)
        decide(session, step, Verdict.NO_QUORUM, {"agree": 3}, present=9)
        step.ballot = 2
        return room.code

    assert "no quorum" not in organiser.get(f"/rooms/{db.write(make)}/report").text


def test_names_are_escaped(app, db, owner, organiser):
    def make(session):
        room = make_room(session, session.get_one(User, owner.id), title="<b>title")
        member = make_member(session, room, "<script>alert(1)</script>")
        agree(session, room, member, "<img src=x>", owner="<i>owner")
        return room.code

    page = organiser.get(f"/rooms/{db.write(make)}/report").text

    for payload in ("<b>title", "<script>alert", "<img src=x>", "<i>owner"):
        assert payload not in page


def test_the_page_has_no_inline_style_and_no_script(organiser, code):
    page = organiser.get(f"/rooms/{code}/report").text

    assert not re.search(r"<style|\sstyle=|<script|\son\w+=", page)


def test_a_person_with_two_devices_has_one_row_and_counts_once(app, db, owner, organiser):
    def make(session):
        scene = make_scene(session, session.get_one(User, owner.id))
        laptop = make_member(session, scene.room, "ada on a laptop")
        match(session, laptop, scene.people[0])
        return scene.room.code

    page = organiser.get(f"/rooms/{db.write(make)}/report").text

    assert "ada on a laptop" not in page
    assert page.count("<bdi>Ада</bdi>") == 1
    assert "Present by the rule:" in page and "Attendance, person by person" in page
    assert "of 3 who joined" in page


def test_half_a_minute_is_rounded_up_as_in_the_protocol(db, owner, organiser):
    def make(session):
        ended = {"state": RoomState.ENDED, "module": make_programme()}
        room = make_room(session, session.get_one(User, owner.id), **ended)
        room.started_at = room.ended_at - timedelta(seconds=150)
        return room.code

    page = organiser.get(f"/rooms/{db.write(make)}/report").text

    parts = page.partition('id="engagement"')[2].partition("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", parts, re.DOTALL)[1:]
    assert [re.findall(r"(\d+)</td>", row)[1] for row in rows] == ["3", "0", "0"]


def test_right_value_is_shown_with_the_digits_used_for_judging(organiser, db, code):
    def ask(session):
        room = session.scalar(select(Room).filter_by(code=code))
        poll = make_poll(session, room, kind=PollKind.NUMERIC, state=PollState.CLOSED, key="pi")
        poll.is_quiz, poll.right_value, poll.tolerance = True, 3.14159, 0.0004

    db.write(ask)

    assert "3.14159 ± 0.0004" in organiser.get(f"/rooms/{code}/report").text
    assert "3.14159 ± 0.0004" in organiser.get(f"/rooms/{code}/protocol").text
