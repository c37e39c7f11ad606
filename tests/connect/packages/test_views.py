"""The organiser's page of packages: access, downloads and refusals."""

import io
import zipfile

import pytest
from sqlalchemy import select

from tests.factories import make_course, make_user
from tests.live.assessment.making import make_programme
from tests.people.accounts.browsing import signed_in
from webinar.connect.packages import package_requests
from webinar.people.audit.models import AuditEntry

PATH = "/desk/courses/{}/packages"


@pytest.fixture
def owned(app, db, monkeypatch):
    """A course of a programme with tests, and its organiser's browser."""
    monkeypatch.setattr(package_requests, "asset_content", lambda name: name.encode())

    def build(s):
        owner = make_user(s)
        return owner, make_course(s, owner, make_programme()).id

    owner, course_id = db.write(build)
    return signed_in(app, owner), PATH.format(course_id)


def fetch(visitor, path, **changes):
    query = {"standard": "scorm12", "language": "ru", "part": "", "mark": "70"} | changes
    return visitor.get(f"{path}/package.zip", query_string=query)


def test_page_offers_languages_and_parts_but_no_tests(owned):
    visitor, path = owned

    page = visitor.get(path).text

    assert 'value="main"' in page
    assert "pre-test" not in page
    assert 'value="kk"' in page and 'value="prs"' not in page.split("<form")[-1]


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004", "cmi5"])
def test_package_is_an_attachment_and_is_audited(owned, db, standard):
    visitor, path = owned

    response = fetch(visitor, path, standard=standard, part="main")

    assert response.status_code == 200
    assert response.mimetype == "application/zip"
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment") and ".ru.zip" in disposition
    assert response.headers["Cache-Control"] == "no-store"
    names = zipfile.ZipFile(io.BytesIO(response.data)).namelist()
    assert {"index.html", "player.js"} < set(names)
    with db.read() as s:
        entry = s.scalar(select(AuditEntry).filter_by(kind="package.made"))
        assert entry.detail["standard"] == standard
        assert len(entry.detail["sha256"]) == 64


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"part": "pre-test"}, "This part is a test"),
        ({"part": "nowhere"}, "no such part"),
        ({"standard": "scorm1"}, "three kinds"),
        ({"language": "prs"}, "not in this language"),
        ({"mark": "0"}, "from 1 to 100"),
        ({"mark": "9" * 5000}, "from 1 to 100"),
    ],
)
def test_impossible_package_is_refused_with_a_reason(owned, db, changes, words):
    visitor, path = owned

    response = fetch(visitor, path, **changes)

    assert response.status_code == 422
    assert words in response.text
    with db.read() as s:
        assert s.scalar(select(AuditEntry).filter_by(kind="package.made")) is None


def test_course_of_another_organiser_has_no_packages(owned, app, db):
    _, path = owned
    stranger = signed_in(app, db.write(make_user))

    assert stranger.get(path).status_code == 404
    assert fetch(stranger, path).status_code == 404


def test_head_request_builds_nothing_and_prefetch_is_refused(owned, db):
    visitor, path = owned
    query = {"standard": "cmi5", "language": "ru"}

    head = visitor.client.head(f"{path}/package.zip", query_string=query)
    ahead = visitor.get(
        f"{path}/package.zip", query_string=query, headers={"Sec-Purpose": "prefetch"}
    )

    assert (head.status_code, ahead.status_code) == (200, 503)
    with db.read() as s:
        assert s.scalar(select(AuditEntry).filter_by(kind="package.made")) is None
