"""Statements as a file: access, contents and audit."""

import json

import pytest
from sqlalchemy import select

from tests.connect.xapi.rules import check
from tests.connect.xapi.scene import whole
from tests.factories import make_user
from tests.people.accounts.browsing import signed_in
from webinar.connect.xapi.statement_jobs import collect, place_of
from webinar.people.audit.models import AuditEntry


@pytest.fixture
def scene(db):
    return db.write(whole)


@pytest.fixture
def organiser(app, scene):
    return signed_in(app, scene[0]).client


def statements(answer):
    assert answer.status_code == 200, answer.text
    return json.loads(answer.data)


def test_organiser_downloads_the_statements_of_a_course(organiser, scene, db):
    path = f"/desk/courses/{scene[1].id}/xapi.json"

    first, second = organiser.get(path), organiser.get(path)

    assert len(statements(first)) == 7
    for statement in statements(first):
        check(statement)
    assert first.data == second.data
    assert "Aruzhan" not in first.text
    assert "statements-" in first.headers["Content-Disposition"]
    with db.read() as s:
        entries = s.scalars(select(AuditEntry).filter_by(kind="statements.taken")).all()
    assert [entry.detail["rows"] for entry in entries] == [7, 7]


def test_file_holds_names_when_asked_for(organiser, scene):
    answer = organiser.get(f"/desk/courses/{scene[1].id}/xapi.json?names=yes")

    assert {statement["actor"]["name"] for statement in statements(answer)} == {"Aruzhan"}


def test_file_is_unchanged_after_queueing_the_statements(organiser, scene, db, settings):
    path = f"/desk/courses/{scene[1].id}/xapi.json"
    before = organiser.get(path).data

    collect(db, place_of(settings))

    assert organiser.get(path).data == before


def test_session_has_its_own_file(organiser, scene):
    attended = statements(organiser.get(f"/rooms/{scene[3].code}/report/xapi.json"))

    assert [statement["verb"]["display"]["en"] for statement in attended] == ["attended"]


def test_statements_of_another_organiser_are_not_found(app, scene, db):
    stranger = signed_in(app, db.write(make_user)).client

    for path in (
        f"/desk/courses/{scene[1].id}/xapi",
        f"/desk/courses/{scene[1].id}/xapi.json",
        f"/rooms/{scene[3].code}/report/xapi.json",
    ):
        assert stranger.get(path).status_code == 404


def test_page_says_where_statements_are_sent(organiser, scene):
    page = organiser.get(f"/desk/courses/{scene[1].id}/xapi")

    assert page.status_code == 200
    assert "None is set up on this server" in page.text
