"""A learning platform of our own: its keys, tokens, grade book and list of members, over http."""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from webinar import clock

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
CONTEXT = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
KEY = generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = generate_private_key(public_exponent=65537, key_size=2048)
PUBLIC_PEM = KEY.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)
SCOPES = [
    "https://purl.imsglobal.org/spec/lti-ags/scope/score",
    "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly",
]


class Platform:
    """`scores` are those that the grade book took; `tool_keys` is asked for our public keys.

    `first` is done before anything is answered.
    """

    client_id, deployment = "client-1", "deployment-1"

    def __init__(self):
        self.scores, self.asked, self.members = [], [], []
        self.tool_keys, self.status, self.redirects_to = list, 200, ""
        self.first = list
        handler = type("Handler", (_Handler,), {"platform": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = self.next_host = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def stop(self):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def typed(self, **changes):
        """As an administrator registers it."""
        return {
            "name": "School",
            "issuer": self.url,
            "client_id": self.client_id,
            "login_url": f"{self.url}/auth",
            "token_url": f"{self.url}/token",
            "keys_url": f"{self.url}/keys",
            "deployments": self.deployment,
            "hosts": "",
            **changes,
        }

    def claims(self, made, course="", /, **changes):
        now = int(clock.now().timestamp())
        said = {
            "iss": self.url,
            "aud": self.client_id,
            "sub": "learner-7",
            "exp": now + 300,
            "iat": now,
            "nonce": made,
            "name": "Aigerim",
            CLAIM + "message_type": "LtiResourceLinkRequest",
            CLAIM + "version": "1.3.0",
            CLAIM + "deployment_id": self.deployment,
            CLAIM + "target_link_uri": "http://127.0.0.1:5000/lti/launch",
            CLAIM + "resource_link": {"id": "link-1", "title": "Prevention"},
            CLAIM + "roles": [CONTEXT + "Learner"],
            CLAIM + "context": {"id": "c1", "title": "Police school 1"},
            CLAIM + "custom": {"course": course},
            CLAIM + "launch_presentation": {"locale": "ru-RU"},
            "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint": {
                "scope": SCOPES[:1],
                "lineitem": f"{self.url}/items/1?type=2",
            },
            "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice": {
                "context_memberships_url": f"{self.url}/members"
            },
        }
        return {key: value for key, value in (said | changes).items() if value is not None}

    def sign(self, claims, key=KEY, algorithm="RS256", kid="k1"):
        return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid})

    def begin(self, client, **options):
        """Press the link at the platform; the state and the nonce that our login answers with."""
        sent = {"iss": self.url, "login_hint": "7", "client_id": self.client_id}
        sent["target_link_uri"] = options.pop("target", "http://127.0.0.1:5000/lti/launch")
        headers = {"Sec-Fetch-Dest": options.pop("dest", "document")}
        response = client.post("/lti/login", data=sent, headers=headers)
        assert response.status_code == 302, response.text
        asked = parse_qs(urlsplit(response.location).query)
        return asked["state"][0], asked["nonce"][0]

    def launch(self, client, course="", **changes):
        """The whole of it: our answer to the platform's form."""
        options = {name: changes.pop(name) for name in ("target", "dest") if name in changes}
        state, nonce = self.begin(client, **options)
        token = self.sign(self.claims(nonce, course, **changes))
        return client.post("/lti/launch", data={"state": state, "id_token": token})


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        page = urlsplit(self.path)
        self.platform.first()
        self.platform.asked.append(self.path)
        if page.path == "/keys":
            self._say({"keys": [_public(KEY, "k1")]})
        elif page.path == "/members" and self._is_let_in():
            self._say_members(int(parse_qs(page.query).get("page", ["0"])[0]))
        else:
            self._say({}, 404)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.platform.first()
        self.platform.asked.append(self.path)
        if self.path == "/token":
            self._say_token(parse_qs(body.decode()))
        elif self.path == "/items/1/scores?type=2" and self._is_let_in():
            self._take_score(json.loads(body))
        else:
            self._say({}, 404)

    def _say_token(self, asked):
        """Only for an assertion that our own key has signed for this address."""
        token = asked["client_assertion"][0]
        kid = jwt.get_unverified_header(token)["kid"]
        key = next(one for one in self.platform.tool_keys() if one["kid"] == kid)
        jwt.decode(
            token,
            jwt.PyJWK(key).key,
            algorithms=["RS256"],
            audience=f"{self.platform.url}/token",
            issuer=self.platform.client_id,
        )
        assert asked["grant_type"] == ["client_credentials"]
        assert set(asked["scope"][0].split()) <= set(SCOPES)
        self._say({"access_token": "let-me-in", "token_type": "bearer", "expires_in": 3600})

    def _take_score(self, score):
        """As Moodle does: a score that is not later, by whole seconds, is refused."""
        platform = self.platform
        if platform.redirects_to:
            self.send_response(302)
            self.send_header("Location", platform.redirects_to)
            self.end_headers()
            return
        before = [one for one in platform.scores if one["userId"] == score["userId"]]
        if platform.status != 200:
            self._say({}, platform.status)
        elif before and before[-1]["timestamp"][:19] >= score["timestamp"][:19]:
            self._say({}, 409)
        else:
            assert self.headers["Content-Type"] == "application/vnd.ims.lis.v1.score+json"
            platform.scores.append(score)
            self._say({})

    def _say_members(self, page):
        pages = self.platform.members
        more = f'<{self.platform.next_host}/members?page={page + 1}>; rel="next"'
        self._say(
            {"id": self.path, "members": pages[page] if pages else []},
            link=more if page + 1 < len(pages) else "",
        )

    def _is_let_in(self):
        if self.headers.get("Authorization") == "Bearer let-me-in":
            return True
        self._say({}, 401)
        return False

    def _say(self, content, status=200, link=""):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if link:
            self.send_header("Link", link)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments):
        """Nothing is logged."""


def _public(key, kid):
    numbers = key.public_key().public_numbers()
    parts = {"n": numbers.n, "e": numbers.e}
    coded = {
        name: base64.urlsafe_b64encode(value.to_bytes(-(-value.bit_length() // 8), "big"))
        .rstrip(b"=")
        .decode()
        for name, value in parts.items()
    }
    return {"kty": "RSA", "kid": kid, "use": "sig", "alg": "RS256", **coded}
