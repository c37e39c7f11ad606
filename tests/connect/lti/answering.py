"""A fake learning platform's answers: keys, tokens, grade book, members, registrations."""

import base64
import json
from html import escape
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

GRADE_SCOPES = "https://purl.imsglobal.org/spec/lti-ags/scope/"
SCORE, LINE_ITEM = f"{GRADE_SCOPES}score", f"{GRADE_SCOPES}lineitem"
MEMBERS = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
SCOPES = [SCORE, LINE_ITEM, MEMBERS]
PLATFORM = "https://purl.imsglobal.org/spec/lti-platform-configuration"
TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration"
_FRAME = """<!doctype html><html lang="en"><title>Tools</title>
<link rel="icon" href="data:,"><h1>Tools</h1>
<iframe title="Tool" src="TOOL" width="100%" height="600"></iframe>
<script>
addEventListener("message", (event) => {
  if (event.data.subject === "org.imsglobal.lti.close") document.querySelector("iframe").remove();
});
</script></html>
"""
KEY = generate_private_key(public_exponent=65537, key_size=2048)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        page = urlsplit(self.path)
        self.platform.first()
        self.platform.asked.append(self.path)
        if page.path == "/keys":
            self._say({"keys": [_public(KEY, "k1")]})
        elif page.path == "/tools":
            self._show_tool(parse_qs(page.query)["url"][0])
        elif page.path == "/configuration":
            self._say_configuration()
        elif self.path in self.platform.item_paths() and self._is_let_in(LINE_ITEM):
            self._say({"id": f"{self.platform.url}{self.path}"})
        elif page.path == "/items" and self._is_let_in(LINE_ITEM):
            self._say_items(parse_qs(page.query))
        elif page.path == "/members" and self._is_let_in(MEMBERS):
            self._say_members(int(parse_qs(page.query).get("page", ["0"])[0]))
        else:
            self._say({}, 404)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.platform.first()
        self.platform.asked.append(self.path)
        if self.path == "/token":
            self._say_token(parse_qs(body.decode()))
        elif self.path == "/register":
            self._register(json.loads(body))
        elif self.path == "/items?type=2" and self._is_let_in(LINE_ITEM):
            self._make_item(json.loads(body))
        elif self.path in self.platform.score_paths() and self._is_let_in(SCORE):
            self._take_score(json.loads(body))
        else:
            self._say({}, 404)

    def _say_token(self, fields):
        """Grant a token only for an assertion signed with our own key for this address."""
        token = fields["client_assertion"][0]
        kid = jwt.get_unverified_header(token)["kid"]
        key = next(key for key in self.platform.tool_keys() if key["kid"] == kid)
        jwt.decode(
            token,
            jwt.PyJWK(key).key,
            algorithms=["RS256"],
            audience=f"{self.platform.url}/token",
            issuer=self.platform.client_id,
        )
        assert fields["grant_type"] == ["client_credentials"]
        assert set(fields["scope"][0].split()) <= set(SCOPES)
        self._say(
            {
                "access_token": " ".join(sorted(fields["scope"][0].split())),
                "token_type": "bearer",
                "expires_in": 3600,
            }
        )

    def _say_configuration(self):
        """Say what Moodle says, but, like Canvas, only to holders of the token."""
        platform, url = self.platform, self.platform.url
        if platform.redirects_to:
            self._lead_on()
        elif self.headers.get("Authorization") != f"Bearer {platform.registration_token}":
            self._say({}, 401)
        else:
            standard = {
                "issuer": url,
                "authorization_endpoint": f"{url}/auth",
                "token_endpoint": f"{url}/token",
                "jwks_uri": f"{url}/keys",
                "registration_endpoint": f"{url}/register",
                PLATFORM: {"product_family_code": "school", "version": "1"},
            }
            self._say({**standard, **platform.configuration}, padding=platform.padding)

    def _show_tool(self, url):
        """As platforms do with a pasted address: in a frame, until registration is done."""
        sent = {
            "openid_configuration": f"{self.platform.url}/configuration",
            "registration_token": self.platform.registration_token,
        }
        page = _FRAME.replace("TOOL", escape(f"{url}?{urlencode(sent)}"))
        body = page.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _register(self, client):
        """Check a registration as Moodle does; its token works once."""
        platform = self.platform
        if self.headers.get("Authorization") != f"Bearer {platform.registration_token}":
            self._say({}, 401)
        elif platform.status != 200:
            self._say({}, platform.status)
        else:
            assert client["response_types"] == ["id_token"]
            assert client["application_type"] == "web"
            assert client["token_endpoint_auth_method"] == "private_key_jwt"
            assert set(client["grant_types"]) == {"implicit", "client_credentials"}
            platform.clients.append(client)
            tool = {**client[TOOL], "deployment_id": platform.deployment}
            self._say({**client, "client_id": platform.client_id, TOOL: tool, **platform.answer})

    def _say_items(self, query):
        """One page of the grade book's columns, filtered by the given marks if any."""
        names = {"tag": "tag", "resource_id": "resourceId", "resource_link_id": "resourceLinkId"}
        filters = {key: query[name][0] for name, key in names.items() if name in query}
        items = [
            item
            for item in self.platform.items.values()
            if all(item.get(key) == value for key, value in filters.items())
        ]
        at, most = int(query.get("page", ["0"])[0]), self.platform.items_a_page
        is_more = at + most < len(items) or self.platform.is_endless
        next_link = f'<{self.platform.next_host}/items?type=2&page={at + most}>; rel="next"'
        self._say(items[at : at + most], link=next_link if is_more else "")

    def _make_item(self, item):
        platform = self.platform
        kind = "application/vnd.ims.lis.v2.lineitem+json"
        assert self.headers["Content-Type"] == kind
        assert item["label"] and item["scoreMaximum"] > 0
        if platform.status != 200:
            self._say({}, platform.status)
            return
        number = len(platform.items_made) + 2
        created = {**item, "id": f"{platform.item_host or platform.url}/items/{number}?type=2"}
        platform.items[number] = created
        platform.items_made.append(item)
        self._say(created, 201)

    def _lead_on(self):
        self.send_response(302)
        self.send_header("Location", self.platform.redirects_to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _take_score(self, score):
        """As Moodle does: refuse a score that is not at least one whole second later."""
        platform = self.platform
        if platform.redirects_to:
            self._lead_on()
            return
        before = [earlier for earlier in platform.scores if earlier["userId"] == score["userId"]]
        if platform.status != 200:
            self._say({}, platform.status)
        elif score["userId"] in platform.strangers:
            self._say({}, 404)
        elif before and before[-1]["timestamp"][:19] >= score["timestamp"][:19]:
            self._say({}, 409)
        else:
            assert self.headers["Content-Type"] == "application/vnd.ims.lis.v1.score+json"
            platform.scores.append(score)
            platform.scored_at.append(self.path)
            self._say({})

    def _say_members(self, page):
        pages = self.platform.members
        next_link = f'<{self.platform.next_host}/members?page={page + 1}>; rel="next"'
        self._say(
            {"id": self.path, "members": pages[page] if pages else []},
            link=next_link if page + 1 < len(pages) else "",
        )

    def _is_let_in(self, scope):
        """Whether the token grants this scope; if not, answer with 401."""
        if scope in self.headers.get("Authorization", "").removeprefix("Bearer ").split():
            return True
        self._say({}, 401)
        return False

    def _say(self, content, status=200, link="", padding=0):
        body = json.dumps(content).encode() + b" " * padding
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if link:
            self.send_header("Link", link)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments):
        """Log nothing."""


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
