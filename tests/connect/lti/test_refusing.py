"""Refused launches: wrong, expired, replayed, forged, or from another browser."""

import re

from sqlalchemy import select

from tests.connect.lti.platform import CLAIM
from tests.connect.lti.test_launching import enter, learners
from tests.factories import make_course
from webinar.connect.lti import keys, registrations
from webinar.connect.lti.models import LtiPlatform
from webinar.connect.lti.registrations import TypedPlatform
from webinar.kit import clock
from webinar.words import refusal_words


def refused(response, code, app):
    with app.test_request_context():
        words = refusal_words()[code]
    assert response.status_code in (403, 503), response.text
    assert words.split(".")[0] in response.text.replace("&#39;", "'")
    return True


REFUSED_CHANGES = [
    ({"iss": "https://elsewhere.example"}, "lti_unknown_platform"),
    ({"aud": "client-2"}, "lti_unknown_platform"),
    ({"aud": ["client-1", "client-2"]}, "lti_unknown_platform"),
    ({"aud": ["client-1", "client-2"], "azp": "client-2"}, "lti_unknown_platform"),
    ({"aud": [{"a": 1}]}, "lti_token"),
    ({"nonce": "another"}, "lti_token"),
    ({"nonce": None}, "lti_token"),
    ({"exp": None}, "lti_expired"),
    ({"exp": 10**400}, "lti_expired"),
    ({CLAIM + "deployment_id": "deployment-2"}, "lti_deployment"),
    ({CLAIM + "deployment_id": ["deployment-1"]}, "lti_deployment"),
    ({CLAIM + "version": "1.1"}, "lti_message"),
    ({CLAIM + "message_type": "LtiStartProctoring"}, "lti_message"),
    ({CLAIM + "resource_link": None}, "lti_message"),
    ({CLAIM + "resource_link": {"id": "x" * 300}}, "lti_message"),
    ({"sub": None}, "lti_message"),
    ({"sub": {"a": 1}}, "lti_token"),
    ({CLAIM + "custom": {"course": "AAAAAAAA"}}, "lti_no_course"),
    ({CLAIM + "custom": None}, "lti_no_course"),
]


def test_invalid_launch_is_refused_with_a_reason(app, client, db, platform, course):
    for changes, code in REFUSED_CHANGES:
        claims = {CLAIM + "launch_presentation": None, **changes}
        assert refused(platform.launch(client, course.code, **claims), code, app), changes
    assert learners(db) == []


def test_invalid_roles_make_nobody_a_teacher(client, db, platform, course):
    platform.launch(client, course.code, **{CLAIM + "roles": "all"})

    assert len(learners(db)) == 1


def test_expired_or_future_token_is_refused(app, client, platform, course):
    now_s = int(clock.now().timestamp())
    for issued_s, expires_s in ((-120, -90), (-4000, 60), (120, 700), (-60, -61)):
        claims = {
            CLAIM + "launch_presentation": None,
            "iat": now_s + issued_s,
            "exp": now_s + expires_s,
        }
        assert refused(platform.launch(client, course.code, **claims), "lti_expired", app), issued_s


def test_clock_skew_of_half_a_minute_is_tolerated(client, platform, course):
    now = int(clock.now().timestamp())

    behind = platform.launch(client, course.code, iat=now - 60, exp=now - 30)
    ahead = platform.launch(client, course.code, iat=now + 30, exp=now + 90)

    assert (behind.status_code, ahead.status_code) == (200, 200)


def test_launch_works_once(app, client, db, platform, course):
    state, nonce = platform.begin(client)
    sent = {
        "state": state,
        "id_token": platform.sign(
            platform.claims(nonce, course.code, **{CLAIM + "launch_presentation": None})
        ),
    }
    first = client.post("/lti/launch", data=sent)

    replay = client.post("/lti/launch", data=sent)

    assert first.status_code == 200
    assert refused(replay, "lti_replayed", app)


def test_ticket_works_once_and_only_in_its_own_browser(app, client, platform, course):
    response = platform.launch(client, course.code)

    stranger = enter(app.test_client(), response)
    from_elsewhere = enter(client, response, headers={"Sec-Fetch-Site": "cross-site"})
    first, second = enter(client, response), enter(client, response)

    assert [answer.status_code for answer in (stranger, from_elsewhere, first, second)] == [
        403,
        403,
        303,
        403,
    ]


def test_ticket_is_refused_with_the_state_of_another_browser(app, client, platform, course):
    own_launch, thief = platform.launch(client, course.code), app.test_client()
    other_launch = platform.launch(thief, course.code, sub="learner-8")
    ticket = re.search(r'name="ticket" value="([^"]+)"', own_launch.text)[1]
    state = re.search(r'name="state" value="([^"]+)"', other_launch.text)[1]

    stolen = thief.post("/lti/enter", data={"ticket": ticket, "state": state})

    assert stolen.status_code == 403
    assert enter(client, own_launch).status_code == 303


def test_another_browser_cannot_finish_a_launch(app, client, platform, course):
    state, nonce = platform.begin(client)
    token = platform.sign(platform.claims(nonce, course.code))

    response = app.test_client().post("/lti/launch", data={"state": state, "id_token": token})

    assert refused(response, "lti_state", app)


def test_forged_state_is_refused(app, client, platform, course):
    state, nonce = platform.begin(client)
    forged = f"state-{int(clock.now().timestamp())}.abc.def"
    client.set_cookie("lti-0000000000000000", forged)

    unsigned = client.post("/lti/launch", data={"state": state})
    assert refused(unsigned, "lti_state", app)
    for sent in (forged, "", state[:-1], "state-", "état", "state-x.y.z"):
        token = platform.sign(platform.claims(nonce, course.code))
        answer = client.post("/lti/launch", data={"state": sent, "id_token": token})
        assert refused(answer, "lti_state", app)


def test_disabled_platform_cannot_launch(app, client, db, platform, course):
    state, nonce = platform.begin(client)
    token = platform.sign(platform.claims(nonce, course.code))

    def disable(s):
        s.scalar(select(LtiPlatform)).disabled_at = clock.now()

    db.write(disable)

    launched = client.post("/lti/launch", data={"state": state, "id_token": token})
    login = client.get(f"/lti/login?iss={platform.url}&login_hint=7&window=1")
    assert refused(launched, "lti_unknown_platform", app)
    assert refused(login, "lti_unknown_platform", app)


def test_launch_can_be_retried_when_the_platform_does_not_answer(
    app, client, db, platform, course, monkeypatch
):
    def change(s):
        s.scalar(select(LtiPlatform)).keys_url = f"{platform.url}/nowhere"

    db.write(change)
    keys.forget_keys()

    response = platform.launch(client, course.code)

    assert response.status_code == 503
    assert learners(db) == []


def test_keys_are_fetched_once_and_not_for_every_unknown_key_id(client, platform, course):
    for kid in ("k1", "k2", "k3", "k1"):
        state, nonce = platform.begin(client)
        token = platform.sign(platform.claims(nonce, course.code), kid=kid)
        client.post("/lti/launch", data={"state": state, "id_token": token})

    assert platform.asked == ["/keys"]


def test_two_registrations_of_one_issuer_are_kept_apart(app, client, db, platform, course):
    def add(s):
        registered = s.scalar(select(LtiPlatform))
        s.add(
            LtiPlatform(
                **{
                    name: getattr(registered, name)
                    for name in (
                        "name",
                        "issuer",
                        "login_url",
                        "token_url",
                        "keys_url",
                        "created_at",
                    )
                },
                client_id="client-2",
                deployments=["deployment-2"],
                hosts=[],
            )
        )

    db.write(add)

    mixed = platform.launch(
        client, course.code, aud="client-2", **{CLAIM + "launch_presentation": None}
    )
    unnamed = client.get(f"/lti/login?iss={platform.url}&login_hint=7&window=1")
    good = platform.launch(client, course.code)
    assert refused(mixed, "lti_deployment", app)
    assert refused(unnamed, "lti_unknown_platform", app)
    assert good.status_code == 200


def test_course_allowed_for_another_platform_is_refused(app, client, db, platform, course):
    def build(s):
        typed = TypedPlatform(**platform.typed(client_id="client-2"))
        other = registrations.save_platform(s, 1, typed, None, clock.now(), insecure=True)
        other_course, unallowed_course = make_course(s), make_course(s)
        registrations.allow_course(s, 1, other_course, other.id, clock.now(), is_allowed=True)
        return other_course.code, unallowed_course.code

    for code in db.write(build):
        response = platform.launch(client, code, **{CLAIM + "launch_presentation": None})
        assert refused(response, "lti_no_course", app)
