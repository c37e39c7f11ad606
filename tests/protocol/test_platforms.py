"""A learning platform and the shipped server, from the link to the grade book.

Unit tests cannot show that the server talks to the platform over sockets of its own loop and keeps
answering others while a platform is slow.
"""

import os
import re
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from sqlalchemy import select

from tests.connect.lti.platform import Platform
from tests.factories import make_course, make_user
from tests.protocol.server import ROOT, SECRET, Server, mode
from tests.protocol.waiting import PATIENCE_S, until
from webinar.connect.lti import registrations
from webinar.connect.lti.models import LtiLink
from webinar.connect.lti.registrations import TypedPlatform
from webinar.kit import clock
from webinar.learn.courses.models import Course, Learner
from webinar.learn.study.models import SlideProgress
from webinar.people.accounts.actions import make_sign_in_link
from webinar.people.accounts.models import UserRole


@pytest.fixture
def platform():
    started = Platform()
    yield started
    started.stop()


def prepare(db, platform):
    """The course's code and id, and a link that signs its organiser in."""

    def build(s):
        admin = make_user(s, "Admin", UserRole.ADMIN)
        course = make_course(s, admin)
        saved = registrations.save_platform(
            s, admin.id, TypedPlatform(**platform.typed()), None, clock.now(), insecure=True
        )
        registrations.allow_course(s, admin.id, course, saved.id, clock.now(), is_allowed=True)
        return course.code, course.id, make_sign_in_link(s, admin, "/desk/lti")

    return db.write(build)


def launch(server, platform, code):
    """Launch as a browser does: to the platform and back, then the button that takes the seat."""
    browser = requests.Session()
    sent = {
        "iss": platform.url,
        "login_hint": "7",
        "target_link_uri": f"{server.url}/lti/launch",
    }
    begun = browser.get(
        f"{server.url}/lti/login",
        params=sent,
        headers={"Sec-Fetch-Dest": "document"},
        allow_redirects=False,
    )
    query = parse_qs(urlsplit(begun.headers["Location"]).query)
    token = platform.sign(platform.claims(query["nonce"][0], code))
    form = {"state": query["state"][0], "id_token": token}
    page = browser.post(f"{server.url}/lti/launch", data=form)
    fields = dict(re.findall(r'name="(ticket|state)" value="([^"]+)"', page.text))
    return browser.post(f"{server.url}/lti/enter", data=fields, allow_redirects=False)


def fetch_names(server, link, course_id, place):
    office = requests.Session()
    opened = office.get(f"{server.url}/welcome/{link}")
    signed_in = office.post(opened.url, data={"csrf_token": csrf(opened)})
    return office.post(
        f"{server.url}/desk/courses/{course_id}/lti/names/{place}",
        data={"csrf_token": csrf(signed_in)},
    )


def csrf(page):
    return re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]


def study(db, learner_id):
    at = clock.now()

    def work(s):
        s.add(
            SlideProgress(
                learner_id=learner_id,
                slide="welcome",
                seconds=60,
                first_at=at,
                last_at=at,
                done_at=at,
            )
        )
        s.get(Learner, learner_id).seen_at = at

    db.write(work)


def send(server):
    """Run the command beside the running server."""
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": SECRET,
        "DATABASE_URL": server.database_url,
        "INSTANCE": str(server.folder / "instance"),
        "ASYNC_MODE": mode(),
    }
    return subprocess.run(
        [sys.executable, "-m", "webinar.cli", "lti-send"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=5 * PATIENCE_S,
    )


def test_platform_link_leads_to_a_score_in_the_grade_book(tmp_path, platform):
    with Server(tmp_path) as server:
        db = server.database()
        code, course_id, link = prepare(db, platform)
        others = []

        def somebody_else():
            others.append(requests.get(f"{server.url}/healthz", timeout=PATIENCE_S).status_code)

        platform.first = somebody_else
        platform.tool_keys = lambda: requests.get(f"{server.url}/lti/jwks.json").json()["keys"]
        platform.members = [[{"user_id": "learner-7", "name": "Aigerim K.", "roles": ["Learner"]}]]

        entered = launch(server, platform, code)
        with db.read() as s:
            learner_id, place = s.scalar(select(Learner.id)), s.scalar(select(LtiLink.id))
        study(db, learner_id)
        sent = send(server)
        # On a slow machine the server's own minute job comes first and sends the score instead.
        until(lambda: platform.scores)
        names = fetch_names(server, link, course_id, place)
        with db.read() as s:
            name, is_there = s.scalar(select(Learner.name)), s.get(Course, course_id) is not None
        db.close()

    assert (entered.status_code, entered.headers["Location"]) == (303, f"/study/{code}")
    assert sent.returncode == 0, sent.stderr
    assert sent.stdout in ("1 accepted, 0 not accepted\n", "0 accepted, 0 not accepted\n")
    assert [score["scoreGiven"] for score in platform.scores] == [33]
    assert (names.status_code, name, is_there) == (200, "Aigerim K.", True)
    # Before each answer of the platform, the same loop answered another client.
    assert len(others) == len(platform.asked) > 4
    assert set(others) == {200}
