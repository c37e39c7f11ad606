"""The charts of the report and its PDF: access, content, and no leaks."""

import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from tests.factories import invite, make_cohort, make_member, make_poll, make_room, make_user, match
from tests.people.accounts.browsing import signed_in
from tests.results.protocol.making import make_whole_session
from tests.results.reports.making import be_there, cast
from webinar.content.handouts.wording import speaking
from webinar.kit import clock
from webinar.kit.languages import LANGUAGES
from webinar.kit.permissions import Role
from webinar.live.polls.models import PollState
from webinar.people.accounts.models import User, UserRole
from webinar.people.audit.models import AuditEntry
from webinar.results.attendance.models import FrozenReport
from webinar.results.dashboards import report, step_blocks
from webinar.results.dashboards.reading import read
from webinar.room.cohorts.models import Person
from webinar.room.rooms.models import Room, RoomState

HOSTILE = '</title><script>alert(1)</script> #eval("1") \x01 \U0001f600'


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Aida"))


@pytest.fixture
def organiser(app, owner):
    return signed_in(app, owner)


@pytest.fixture
def code(db, owner):
    return db.write(lambda s: make_whole_session(s, s.get_one(User, owner.id)).code)


def page_of(organiser, code, language="en"):
    organiser.client.set_cookie("language", language)
    response = organiser.get(f"/rooms/{code}/report")
    assert response.status_code == 200
    return response.text


def words_of(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_page_describes_its_pictures_in_words(organiser, code):
    page = page_of(organiser, code)

    named_by = re.search(r'role="img" aria-labelledby="([^"]+)"', page)[1].split()
    assert len(named_by) == 2 and all(f'id="{heading_id}"' in page for heading_id in named_by)
    assert re.search(r"Most people, 7 of 8, were there at \d\d:\d\d", page)
    assert "Present by the rule" in page and "Presence over time" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_exists_in_each_language_without_inline_style(organiser, code, language):
    page = page_of(organiser, code, language)

    assert f'lang="{language}"' in page and "style=" not in page
    assert "%(" not in page


@pytest.mark.parametrize("path", ["report", "dashboard", "report.pdf"])
def test_others_cannot_tell_that_the_report_exists(app, db, client, code, path):
    stranger = signed_in(app, db.write(lambda s: make_user(s, "Stranger")))

    assert client.get(f"/rooms/{code}/{path}").status_code == 404
    assert stranger.get(f"/rooms/{code}/{path}").status_code == 404
    assert stranger.get(f"/rooms/UNKNOWN2/{path}").status_code == 404


@pytest.mark.parametrize(
    ("role", "status"), [(Role.PRESENTER, 200), (Role.MODERATOR, 404), (Role.INTERPRETER, 404)]
)
def test_presenter_sees_the_report_but_moderator_and_interpreter_do_not(
    app, db, code, role, status
):
    user = db.write(lambda s: make_user(s, "Grace", UserRole.PRESENTER))

    def appoint(s):
        room = s.scalars(select(Room).filter_by(code=code)).one()
        make_member(s, room, "Grace", role, user=user)

    db.write(appoint)

    assert signed_in(app, user).get(f"/rooms/{code}/report").status_code == status


def test_empty_session_says_that_nobody_has_joined(db, owner, organiser):
    def make(s):
        return make_room(s, s.get_one(User, owner.id), state=RoomState.PLANNED).code

    page = page_of(organiser, db.write(make))

    assert "nobody has joined yet" in page and "The session has not started" in page


def make_live(s, owner):
    room = make_room(s, owner, title=HOSTILE)
    room.started_at = clock.now() - timedelta(minutes=30)
    ada = make_member(s, room, "Ada " + HOSTILE)
    be_there(s, ada, room.started_at, 30 * 60)
    poll = make_poll(s, room, "yes", "no")
    poll.is_anonymous = True
    cast(s, poll, ada, "yes")
    return room.code


def test_running_session_shows_current_figures_and_keeps_secrets(db, owner, organiser):
    page = page_of(organiser, db.write(lambda s: make_live(s, s.get_one(User, owner.id))))

    assert "Count again" in page and "Most people, 1 of 1" in page
    assert "<script>alert" not in page
    assert "nobody knows the result yet" in page and "1 · 100" not in page


@pytest.mark.parametrize(("state", "compares"), [(PollState.CLOSED, True), (PollState.OPEN, False)])
def test_languages_are_compared_only_for_a_closed_quiz(db, owner, organiser, state, compares):
    def make(s):
        room = make_room(s, s.get_one(User, owner.id))
        poll = make_poll(s, room, "yes", "no", correct=("yes",), state=state)
        # A reopened quiz still has the summary of its earlier run.
        result = {"right": 5, "tally": {"yes": 5, "no": 0}, "voters": 5}
        poll.summary = {"languages": {"en": result, "kk": result}}
        return room.code

    page = page_of(organiser, db.write(make))

    assert ("equal shares were right in all languages" in page) == compares
    assert ("There is nothing to compare" in page) != compares


def test_roster_absentees_are_absent_and_guests_count_as_people(db, owner, organiser):
    def make(s):
        room = make_room(s, s.get_one(User, owner.id), state=RoomState.ENDED)
        room.started_at, room.ended_at = clock.now() - timedelta(minutes=60), clock.now()
        cohort = make_cohort(s, s.get_one(User, owner.id), people=["Ada", "Bek"])
        invite(s, room, cohort)
        member = make_member(s, room, "ada")
        match(s, member, s.scalars(select(Person).filter_by(name="Ada")).one())
        for attendee in (member, *(make_member(s, room, f"Guest {number}") for number in range(2))):
            be_there(s, attendee, room.started_at, 3600)
        return room.code

    page = page_of(organiser, db.write(make))

    assert "Present by the rule: 3 of 4." in page and "Most people, 3 of 4" in page
    assert 'href="/desk/cohorts/1/dashboard"' in page
    assert re.search(r"Absent</span> <span class=\"bar-number\">1 of 4<", page)


def test_pdf_download_is_audited_and_reproducible(db, organiser, code):
    first = organiser.client.get(f"/rooms/{code}/report.pdf?language=ru")
    second = organiser.client.get(f"/rooms/{code}/report.pdf?language=ru")

    assert first.status_code == 200 and first.data == second.data
    assert first.headers["Content-Disposition"].startswith(
        f'attachment; filename="report-{code}.ru.pdf"'
    )
    with db.read() as s:
        noted = s.scalars(select(AuditEntry).filter_by(kind="export.made")).all()
    assert len(noted) == 2 and {len(entry.detail["sha256"]) for entry in noted} == {64}


def test_nobody_is_named_when_names_are_off(organiser, code):
    named = words_of(organiser.client.get(f"/rooms/{code}/report.pdf?language=en").data)
    numbered = words_of(organiser.client.get(f"/rooms/{code}/report.pdf?language=en&names=no").data)

    assert "Aidana Seitkali" in named
    assert "Aidana Seitkali" not in numbered and "Бекзат" not in numbered


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_tagged_and_names_the_final_version(db, code, language):
    def freeze(s):
        room = s.scalars(select(Room).filter_by(code=code)).one()
        row = {"content": b"{}", "counts": {}, "by_user_id": room.owner_id}
        row |= {"room_id": room.id, "frozen_at": clock.now()}
        s.add(FrozenReport(version=1, hash="a" * 64, **row))
        s.add(FrozenReport(version=2, hash="b" * 64, before_hash="a" * 64, **row))

    db.write(freeze)
    with db.read() as s:
        overview = read(s, s.scalars(select(Room).filter_by(code=code)).one(), clock.now())

    pdf = report.write(overview, language, names=True)

    reader = PdfReader(io.BytesIO(pdf))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "b" * 40 in words_of(pdf).replace("\n", "") and "a" * 40 not in words_of(pdf)


def test_hostile_words_are_printed_literally(db, owner):
    with db.read() as s:
        code = db.write(lambda w: make_live(w, w.get_one(User, owner.id)))
    with db.read() as s:
        overview = read(s, s.scalars(select(Room).filter_by(code=code)).one(), clock.now())

    assert "<script>alert(1)</script>" in words_of(report.write(overview, "en", names=True))


def test_pdf_ends_with_the_numbers_of_its_pictures(organiser, code):
    text = words_of(organiser.client.get(f"/rooms/{code}/report.pdf?language=en").data)

    signatures, numbers = text.rindex("Signatures"), text.rindex("The numbers of the pictures")
    assert signatures < numbers < text.rindex("What was done in each part")


@pytest.mark.parametrize(
    ("today", "counts"),
    [
        (date(2027, 3, 1), ["0 of 2", "2 of 2", "0 of 2"]),
        (date(2027, 3, 2), ["0 of 2", "1 of 2", "1 of 2"]),
    ],
)
def test_agreed_step_is_overdue_the_day_after_its_due_date(db, code, today, counts):
    with db.read() as s:
        overview = read(s, s.scalars(select(Room).filter_by(code=code)).one(), clock.now())

    with speaking("en"):
        [bars] = step_blocks.steps(replace(overview, today=today), rtl=False)

    assert [row.line[0].text for row in bars.rows] == ["Done", "To do", "Overdue"]
    assert [row.value for row in bars.rows] == counts


def test_old_address_of_the_dashboard_leads_to_the_report(organiser, code):
    response = organiser.get(f"/rooms/{code}/dashboard")

    assert response.status_code == 301
    assert response.headers["Location"] == f"/rooms/{code}/report"


def test_report_and_dashboard_are_one_tab_and_one_page(organiser, code):
    """Planted fault: a page still had a link to the dashboard."""
    pages = [f"/rooms/{code}/report", f"/rooms/{code}/report/exports", "/desk", "/desk/sessions"]

    for page in pages:
        assert f"/rooms/{code}/dashboard" not in organiser.get(page).text, page


def test_every_section_in_the_list_of_the_page_is_on_it(organiser, code):
    page = page_of(organiser, code)
    listed = re.findall(
        r'href="#([\w-]+)"', page.partition('class="dash-nav"')[2].partition("</nav>")[0]
    )

    assert listed[0] == "attendance" and listed[-1] == "people"
    assert [page.count(f' id="{name}"') for name in listed] == [1] * len(listed)
