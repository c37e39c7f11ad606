"""Dynamic registration: a platform registers itself by a link from an administrator."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.conftest import SECRET
from tests.connect.lti.answering import PLATFORM, TOOL
from tests.connect.lti.test_pages import everything
from tests.warm_caches import warm_app
from webinar.connect.lti import invitations
from webinar.connect.lti.actions import forget_expired
from webinar.connect.lti.dynamic_registration import RegistrationParameters, check_parameters
from webinar.connect.lti.models import LtiInvitation, LtiPlatform
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.people.audit.models import AuditEntry

LANGUAGES = ("en", "ru", "kk", "prs")


@pytest.fixture
def link(admin, platform):
    """The path of an invitation link for this platform."""
    return make_link(admin, where=platform.url)


def make_link(admin, **typed):
    response = admin.post("/desk/lti/invitations", called="School", **{"further": "", **typed})
    assert response.status_code == 303, response.text
    return re.search(
        r'value="http://127\.0\.0\.1:5000(/lti/register/[^"]+)"', admin.get("/desk/lti").text
    )[1]


def request_fields(platform, **changes):
    sent = {
        "openid_configuration": f"{platform.url}/configuration",
        "registration_token": platform.registration_token,
        **changes,
    }
    return {name: value for name, value in sent.items() if value is not None}


def press(client, link, platform, **changes):
    """Open the link as the platform does and press its button."""
    sent = request_fields(platform, **changes)
    client.get(link, query_string=sent)
    return client.post(link, data=sent)


def spoken(response):
    """The page's text with its apostrophes unescaped."""
    return response.text.replace("&#39;", "'")


def test_platform_registers_itself_and_can_launch(app, client, db, platform, link):
    offered = client.get(link, query_string=request_fields(platform))
    response = client.post(link, data=request_fields(platform))

    assert platform.url in offered.headers["Content-Security-Policy"]
    assert response.status_code == 200
    assert "data-close" in response.text
    [registered] = everything(db, LtiPlatform)
    assert (registered.name, registered.issuer, registered.client_id) == (
        "School",
        platform.url,
        "client-1",
    )
    assert registered.login_url == f"{platform.url}/auth"
    assert registered.token_url == f"{platform.url}/token"
    assert registered.keys_url == f"{platform.url}/keys"
    assert (registered.deployments, registered.disabled_at) == (["deployment-1"], None)
    assert platform.begin(client)


def test_platform_receives_our_details_in_all_languages(client, platform, link):
    press(client, link, platform)

    [client_details] = platform.clients
    assert client_details["initiate_login_uri"] == "http://127.0.0.1:5000/lti/login"
    assert client_details["jwks_uri"] == "http://127.0.0.1:5000/lti/jwks.json"
    assert "http://127.0.0.1:5000/lti/launch" in client_details["redirect_uris"]
    assert {scope.rpartition("/")[2] for scope in client_details["scope"].split()} == {
        "score",
        "lineitem",
        "contextmembership.readonly",
    }
    tool = client_details[TOOL]
    assert (tool["domain"], tool["target_link_uri"]) == (
        "127.0.0.1:5000",
        "http://127.0.0.1:5000/lti/launch",
    )
    assert {message["type"]: message["target_link_uri"] for message in tool["messages"]} == {
        "LtiDeepLinkingRequest": "http://127.0.0.1:5000/lti/deep",
        "LtiResourceLinkRequest": "http://127.0.0.1:5000/lti/launch",
    }
    assert "email" not in tool["claims"]
    names = [
        client_details["client_name"],
        *(client_details[f"client_name#{tag}"] for tag in LANGUAGES[1:]),
    ]
    assert len(set(names)) >= 3


def test_opening_the_link_changes_nothing(client, db, platform, link):
    for _look in range(2):
        assert client.get(link, query_string=request_fields(platform)).status_code == 200

    assert platform.asked == []
    assert everything(db, LtiPlatform) == []


def test_page_outside_the_platform_explains_the_link(client, link):
    page = client.get(link)

    assert "paste it there" in page.text
    assert "<form" not in page.text
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]


def test_window_may_tell_its_opener_that_it_is_done(client, platform, link):
    pages = [client.get(link, query_string=request_fields(platform)), press(client, link, platform)]

    for page in pages:
        assert page.headers["Cross-Origin-Opener-Policy"] == "unsafe-none"
        assert "X-Frame-Options" not in page.headers


def test_link_works_once(client, db, platform, link):
    first, second = press(client, link, platform), press(client, link, platform)

    assert (first.status_code, second.status_code) == (200, 403)
    assert "used already" in second.text
    assert f"frame-ancestors {platform.url};" in second.headers["Content-Security-Policy"]
    assert len(platform.clients) == 1


def test_second_press_during_registration_registers_nothing(app, client, db, platform, link):
    second = []

    def press_again():
        if not second:
            second.append(None)
            second.append(app.test_client().post(link, data=request_fields(platform)).status_code)

    platform.first = press_again

    assert press(client, link, platform).status_code == 200
    assert second == [None, 403]
    assert len(platform.clients) == len(everything(db, LtiPlatform)) == 1


def test_second_of_two_simultaneous_presses_is_refused(db, platform, link):
    [invitation] = everything(db, LtiInvitation)
    db.write(lambda s: invitations.take_invitation(s, invitation, clock.now()))

    with pytest.raises(Refused, match="lti_link_used"):
        db.write(lambda s: invitations.take_invitation(s, invitation, clock.now()))


def test_expired_withdrawn_or_forged_link_is_refused(admin, client, db, platform):
    old, withdrawn = make_link(admin, where=platform.url), None

    def age(s):
        s.scalar(select(LtiInvitation)).expires_at = clock.now()

    db.write(age)
    withdrawn = make_link(admin, where=platform.url)
    number = withdrawn.split("/")[3]
    admin.post(f"/desk/lti/invitations/{number}/withdraw")
    good = make_link(admin, where=platform.url)

    for link in (old, withdrawn, good[:-1] + "x", f"{good}é", "/lti/register/99/x"):
        answer = press(client, link, platform)
        assert answer.status_code == 403, link
        assert "too old, or was withdrawn" in answer.text, link
        assert platform.url in answer.headers["Content-Security-Policy"]
    assert platform.asked == []


def test_database_content_alone_makes_no_link(db, admin, platform, link):
    [invitation] = everything(db, LtiInvitation)

    assert invitation.seed not in link


OTHER_ADDRESSES = [
    "http://127.0.0.1:1/configuration",
    "http://169.254.169.254/latest/meta-data",
    "http://localhost/configuration",
    "file:///etc/passwd",
    "http://user:pass@127.0.0.1/configuration",
    "https://школа.example/configuration",
    "https://school.example/中文",
]


def test_link_for_one_platform_contacts_no_other_address(client, platform, link):
    for address in OTHER_ADDRESSES:
        answer = press(client, link, platform, openid_configuration=address)
        assert answer.status_code == 403, address
        assert "another address" in answer.text, address
        # Planted fault: the address stood in a header, which no server could then send.
        assert all(value.isascii() for value in answer.headers.values()), address
    assert platform.asked == []
    assert press(client, link, platform).status_code == 200


def test_registration_in_production_contacts_only_https():
    asked_plainly = RegistrationParameters("http://school.example/configuration", "")

    with pytest.raises(Refused, match="lti_other_platform"):
        check_parameters(asked_plainly, ["http://school.example"], insecure=False)


INCONSISTENT = [
    ({"issuer": "https://other.example"}, "claims to be a different one"),
    ({"issuer": "http://localhost"}, "claims to be a different one"),
    ({"issuer": None}, "is incomplete"),
    ({"issuer": ["a"]}, "is incomplete"),
    ({"registration_endpoint": None}, "is incomplete"),
    ({"token_endpoint": "javascript:alert(1)"}, "is incomplete"),
    ({"jwks_uri": "x" * 2000}, "is incomplete"),
    ({PLATFORM: None}, "is incomplete"),
    ({"registration_endpoint": "http://127.0.0.1:1/register"}, "a host that this link"),
    ({"token_endpoint": "https://sso.example/token"}, "a host that this link"),
    ({"jwks_uri": "http://10.0.0.1/keys"}, "a host that this link"),
]


def test_inconsistent_platform_is_not_registered(client, db, platform, link):
    for changes, advice in INCONSISTENT:
        platform.configuration = changes
        answer = press(client, link, platform)
        assert answer.status_code == 403, changes
        assert advice in answer.text, changes
    assert platform.clients == everything(db, LtiPlatform) == []


def test_link_stays_valid_when_the_platform_does_not_answer(client, db, platform, link):
    platform.padding = 5_000_000
    too_large = press(client, link, platform)
    platform.padding, platform.redirects_to = 0, f"{platform.url}/keys"
    led_on = press(client, link, platform)
    platform.redirects_to, platform.status = "", 500
    response = press(client, link, platform)
    platform.status = 200

    assert too_large.status_code == 503
    assert "does not answer just now" in too_large.text
    assert "a host that this link" in led_on.text
    assert "did not take the registration" in response.text
    assert "/keys" not in platform.asked
    assert press(client, link, platform).status_code == 200


INVALID_ANSWERS = [
    {"client_id": None},
    {"client_id": "x" * 300},
    {"client_id": ["a"]},
    {TOOL: None},
    {TOOL: {"deployment_id": {"a": 1}}},
    {TOOL: "x"},
]


def test_invalid_answer_registers_nothing(client, db, platform, link):
    for answer in INVALID_ANSWERS:
        platform.answer = answer
        assert "did not take" in press(client, link, platform).text, answer
    assert everything(db, LtiPlatform) == []


def test_invalid_registration_token_is_refused(client, platform, link):
    for token in ["a\r\nX: y", "é", "x" * 9000, "another"]:
        answer = press(client, link, platform, registration_token=token)
        assert answer.status_code == 403, token
    assert platform.clients == []


def test_platform_without_a_deployment_waits_for_an_administrator(
    admin, client, db, platform, link
):
    platform.answer = {TOOL: {"domain": "x"}}

    page = press(client, link, platform)

    assert "deployment id" in page.text
    assert "named no deployment id" in admin.get("/desk/lti").text
    [registered] = everything(db, LtiPlatform)
    admin.post(f"/desk/lti/{registered.id}", **platform.typed(deployments="d-9"))
    assert everything(db, LtiPlatform)[0].deployments == ["d-9"]


def test_second_registration_adds_a_deployment_to_the_same_platform(
    admin, client, db, platform, course
):
    link = make_link(admin, where=platform.url)
    platform.deployment = "deployment-2"

    press(client, link, platform)
    del platform.deployment

    [registered] = everything(db, LtiPlatform)
    assert registered.deployments == ["deployment-1", "deployment-2"]


@pytest.mark.parametrize("name", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
def test_registration_cannot_replace_addresses_of_a_known_platform(
    admin, client, db, platform, course, name
):
    """Two platforms may share a host, and one of them may hold a link for it."""
    before = everything(db, LtiPlatform)[0]
    link = make_link(admin, where=platform.url, further="grades.example")
    platform.deployment = "deployment-2"
    platform.configuration = {name: f"{platform.url}/theirs"}

    response = press(client, link, platform)
    del platform.deployment

    assert "registered already" in response.text
    [registered] = everything(db, LtiPlatform)
    assert (registered.login_url, registered.token_url, registered.keys_url) == (
        before.login_url,
        before.token_url,
        before.keys_url,
    )
    assert (registered.deployments, registered.hosts) == (["deployment-1"], before.hosts)


def test_link_withdrawn_while_the_platform_answers_registers_nothing(
    admin, client, db, platform, link
):
    [invitation] = everything(db, LtiInvitation)
    platform.first = lambda: admin.post(f"/desk/lti/invitations/{invitation.id}/withdraw")

    response = press(client, link, platform)

    assert "withdrawn" in response.text
    assert everything(db, LtiPlatform) == []


def test_invitations_and_registration_are_in_the_audit_log(admin, client, db, platform):
    link = make_link(admin, where=platform.url)
    press(client, link, platform)
    make_link(admin, where="school.example.org")
    admin.post("/desk/lti/invitations/2/withdraw")

    entries = sorted(everything(db, AuditEntry), key=lambda entry: entry.id)
    assert [entry.kind for entry in entries if entry.kind.startswith("lti.")] == [
        "lti.invitation_made",
        "lti.platform_registered",
        "lti.invitation_made",
        "lti.invitation_withdrawn",
    ]


MISTYPED = [
    ({"called": ""}, "a name"),
    ({"where": ""}, "address, such as"),
    ({"where": "ftp://school.example"}, "address, such as"),
    ({"where": "school.example; x"}, "address, such as"),
    ({"further": "a/b"}, "Write only hosts"),
]


def test_invalid_form_creates_no_link(admin, db, platform):
    for changes, advice in MISTYPED:
        typed = {"called": "School", "where": "school.example", "further": "", **changes}
        response = admin.post("/desk/lti/invitations", **typed)
        assert response.status_code == 422, changes
        assert advice in spoken(response), changes
    assert everything(db, LtiInvitation) == []


def test_further_hosts_belong_to_the_registered_platform(admin, client, db, platform):
    link = make_link(admin, where=platform.url, further="SSO.example\nschool.example")
    platform.configuration = {"token_endpoint": "https://sso.example/token"}

    assert press(client, link, platform).status_code == 200
    assert everything(db, LtiPlatform)[0].hosts == ["sso.example", "school.example"]


def test_expired_links_are_forgotten(db, admin, platform, link):
    db.write(lambda s: forget_expired(s, clock.now()))
    assert len(everything(db, LtiInvitation)) == 1

    db.write(lambda s: forget_expired(s, clock.now() + invitations.LASTS + timedelta(seconds=1)))

    assert everything(db, LtiInvitation) == []


def test_pages_are_in_the_language_of_the_reader(admin, client, db, platform):
    for language in LANGUAGES:
        link, headers = make_link(admin, where=platform.url), {"Accept-Language": language}
        pages = [
            client.get(link, headers=headers),
            client.get(link, query_string=request_fields(platform), headers=headers),
            client.post(link, data=request_fields(platform), headers=headers),
            client.post(link, data=request_fields(platform), headers=headers),
        ]
        for page in pages:
            frame, text = page.text.split("<main")
            assert f'lang="{language}"' in frame
            assert ('dir="rtl"' in frame) == (language == "prs")
            assert ("platform" in text or "this server" in text) == (language == "en")


def test_link_works_as_long_as_its_key_is_listed(app, db, settings, library, platform, link):
    def open_at(**keys):
        restarted_app = warm_app(replace(settings, secret_key=f"another-{SECRET}", **keys), library)
        answer = restarted_app.test_client().get(link, query_string=request_fields(platform))
        restarted_app.extensions["webinar"].db.close()
        return answer.status_code

    assert open_at(former_keys=(SECRET,)) == 200
    assert open_at() != 200
