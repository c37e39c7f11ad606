"""A fake learning platform over HTTP: its keys, tokens, grade book and member list."""

import threading
from http.server import ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from tests.connect.lti.answering import KEY, SCORE, Handler
from webinar.kit import clock

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
GRADES = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
CONTEXT = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
OTHER_KEY = generate_private_key(public_exponent=65537, key_size=2048)
PUBLIC_PEM = KEY.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)


class Platform:
    """`scores` are the scores that the grade book accepted; `tool_keys` returns our public keys.

    `first` runs before each answer. `clients` holds the tools that registered themselves;
    `configuration` and `answer` override what registration says. `items` are the columns of the
    grade book by number, and `items_made` those that were requested; the book has no rows for
    `strangers`.
    """

    client_id, deployment, registration_token = "client-1", "deployment-1", "token-1"

    def __init__(self):
        handler = type("Answering", (Handler,), {"platform": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.tool_keys = list
        self.clear()
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def clear(self):
        """Reset to an empty platform without faults."""
        self.scores, self.scored_at, self.asked, self.members = [], [], [], []
        self.status, self.redirects_to, self.next_host, self.first = 200, "", self.url, list
        self.clients, self.configuration, self.answer, self.padding = [], {}, {}, 0
        self.items, self.items_made, self.items_a_page = {1: {}}, [], 10
        self.is_endless, self.item_host, self.strangers = False, "", set()

    def item_paths(self):
        return {f"/items/{number}?type=2" for number in self.items}

    def score_paths(self):
        return {f"/items/{number}/scores?type=2" for number in self.items}

    def stop(self):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def typed(self, **changes):
        """The form fields with which an administrator registers it."""
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

    def claims(self, nonce, course="", /, **changes):
        now_s = int(clock.now().timestamp())
        standard = {
            "iss": self.url,
            "aud": self.client_id,
            "sub": "learner-7",
            "exp": now_s + 300,
            "iat": now_s,
            "nonce": nonce,
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
            GRADES: {
                "scope": [SCORE],
                "lineitem": f"{self.url}/items/1?type=2",
            },
            "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice": {
                "context_memberships_url": f"{self.url}/members"
            },
        }
        return {key: value for key, value in (standard | changes).items() if value is not None}

    def sign(self, claims, key=KEY, algorithm="RS256", kid="k1"):
        return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid})

    def begin(self, client, **options):
        """Press the link at the platform; return the state and nonce from our login."""
        sent = {"iss": self.url, "login_hint": "7", "client_id": self.client_id}
        sent["target_link_uri"] = options.pop("target", "http://127.0.0.1:5000/lti/launch")
        headers = {"Sec-Fetch-Dest": options.pop("dest", "document")}
        response = client.post("/lti/login", data=sent, headers=headers)
        assert response.status_code == 302, response.text
        query = parse_qs(urlsplit(response.location).query)
        return query["state"][0], query["nonce"][0]

    def launch(self, client, course="", **changes):
        """The whole launch; return our answer to the platform's form."""
        options = {name: changes.pop(name) for name in ("target", "dest") if name in changes}
        state, nonce = self.begin(client, **options)
        token = self.sign(self.claims(nonce, course, **changes))
        return client.post("/lti/launch", data={"state": state, "id_token": token})
