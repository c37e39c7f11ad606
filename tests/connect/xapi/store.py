"""A small record store for tests: it keeps each statement once by its id and can misbehave."""

import base64
import json
import threading
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from config import RecordStore
from tests.connect.xapi.rules import check

EXPECTED_SIGNATURE = "Basic " + base64.b64encode(b"key:secret").decode()


class Books:
    """`answers`: what the next requests get, a status or `lose` (kept, but no answer comes).
    `statements` are by id; `posts` are the sizes of the batches. Statements that match `refuses`
    are refused.
    """

    def __init__(self):
        self.statements = {}
        self.posts = []
        self.answers = []
        self.refuses = lambda statement: False
        self.strict = False

    @property
    def standing(self):
        """The statements that are neither voided nor voiding."""
        voided = {
            statement["object"]["id"]
            for statement in self.statements.values()
            if statement["object"]["objectType"] == "StatementRef"
        }
        return [
            statement
            for statement in self.statements.values()
            if statement["id"] not in voided and statement["object"]["objectType"] != "StatementRef"
        ]

    def keep(self, statements):
        """Store the statements; return the status and text of the answer."""
        for statement in statements:
            try:
                check(statement)
            except (AssertionError, KeyError, ValueError) as error:
                return 400, f"{statement.get('id')}: {error!r}"
            if self.refuses(statement):
                return 400, f"do not like {statement['id']}"
        for statement in statements:
            stored = self.statements.get(statement["id"])
            if stored is not None and (self.strict or stored != statement):
                return 409, "known already"
        for statement in statements:
            self.statements.setdefault(statement["id"], statement)
        return 200, json.dumps([statement["id"] for statement in statements])


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def log_message(self, *_arguments):
        pass

    def do_POST(self):  # noqa: N802
        books = self.server.books
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not self._knows():
            return
        statements = json.loads(body)
        books.posts.append(len(statements))
        planned = books.answers.pop(0) if books.answers else None
        if isinstance(planned, int):
            self._say(planned, "not now")
            return
        answer = books.keep(statements)
        if planned == "lose":
            self.close_connection = True
            return
        self._say(*answer)

    def do_GET(self):  # noqa: N802
        if not self._knows():
            return
        query = parse_qs(urlsplit(self.path).query)
        statement = self.server.books.statements.get(query.get("statementId", [""])[0])
        self._say(200, json.dumps(statement)) if statement else self._say(404, "")

    def _knows(self):
        assert self.path.startswith("/xapi/statements")
        assert self.headers["X-Experience-API-Version"] == "1.0.3"
        if self.headers["Authorization"] != EXPECTED_SIGNATURE:
            self._say(401, "who are you?")
            return False
        return True

    def _say(self, status, text):
        self.send_response(status)
        self.send_header("X-Experience-API-Version", "1.0.3")
        self.end_headers()
        self.wfile.write(text.encode())


@contextmanager
def listening():
    """`Books` behind a running store; `at` says how to reach it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.books = Books()
    server.books.at = RecordStore(
        f"http://127.0.0.1:{server.server_port}/xapi", "key", "secret", False
    )
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.books
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def storing(settings, books):
    """The same settings with this record store."""
    return replace(settings, lrs=books.at)
