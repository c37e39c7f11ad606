"""Deep linking: teachers choose courses at the platform and get signed links to them."""

import re

import jwt

from tests.connect.lti.platform import CLAIM, CONTEXT
from tests.factories import make_course
from webinar.connect.lti import keys, registrations
from webinar.connect.lti.models import LtiPlatform
from webinar.kit import clock

SETTINGS = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"
DATA = "https://purl.imsglobal.org/spec/lti-dl/claim/data"
ITEMS = "https://purl.imsglobal.org/spec/lti-dl/claim/content_items"


def ask(client, platform, role="Instructor", **settings):
    """The page in the platform's frame when somebody chooses content."""
    settings = {
        "deep_link_return_url": f"{platform.url}/return",
        "accept_types": ["ltiResourceLink"],
        "accept_presentation_document_targets": ["iframe"],
        "accept_multiple": True,
        "data": "as it was",
        **settings,
    }
    return platform.launch(
        client,
        target="http://127.0.0.1:5000/lti/deep",
        dest="iframe",
        **{
            CLAIM + "message_type": "LtiDeepLinkingRequest",
            CLAIM + "resource_link": None,
            CLAIM + "roles": [CONTEXT + role],
            SETTINGS: settings,
        },
    )


def choose(client, page, *codes):
    fields = dict(re.findall(r'name="(ticket|state)" value="([^"]+)"', page.text))
    return client.post("/lti/deep/choose", data={**fields, "course": list(codes)})


def answer_of(page, platform):
    """The signed answer as a platform reads it."""
    token = re.search(r'name="JWT" value="([^"]+)"', page.text)[1]
    [key] = platform.tool_keys()
    return jwt.decode(
        token,
        jwt.PyJWK(key).key,
        algorithms=["RS256"],
        issuer=platform.client_id,
        audience=platform.url,
    )


def test_teacher_chooses_courses_within_the_platform_frame(client, db, platform, course):
    def add(s):
        another = make_course(s, title="Facts & myths")
        hidden = make_course(s, title="Not for them")
        registered = s.query(LtiPlatform).one()
        registrations.allow_course(s, 1, another, registered.id, clock.now(), is_allowed=True)
        return another.code, hidden.code

    another, hidden = db.write(add)

    page = ask(client, platform)
    chosen = choose(client, page, course.code, another, hidden)

    assert "Not for them" not in page.text
    for framed in (page, chosen):
        policy = framed.headers["Content-Security-Policy"]
        assert f"frame-ancestors {platform.url};" in policy
        assert "script-src 'self'" in policy
    assert f"form-action 'self' {platform.url};" in chosen.headers["Content-Security-Policy"]
    assert f'action="{platform.url}/return"' in chosen.text
    content = answer_of(chosen, platform)
    assert content[DATA] == "as it was"
    assert content[CLAIM + "message_type"] == "LtiDeepLinkingResponse"
    assert content[CLAIM + "deployment_id"] == platform.deployment
    items = {item["custom"]["course"]: item for item in content[ITEMS]}
    assert set(items) == {course.code, another}
    assert items[another]["title"] == "Facts & myths"
    assert items[another]["lineItem"]["scoreMaximum"] == 100
    assert items[another]["url"] == "http://127.0.0.1:5000/lti/launch"


def test_platform_that_accepts_one_item_gets_one(client, db, platform, course):
    page = ask(client, platform, accept_multiple=False, data=None)

    content = answer_of(choose(client, page, course.code), platform)

    assert 'type="radio"' in page.text
    assert len(content[ITEMS]) == 1
    assert DATA not in content


def test_empty_choice_asks_again_and_ticket_works_once(client, platform, course):
    page = ask(client, platform)

    empty = choose(client, page)
    chosen, second_choice = choose(client, empty, course.code), choose(client, empty, course.code)

    assert (empty.status_code, chosen.status_code, second_choice.status_code) == (422, 200, 403)
    # The error page may be framed as well; otherwise the frame would stay blank.
    assert f"frame-ancestors {platform.url};" in second_choice.headers["Content-Security-Policy"]


def test_another_browser_cannot_use_the_choice_form(app, client, platform, course):
    page = ask(client, platform)

    assert choose(app.test_client(), page, course.code).status_code == 403


def test_learner_cannot_choose_content(client, platform, course):
    response = ask(client, platform, role="Learner")

    assert response.status_code == 403
    assert "ticket" not in response.text


def test_answer_is_not_sent_to_unregistered_host(client, platform, course):
    for url in (
        "https://elsewhere.example/x",
        "javascript:alert(1)",
        f"{platform.url}@e.example/",
        7,
    ):
        response = ask(client, platform, deep_link_return_url=url)
        assert response.status_code == 403, url


def test_our_key_is_published_and_does_not_change(client, settings):
    first, second = client.get("/lti/jwks.json").json, client.get("/lti/jwks.json").json

    assert first == second == {"keys": keys.published_keys(settings)}
    assert set(first["keys"][0]) == {"kty", "n", "e", "kid", "use", "alg"}
