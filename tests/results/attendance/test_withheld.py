"""Roster data belongs to its owner; people who run or view a session read names only.

One rule (`reports.profiles.OF_SESSION`) covers pages, files and the PDF.
"""

import io

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from tests.factories import make_member, make_user
from tests.people.accounts.browsing import signed_in
from tests.results.attendance.making import make_scene
from webinar.kit.permissions import Role
from webinar.people.accounts.models import UserRole
from webinar.people.audit.models import AuditEntry
from webinar.results.series import actions, helpers
from webinar.room.cohorts.models import Cohort

RANK, POST, UNIT = "Captain", "Inspector", "Unit 7"
NUMBER, MAIL, REASON = "ID-4711", "ada@x.test", "She had a paper"
WITHHELD = {RANK, POST, UNIT, NUMBER, MAIL, "+7 701 555 00 11", REASON, "Another reason"}


@pytest.fixture
def scene(app, db):
    """A session with a roster, a correction and two frozen versions; and every user's browser."""

    def build(s):
        scene = make_scene(s, make_user(s, "Grace"))
        ada = scene.people[0]
        ada.external_id, ada.email, ada.phone = NUMBER, MAIL, "+7 701 555 00 11"
        presenter = make_user(s, "Presenter", UserRole.PRESENTER)
        make_member(s, scene.room, "Presenter", Role.PRESENTER, user=presenter)
        viewer = make_user(s, "Viewer", UserRole.VIEWER, invited_by=scene.owner.id)
        cohort = s.get_one(Cohort, ada.cohort_id)
        helpers.name_viewer(s, cohort, scene.owner, viewer.email, "", "en")
        scene.series = actions.create_series(s, scene.owner, "Course", cohort)
        actions.add_session(s, scene.series, scene.room, scene.owner)
        scene.users = {"owner": scene.owner, "presenter": presenter, "viewer": viewer}
        scene.admin = make_user(s, "Admin", UserRole.ADMIN)
        return scene

    scene = db.write(build)
    scene.visitors = {name: signed_in(app, user) for name, user in scene.users.items()}
    scene.visitors["administrator"] = signed_in(app, scene.admin)
    owner, home = scene.visitors["owner"], f"/desk/{scene.room.code}/attendance"
    owner.get(home)
    owner.post(f"{home}/people/p1", status="present", reason=REASON)
    owner.post(f"{home}/freeze", before="0")
    owner.post(f"{home}/people/p1", minutes="59", reason=REASON)
    owner.post(f"{home}/freeze", before="1", reason="Another reason")
    return scene


def withheld_in(response):
    """Return the withheld data that the response contains."""
    if response.mimetype == "application/pdf":
        pages = PdfReader(io.BytesIO(response.data)).pages
        text = "\n".join(page.extract_text() for page in pages)
    else:
        # One layout of another program is in UTF-16, as that program writes it.
        is_wide = response.data.startswith(b"\xff\xfe")
        text = response.data.decode("utf-16" if is_wide else "utf-8")
    return {datum for datum in WITHHELD if datum in text}


PAGES = {
    "/desk/{code}/attendance": {RANK, POST, UNIT, "Another reason"},
    "/desk/{code}/attendance/people/p1": {RANK, POST, UNIT, REASON},
    "/desk/{code}/attendance/versions/2": {RANK, POST, UNIT, REASON, "Another reason"},
    "/desk/{code}/attendance/verify": set(),
    "/rooms/{code}/report": set(),
    "/rooms/{code}/protocol": set(),
    "/rooms/{code}/report.pdf?language=en": {RANK, POST, UNIT},
    "/rooms/{code}/report/attendance.csv": WITHHELD - {"Another reason"},
    "/rooms/{code}/report/attendance.json": WITHHELD - {"Another reason"},
    "/rooms/{code}/report/zoom-webinar.csv": {RANK, POST, UNIT, NUMBER, MAIL, "+7 701 555 00 11"},
    "/rooms/{code}/report/teams.csv": {NUMBER, MAIL},
}


@pytest.mark.parametrize("path", PAGES)
def test_presenter_and_viewer_read_names_only(scene, path):
    address = path.format(code=scene.room.code)
    answers = {name: scene.visitors[name].client.get(address) for name in scene.visitors}

    assert withheld_in(answers["owner"]) == withheld_in(answers["administrator"]) == PAGES[path]
    assert answers["presenter"].status_code == 200 and withheld_in(answers["presenter"]) == set()
    assert withheld_in(answers["viewer"]) == set()


def test_frozen_file_has_the_whole_roster_and_is_for_its_owner(scene):
    path = f"/desk/{scene.room.code}/attendance/versions/2.json"

    assert withheld_in(scene.visitors["owner"].client.get(path)) >= {RANK, POST, NUMBER, REASON}
    assert scene.visitors["presenter"].client.get(path).status_code == 404
    assert "2.json" not in scene.visitors["presenter"].client.get(path.rpartition("/v")[0]).text


def test_presenter_cannot_filter_by_a_hidden_unit(scene):
    path = f"/desk/{scene.room.code}/attendance?unit=Unit+7"

    assert "Ада" in scene.visitors["owner"].client.get(path).text
    assert "Ада" not in scene.visitors["presenter"].client.get(path).text


def test_viewer_of_a_series_reads_names_only(scene):
    path = f"/desk/series/{scene.series.id}"

    assert RANK in scene.visitors["owner"].client.get(path).text
    text = scene.visitors["viewer"].client.get(path).text
    assert "Ада" in text and RANK not in text and UNIT not in text


def test_the_pdf_is_an_export_like_others(db, scene):
    owner, path = scene.visitors["owner"].client, f"/rooms/{scene.room.code}/report.pdf"

    assert owner.head(path).status_code == 200
    assert owner.get(path, headers={"Sec-Purpose": "prefetch"}).status_code == 503
    numbers = owner.get(f"{path}?profile=numbers&language=en")
    assert (
        withheld_in(numbers) == set()
        and numbers.data == owner.get(f"{path}?names=no&language=en").data
    )
    assert owner.get(f"{path}?profile=77").status_code == 404
    with db.read() as s:
        entries = s.scalars(select(AuditEntry).filter_by(kind="export.made")).all()
    assert [(entry.detail["what"], entry.detail["profile"]) for entry in entries] == [
        ("report", "numbers")
    ] * 2
