"""A launch admits the people of an allowed platform, each under one identity."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from tests.conftest import SECRET
from tests.connect.lti.platform import CLAIM, CONTEXT
from tests.warm_caches import warm_app
from webinar.connect.lti.models import LtiUser
from webinar.connect.lti.states import cookie_of
from webinar.learn.courses.models import Learner, LearnerSeat

LAUNCH = "http://127.0.0.1:5000/lti/launch"


def enter(client, response, **options):
    """Press the button on the page that ends a launch."""
    fields = dict(re.findall(r'name="(ticket|state)" value="([^"]+)"', response.text))
    return client.post("/lti/enter", data=fields, **options)


def learners(db):
    with db.read() as s:
        return s.scalars(select(Learner).order_by(Learner.number)).all()


def count(db, table):
    with db.read() as s:
        return s.scalar(select(func.count()).select_from(table))


def test_learner_enters_the_course_under_their_own_name(client, db, platform, course):
    response = platform.launch(client, course.code)
    entered = enter(client, response)

    assert (entered.status_code, entered.location) == (303, f"/study/{course.code}")
    [learner] = learners(db)
    assert (learner.name, learner.language) == ("Aigerim", "ru")
    assert count(db, LearnerSeat) == 1
    assert "Открыть курс" in response.text


def test_one_person_on_two_devices_is_one_learner(app, db, platform, course):
    for _device in range(2):
        client = app.test_client()
        enter(client, platform.launch(client, course.code))

    assert len(learners(db)) == 1
    assert count(db, LearnerSeat) == 2


def test_learner_without_a_name_is_numbered(client, db, platform, course):
    platform.launch(client, course.code)
    platform.launch(client, course.code, sub="learner-8", name=None)

    assert [learner.name for learner in learners(db)] == ["Aigerim", "Слушатель 2"]


def test_corrected_name_is_taken_over_but_missing_name_erases_nothing(client, db, platform, course):
    platform.launch(client, course.code, name="Aigerm")
    platform.launch(client, course.code, name="Aigerim")
    platform.launch(client, course.code, name=None)

    assert [learner.name for learner in learners(db)] == ["Aigerim"]


def test_browser_keeps_its_session_through_a_launch(client, db, platform, course):
    enter(client, platform.launch(client, course.code))
    before = client.get_cookie("session").value

    second_launch = platform.launch(client, course.code)

    # The platform's form arrives without our cookie, so the answer must not set a new one.
    assert "session=" not in " ".join(second_launch.headers.getlist("Set-Cookie"))
    enter(client, second_launch)
    assert client.get_cookie("session").value == before


def test_teacher_sees_the_course_and_does_not_become_a_learner(client, db, platform, course):
    roles = {CLAIM + "roles": [CONTEXT + "Instructor"]}

    response = platform.launch(client, course.code, **roles)

    assert response.status_code == 200
    assert "welcome ru" in response.text
    assert learners(db) == []


def test_school_instructor_who_learns_here_is_a_learner(client, db, platform, course):
    staff = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor"
    platform.launch(client, course.code, **{CLAIM + "roles": [staff, CONTEXT + "Learner"]})

    assert len(learners(db)) == 1


@pytest.mark.parametrize("dest", ["iframe", None])
def test_framed_launch_offers_its_own_window(client, platform, course, dest):
    sent = {
        "iss": platform.url,
        "login_hint": "7 & 8",
        "target_link_uri": LAUNCH,
        "lti_message_hint": '{"a": "<b>"}',
    }
    headers = {"Sec-Fetch-Dest": dest} if dest else {}

    response = client.post("/lti/login", data=sent, headers=headers)

    assert f"frame-ancestors {platform.url};" in response.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in response.headers
    onward = re.search(r'href="(/lti/login[^"]+)"', response.text)[1].replace("&amp;", "&")
    login = client.get(onward)
    assert login.location.startswith(f"{platform.url}/auth?")
    assert "login_hint=7+%26+8" in login.location


def test_other_pages_cannot_be_framed(client, platform, course):
    entering = platform.launch(client, course.code)

    for page in (entering, client.get("/"), client.get("/lti/launch")):
        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
        assert page.headers["X-Frame-Options"] == "DENY"


def test_redirect_ignores_the_host_header(client, platform, course):
    sent = {"iss": platform.url, "login_hint": "7", "target_link_uri": LAUNCH}
    headers = {"Sec-Fetch-Dest": "document", "Host": "evil.example"}

    response = client.post("/lti/login", data=sent, headers=headers)

    assert "redirect_uri=http%3A%2F%2F127.0.0.1%3A5000%2Flti%2Flaunch" in response.location


def test_login_stores_nothing(client, db, platform, course):
    platform.begin(client)

    assert count(db, LtiUser) == 0
    assert client.get_cookie("session") is None


def test_platform_language_holds_until_learner_chooses_another(client, db, platform, course):
    platform.launch(client, course.code)

    def choose(s):
        s.scalar(select(Learner)).language = "kk"

    db.write(choose)
    entered = enter(client, platform.launch(client, course.code))

    assert learners(db)[0].language == "kk"
    assert "language=kk" in " ".join(entered.headers.getlist("Set-Cookie"))


@pytest.fixture
def secure_client(settings, library):
    """A browser that reaches the same server over HTTPS."""
    app = warm_app(replace(settings, public_url="https://webinar.example"), library)
    yield app.test_client()
    app.extensions["webinar"].db.close()


def test_launch_cookie_over_https_survives_the_cross_site_form(secure_client, platform, course):
    sent = {"iss": platform.url, "login_hint": "7"}

    login = secure_client.get(
        "/lti/login", query_string=sent, headers={"Sec-Fetch-Dest": "document"}
    )

    [cookie] = login.headers.getlist("Set-Cookie")
    for word in ("Secure", "HttpOnly", "SameSite=None", "Partitioned", "Path=/lti/"):
        assert f"; {word}" in cookie
    assert "redirect_uri=https%3A%2F%2Fwebinar.example%2Flti%2Flaunch" in login.location


def test_launch_survives_a_change_of_the_server_key(
    app, client, settings, library, platform, course
):
    state, nonce = platform.begin(client)
    token = platform.sign(platform.claims(nonce, course.code))

    def finish(**keys):
        restarted_app = warm_app(replace(settings, secret_key=f"another-{SECRET}", **keys), library)
        browser, cookie = restarted_app.test_client(), cookie_of(state)
        browser.set_cookie(cookie, client.get_cookie(cookie, path="/lti/").value, path="/lti/")
        answer = browser.post("/lti/launch", data={"state": state, "id_token": token})
        restarted_app.extensions["webinar"].db.close()
        return answer

    assert finish().status_code != 200
    assert 'name="ticket"' in finish(former_keys=(SECRET,)).text
