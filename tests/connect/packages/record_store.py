"""A small cmi5 platform that checks a unit against the specifications.

It launches, gives a token once, and stores documents and statements (cmi5 Quartz, 7 to 11;
xAPI 1.0.3).
"""

import json
import re
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import uuid4

from tests.connect.packages.platform import Platform, answer

VERB = "http://adlnet.gov/expapi/verbs/"
CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/"
SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
PUBLISHER = "urn:uuid:10e5b7a9-7e5b-5a2c-8f5e-0c1f3b9b0a01"
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
DURATION = r"PT(\d+H)?(\d+M)?(\d+S)"
DEFINED_VERBS = {"initialized", "completed", "passed", "failed", "terminated"}
JUDGED_VERBS = {"completed", "passed", "failed"}
STATE = "/store/activities/state"


class RecordStore(Platform):
    """`faults` are the unit's violations of the rules; `is_down` refuses everything for a while."""

    actor = {
        "objectType": "Agent",
        "account": {"homePage": "https://lms.example.test", "name": "7"},
    }

    def __init__(self, content, mastery=0.7):
        self.mastery = mastery
        self.registration = str(uuid4())
        self.activity = "https://lms.example.test/activities/1"
        self.documents, self.statements, self.faults = {}, [], []
        self.tokens, self.session, self.is_down = {}, "", False
        super().__init__(content)
        self.files["/back.html"] = b"<title>back</title>"

    def launch(self, mode="Normal"):
        """The address that opens the unit for a new session."""
        self.session = str(uuid4())
        key = str(uuid4())
        self.tokens[key] = f"token-{key}"
        self.documents["LMS.LaunchData"] = {
            "contextTemplate": {
                "contextActivities": {"grouping": [{"id": PUBLISHER}]},
                "extensions": {SESSION: self.session},
            },
            "launchMode": mode,
            "moveOn": "CompletedAndPassed",
            "masteryScore": self.mastery,
            "returnURL": f"{self.url}/back.html",
        }
        query = {
            "endpoint": f"{self.url}/store",
            "fetch": f"{self.url}/token?key={key}",
            "actor": json.dumps(self.actor),
            "registration": self.registration,
            "activityId": self.activity,
        }
        return f"/package/index.html?{urlencode(query)}"

    def verbs(self):
        """The cmi5-defined verbs of the statements, in order."""
        return [verb for verb in map(verb_of, self.statements) if verb in DEFINED_VERBS]

    def get(self, request):
        parts = urlsplit(request.path)
        if not parts.path.startswith("/store/"):
            return super().get(request)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        self._check_request(request, query)
        if self.is_down:
            return answer(request, 503)
        document = self.documents.get(query.get("stateId", ""))
        body = b"" if document is None else json.dumps(document).encode()
        answer(request, 404 if document is None else 200, body)

    def write(self, request):
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        parts = urlsplit(request.path)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if parts.path == "/token":
            token = self.tokens.pop(query["key"], None)
            reply = {"auth-token": token} if token else {"error-code": "1", "error-text": "used"}
            return answer(request, 200, json.dumps(reply).encode())
        self._check_request(request, query)
        if self.is_down:
            return answer(request, 503)
        if parts.path == STATE and request.command == "PUT":
            if query["stateId"] == "LMS.LaunchData":
                self.faults.append("the launch data was written over")
            self.documents[query["stateId"]] = json.loads(body)
            return answer(request, 204)
        if parts.path == "/store/statements" and request.command == "POST":
            for statement in json.loads(body):
                self._take(statement)
            return answer(request, 200, b"[]")
        self.faults.append(f"{request.command} {request.path}")
        answer(request, 404)

    def _check_request(self, request, query):
        headers = request.headers
        if not headers.get("Authorization", "").startswith("Basic token-"):
            self.faults.append(f"without the token: {request.path}")
        if headers.get("X-Experience-API-Version") != "1.0.3":
            self.faults.append("without the version")
        if urlsplit(request.path).path == STATE and (
            query.get("activityId") != self.activity
            or query.get("registration") != self.registration
            or json.loads(query.get("agent", "{}")) != self.actor
        ):
            self.faults.append(f"another's document: {request.path}")

    def _take(self, statement):
        same_id = [earlier for earlier in self.statements if earlier["id"] == statement["id"]]
        if same_id:
            if same_id != [statement]:
                self.faults.append(f"one id, two statements: {statement} {same_id}")
            return
        self.faults += faults_of(statement, self)
        self.statements.append(statement)


def verb_of(statement):
    return statement["verb"]["id"].removeprefix(VERB)


def faults_of(statement, store):
    """The faults in a statement, by itself and after the earlier ones."""
    verb, result = verb_of(statement), statement.get("result", {})
    context = statement["context"]
    problems = [
        name
        for name, is_wrong in {
            "id": not re.fullmatch(UUID, statement["id"]),
            "actor": statement["actor"] != store.actor,
            "timestamp": not re.fullmatch(r"[\d-]+T[\d:.]+Z", statement.get("timestamp", "")),
            "registration": context.get("registration") != store.registration,
            "session": context.get("extensions", {}).get(SESSION) != store.session,
            "grouping": {"id": PUBLISHER} not in context["contextActivities"].get("grouping", []),
            "categories": categories(context) != expected_categories(verb),
            "score": "score" in result and verb not in ("passed", "failed"),
            "success": result.get("success") is not {"passed": True, "failed": False}.get(verb)
            if verb in DEFINED_VERBS
            else False,
            "completion": result.get("completion") is not ({"completed": True}.get(verb)),
            "object": statement["object"]["id"] != store.activity
            if verb in DEFINED_VERBS
            else False,
            "duration": verb in JUDGED_VERBS | {"terminated"}
            and not re.fullmatch(DURATION, result.get("duration", "")),
            "mastery": verb in ("passed", "failed") and not keeps_mastery(statement, store.mastery),
        }.items()
        if is_wrong
    ]
    return [f"{verb}: {name}" for name in problems + order_faults(statement, store)]


def categories(context):
    return {
        category["id"].removeprefix(CATEGORY)
        for category in context["contextActivities"].get("category", [])
    }


def expected_categories(verb):
    if verb not in DEFINED_VERBS:
        return set()
    return {"cmi5", "moveon"} if verb in JUDGED_VERBS else {"cmi5"}


def keeps_mastery(statement, mastery):
    scaled = statement["result"]["score"]["scaled"]
    is_passed = verb_of(statement) == "passed"
    stated_mastery = statement["context"]["extensions"].get(MASTERY)
    return stated_mastery == mastery and (scaled >= mastery) is is_passed


def order_faults(statement, store):
    """9.3: initialized first, terminated last, none twice; plus the rules per registration."""
    verb = verb_of(statement)
    session = [earlier for earlier in store.statements if session_of(earlier) == store.session]
    verbs = [verb_of(earlier) for earlier in session]
    before = {verb_of(earlier) for earlier in store.statements}
    rules = {
        "not first": (verb == "initialized") is not (not session),
        "after the end": "terminated" in verbs,
        "twice": verb in DEFINED_VERBS and verb in verbs,
        "passed and failed": {verb, *verbs} >= {"passed", "failed"},
        "again": verb in ("completed", "passed") and verb in before,
        "failed after passed": verb == "failed" and "passed" in before,
    }
    return [name for name, is_broken in rules.items() if is_broken]


def session_of(statement):
    return statement["context"]["extensions"].get(SESSION)
