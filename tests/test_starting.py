"""A new server makes its first content and prints links to it."""

import dataclasses
import os
import re
import subprocess
import sys

import pytest

from config import UnsafeSettings
from tools.stamps import ROOT
from webinar.content.lessons.library import Library
from webinar.learn.courses.queries import find_course, rooms_of_course
from webinar.operate.demo import actions as demo
from webinar.operate.single_server import claim_database
from webinar.operate.web import starting
from webinar.people.accounts.models import User
from webinar.people.accounts.queries import all_users, find_invitation, user_by_email
from webinar.room.call.models import CallEntry
from webinar.room.rooms.models import RoomState
from webinar.room.rooms.queries import find_member_of_user, find_room
from webinar.room.sessions import actions

from .factories import make_change, make_member, make_module, make_room, make_user

pytestmark = pytest.mark.same_statements

LIBRARY = Library({demo.MODULE: make_module(demo.MODULE)})


def test_demo_has_a_session_with_a_presenter_and_an_organiser(db):
    links = db.write(lambda session: demo.prepare_links(session, LIBRARY, 24))

    with db.read() as session:
        assert find_room(session, links.code).title == "Demo en"
        assert find_invitation(session, links.presenter) is not None
        assert find_invitation(session, links.organiser) is not None
        course = find_course(session, links.course)
        assert [room.code for room in rooms_of_course(session, course)] == [links.code]
        assert course.takes_guests
        # Never the address or number of a real call.
        assert session.query(CallEntry).one().link.startswith("https://meet.example.org/")


def test_second_start_continues_the_same_session(db):
    first = db.write(lambda session: demo.prepare_links(session, LIBRARY, 24))

    second = db.write(lambda session: demo.prepare_links(session, LIBRARY, 24))

    assert second.code == first.code
    assert second.presenter != first.presenter


def test_start_after_the_session_ended_makes_a_new_one(db):
    first = db.write(lambda session: demo.prepare_links(session, LIBRARY, 24))

    def end(session):
        actions.end(make_change(session, find_room(session, first.code)), None)

    db.write(end)

    second = db.write(lambda session: demo.prepare_links(session, LIBRARY, 24))
    assert second.code != first.code
    # A learner who has begun to study continues in the same course.
    assert second.course == first.course


def test_start_continues_the_running_session_rather_than_a_newer_one(db):
    first = db.write(lambda session: demo.prepare_links(session, LIBRARY, 24))

    def plan_another(session):
        presenter = user_by_email(session, demo.PRESENTER[0])
        room = find_room(session, first.code)
        member = find_member_of_user(session, room, presenter.id)
        actions.start(make_change(session, room), member)
        organiser = user_by_email(session, demo.ORGANISER[0])
        make_member(session, make_room(session, organiser, state=RoomState.PLANNED), user=presenter)

    db.write(plan_another)

    assert db.write(lambda session: demo.prepare_links(session, LIBRARY, 24)).code == first.code


def test_start_prints_the_links_the_code_and_a_qr(app):
    services = app.extensions["webinar"]

    printed = starting._links(services)

    assert len(re.findall(r"/welcome/[\w-]{43}", printed)) == 2
    assert re.search(r"/join/\w{8}   code \w{4} \w{4}", printed)
    assert re.search(r"/study/\w{8} ", printed)
    assert "█" in printed


def test_first_administrator_gets_a_link_until_somebody_has_a_password(db):
    token = db.write(starting._first_link)
    next_token = db.write(starting._first_link)

    with db.read() as session:
        assert len(all_users(session)) == 1
        assert find_invitation(session, next_token) is not None
    assert token != next_token

    db.write(lambda session: make_user(session, password_hash="argon2"))
    assert db.write(starting._first_link) is None


def test_accounts_of_a_new_server_have_no_password(app):
    services = app.extensions["webinar"]
    starting._links(services)

    with services.db.read() as session:
        assert {user.password_hash for user in session.query(User)} == {""}


@pytest.fixture
def own_settings(settings, tmp_path):
    """Settings with a SQLite database, whatever the other tests run on."""
    url = f"sqlite:///{tmp_path / 'own.sqlite3'}"
    return dataclasses.replace(settings, database_url=url, instance=tmp_path)


def start(*arguments, **settings):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **settings},
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_second_server_on_a_sqlite_file_is_refused_with_the_reason(own_settings):
    with claim_database(own_settings):
        second = start(
            "wsgi.py", INSTANCE=str(own_settings.instance), DATABASE_URL=own_settings.database_url
        )

    assert second.returncode == 1
    assert "Not started: a server is running already" in second.stderr
    assert f"{own_settings.public_url}, process {os.getpid()}" in second.stderr
    assert "Traceback" not in second.stderr


def test_server_releases_its_database_when_it_ends(own_settings):
    claim_database(own_settings).close()

    claim_database(own_settings).close()


def test_killed_server_holds_no_database(own_settings):
    url = own_settings.database_url
    code = (
        "import os, signal; from config import Settings;"
        "from webinar.operate.single_server import claim_database;"
        "held = claim_database(Settings.from_env()); os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = start("-c", code, INSTANCE=str(own_settings.instance), DATABASE_URL=url)

    with claim_database(own_settings) as lock:
        assert lock is not None
    assert killed.returncode == -9, killed.stderr


def test_several_processes_may_serve_one_postgresql_database(settings):
    shared = dataclasses.replace(settings, database_url="postgresql+psycopg2://webinar@db/webinar")

    assert claim_database(shared) is None
    assert claim_database(shared) is None


def test_unwritable_folder_is_reported(settings, tmp_path):
    url = f"sqlite:///{tmp_path / 'missing' / 'own.sqlite3'}"

    with pytest.raises(UnsafeSettings, match="cannot be written"):
        claim_database(dataclasses.replace(settings, database_url=url))


@pytest.mark.parametrize(("option", "code"), [("--help", 0), ("--lam", 2), ("serve", 2)])
def test_server_options_are_listed_and_others_refused(option, code, capsys):
    with pytest.raises(SystemExit) as exit:
        starting.main([option])

    output = capsys.readouterr()
    assert exit.value.code == code
    assert "usage: ./run" in (output.err if code else output.out)
    assert "--lan" in output.out + output.err


@pytest.mark.parametrize(
    ("command", "option", "code"),
    [
        (["./run"], "--help", 0),
        (["./run"], "--lam", 2),
        (["./run"], "serve", 2),
        ([sys.executable, "wsgi.py"], "--lam", 2),
    ],
)
def test_help_and_unknown_options_start_no_server(tmp_path, command, option, code):
    result = subprocess.run(
        [*command, option],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "INSTANCE": str(tmp_path / "instance")},
        capture_output=True,
        text=True,
        timeout=300,
    )

    assert result.returncode == code
    assert "usage: ./run" in (result.stderr if code else result.stdout)
    assert "--lan" in result.stdout + result.stderr
    assert not (tmp_path / "instance").exists()
