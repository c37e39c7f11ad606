"""Exports over HTTP: access, limits, and the audit log."""

import hashlib
import html
import io
import json
import re
import zipfile
from dataclasses import replace

import pytest
from sqlalchemy import select

from config import Settings
from tests.factories import invite, make_cohort, make_member, make_person, make_user, match
from tests.people.accounts.browsing import signed_in
from tests.results.reports.test_views import CANARY, make_session
from webinar.kit.desks import Desks
from webinar.kit.permissions import Role
from webinar.people.accounts import delivery
from webinar.people.accounts.models import User, UserRole
from webinar.people.audit.models import AuditEntry
from webinar.results.reports.actions import PROFILES_PER_USER
from webinar.results.reports.models import ExportProfile
from webinar.room.rooms.models import Member, Room, TimelineEntry

PHONE = "+7 701 000 00 99"


@pytest.fixture
def owner(db):
    return db.write(lambda session: make_user(session, "Aida"))


@pytest.fixture
def code(db, owner):
    def make(session):
        code = make_session(session, session.get_one(User, owner.id))
        room = session.scalar(select(Room).filter_by(code=code))
        cohort = make_cohort(session, session.get_one(User, owner.id))
        invite(session, room, cohort)
        member = session.scalar(select(Member).filter_by(room_id=room.id, name=CANARY))
        match(session, member, make_person(session, cohort, CANARY, phone=PHONE))
        return code

    return db.write(make)


@pytest.fixture
def organiser(app, owner):
    return signed_in(app, owner)


@pytest.fixture
def presenter(app, db, code):
    def make(session):
        room = session.scalar(select(Room).filter_by(code=code))
        user = make_user(session, role=UserRole.PRESENTER)
        make_member(session, room, role=Role.PRESENTER, user=user)
        return user

    return signed_in(app, db.write(make))


def noted(db):
    with db.read() as session:
        return [
            row.detail
            for row in session.scalars(select(AuditEntry).order_by(AuditEntry.id))
            if row.kind == "export.made"
        ]


def test_export_is_audited_with_its_contents(db, organiser, owner, code):
    attendance = organiser.get(f"/rooms/{code}/report/attendance.xlsx?profile=names")
    teams = organiser.get(f"/rooms/{code}/report/teams.csv?profile=numbers")
    archive = organiser.get(f"/rooms/{code}/report/everything.zip")

    first, second, third = noted(db)
    assert first == {
        "what": "attendance",
        "format": "xlsx",
        "profile": "names",
        "fields": ["name"],
        "rows": 1,
        "sha256": hashlib.sha256(attendance.data).hexdigest(),
    }
    assert (second["what"], second["format"], second["fields"]) == ("teams", "csv", [])
    assert second["sha256"] == hashlib.sha256(teams.data).hexdigest()
    assert third["sha256"] == hashlib.sha256(archive.data).hexdigest()
    with db.read() as session:
        entry = session.scalars(select(AuditEntry).filter_by(kind="export.made")).first()
        assert entry.user_id == owner.id
        assert entry.room_id == session.scalar(select(Room.id).filter_by(code=code))


def test_unfetched_export_is_not_audited(db, organiser, code):
    url = f"/rooms/{code}/report/attendance.csv"

    head = organiser.client.head(url)
    ahead = organiser.get(url, headers={"Sec-Purpose": "prefetch"})

    assert (head.status_code, head.data, head.mimetype) == (200, b"", "text/csv")
    assert (ahead.status_code, CANARY.encode() in ahead.data) == (503, False)
    assert noted(db) == []


@pytest.fixture
def as_shipped(app):
    """Set the export limit as shipped."""
    services = app.extensions["webinar"]
    settings = Settings.from_env({"SECRET_KEY": services.settings.secret_key})
    app.extensions["webinar"] = replace(services, settings=settings)


def test_account_over_the_export_limit_must_wait(as_shipped, db, organiser, code):
    url = f"/rooms/{code}/report/polls.csv?profile=numbers"

    replies = [organiser.get(url) for _ in range(7)]

    assert [reply.status_code for reply in replies] == [200] * 6 + [429]
    wait = replies[-1].headers["Retry-After"]
    assert 1 <= int(wait) <= 60
    assert f"Please wait {wait} second" in replies[-1].text
    # The retry link asks for exactly the same export.
    assert "profile=numbers" in replies[-1].text
    assert len(noted(db)) == 6


def test_all_files_of_a_session_count_as_one_export(as_shipped, organiser, code):
    page = organiser.get(f"/rooms/{code}/report/exports").text
    links = [
        html.unescape(link) for link in re.findall(r'href="(/rooms/[^"]+/report/[^"]+)"', page)
    ]
    files = [link for link in links if "." in link.partition("?")[0]]
    assert len(files) > 40

    assert {organiser.get(link).status_code for link in files} == {200}


def test_files_of_many_sessions_are_limited(as_shipped, db, owner, organiser):
    def make(session):
        return [make_session(session, session.get_one(User, owner.id)) for _ in range(7)]

    codes = db.write(make)

    replies = [organiser.get(f"/rooms/{code}/report/polls.csv").status_code for code in codes]
    more_replies = [organiser.get(f"/rooms/{code}/report/steps.csv").status_code for code in codes]

    assert replies == more_replies == [200] * 6 + [429]


def test_download_links_let_a_refusal_show_its_page(organiser, code):
    """A `download` link would leave the page as it is and save the refusal as a file."""
    for page in ("report", "report/exports", "protocol"):
        download_links = re.findall(
            r"<a[^>]*/(?:report/|protocol\.)[^>]*>", organiser.get(f"/rooms/{code}/{page}").text
        )

        assert len(download_links) > 4
        assert [link for link in download_links if re.search(r"\sdownload\b", link)] == []


def test_third_simultaneous_export_is_asked_to_come_back(organiser, code, monkeypatch):
    desks = Desks(2)
    monkeypatch.setattr(delivery, "desks", desks)
    url = f"/rooms/{code}/report/polls.csv"

    with desks.place(), desks.place():
        busy = organiser.get(url)
    free = organiser.get(url)

    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "5")
    assert free.status_code == 200


def test_the_roster_stays_with_the_organiser(organiser, presenter, code):
    url = f"/rooms/{code}/report/attendance.json"

    assert PHONE in organiser.get(url).text
    content = presenter.get(f"{url}?profile=all").text
    assert CANARY in content and PHONE not in content


def test_presenter_export_omits_individual_tests(organiser, presenter, code):
    def names(visitor):
        content = visitor.get(f"/rooms/{code}/report/everything.zip").data
        return set(zipfile.ZipFile(io.BytesIO(content)).namelist())

    assert names(organiser) - names(presenter) == {"tests.csv", "tests.json"}
    assert "/report/tests." not in presenter.get(f"/rooms/{code}/report/exports").text


def test_export_of_individual_tests_is_in_the_timeline(db, organiser, presenter, code):
    for visitor, page in ((organiser, "tests.csv"), (organiser, "everything.xlsx")):
        assert visitor.get(f"/rooms/{code}/report/{page}").status_code == 200
    presenter.get(f"/rooms/{code}/report/everything.xlsx")

    with db.read() as session:
        noted = session.scalars(select(TimelineEntry).filter_by(kind="report.tests")).all()
    assert len(noted) == 2


@pytest.mark.parametrize("form", ["xlsx", "zip"])
def test_complete_export_is_reproducible(organiser, code, form):
    first, second = (organiser.get(f"/rooms/{code}/report/everything.{form}") for _ in range(2))

    assert first.status_code == 200
    assert first.data == second.data


def test_an_own_profile_is_saved_used_and_removed(db, organiser, code):
    page = f"/rooms/{code}/report/exports"
    organiser.get(page)

    saving = organiser.post(f"{page}/profiles", name=" Head  office ", field=["phone", "rank"])
    chosen = organiser.get(saving.location)

    [profile] = db.write(lambda session: session.query(ExportProfile).all())
    assert (profile.name, profile.fields) == ("Head office", ["rank", "phone"])
    assert f"attendance.csv?profile={profile.id}" in chosen.text
    exported = organiser.get(f"/rooms/{code}/report/attendance.json?profile={profile.id}").text
    assert PHONE in exported and CANARY not in exported
    assert json.loads(exported)["rows"][0]["name"] == "#1"

    assert organiser.post(f"{page}/profiles/{profile.id}/remove").status_code == 303
    response = organiser.get(f"/rooms/{code}/report/attendance.json?profile={profile.id}")
    assert response.status_code == 404


def test_refused_profile_keeps_the_input(organiser, code):
    page = f"/rooms/{code}/report/exports"
    organiser.get(page)

    unnamed = organiser.post(f"{page}/profiles", name=" ", field=["phone"])

    assert unnamed.status_code == 422
    assert 'value="phone" checked' in unnamed.text
    assert "Give the profile a name" in unnamed.text


def test_profiles_are_limited_and_have_unique_names(db, organiser, owner, code):
    page = f"/rooms/{code}/report/exports"
    organiser.get(page)
    statuses = [
        organiser.post(f"{page}/profiles", name=f"P{number}").status_code
        for number in range(PROFILES_PER_USER + 1)
    ]

    assert statuses == [303] * PROFILES_PER_USER + [422]
    assert organiser.post(f"{page}/profiles", name="P1").status_code == 422


def test_profile_of_another_organiser_is_not_found(app, db, organiser, code):
    def make(session):
        other = make_user(session)
        profile = ExportProfile(
            owner_id=other.id, name="Theirs", fields=["name"], created_at=other.created_at
        )
        session.add(profile)
        session.flush()
        return profile.id

    profile_id = db.write(make)
    page = f"/rooms/{code}/report/exports"
    organiser.get(page)

    for profile in (profile_id, "nonsense", "-1", "9" * 40):
        url = f"/rooms/{code}/report/attendance.csv?profile={profile}"
        assert organiser.get(url).status_code == 404
    assert organiser.post(f"{page}/profiles/{profile_id}/remove").status_code == 404


def test_presenter_cannot_save_profiles(presenter, code):
    page = f"/rooms/{code}/report/exports"

    assert "Your own profiles" not in presenter.get(page).text
    assert presenter.post(f"{page}/profiles", name="Mine").status_code in (400, 404)


def test_links_carry_language_and_separator(organiser, code):
    page = organiser.get(f"/rooms/{code}/report/exports?language=ru&profile=numbers").text

    assert "polls.csv?profile=numbers&amp;language=ru&amp;separator=semicolon" in page
    assert "attendance.xlsx?profile=numbers&amp;language=ru" in page
    assert "teams.csv?profile=numbers" in page


def test_the_page_of_exports_has_no_inline_style_and_no_script(organiser, code):
    page = organiser.get(f"/rooms/{code}/report/exports").text

    assert " style=" not in page and "<script" not in page
