"""Organisers and presenters, acting by the forms of their pages without opening a page."""

import re
import time
from urllib.parse import urlsplit

import requests

from tests.protocol.waiting import PATIENCE_S
from webinar.kit.limits import SLIDES, Limit, Limits

CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
FLASHES = re.compile(r'<p class="notice warn">([^<]+)</p>')
WELCOME = re.compile(r'value="\S+?(/welcome/[^"]+)"')
# The lightest page that shows an error of the previous form.
LIGHTEST_PAGE = "/password"
# A little less than the server allows, because it counts a move later than this process.
MOVES = Limit(SLIDES.count - 2, SLIDES.seconds)


class Desk:
    """A signed-in browser that opens pages only on demand.

    `visit` opens a page with these cookies.
    """

    def __init__(self, url, visit=None, language="en"):
        self._url = url
        self._visit = visit
        self._language = language
        self._http = http_in(language)
        self._token = ""
        self._context = None
        self.signed_in_at = float("-inf")

    def close(self):
        self._http.close()

    def copy(self, visit):
        """Return a copy of this browser for another test."""
        desk = Desk(self._url, visit, self._language)
        desk._http.cookies.update(self._http.cookies)
        desk._token = self._token
        return desk

    @property
    def state(self):
        """Its cookies, for `visit(storage_state=…)`."""
        return {"cookies": cookies_of(self._http), "origins": []}

    def open(self):
        """Return a new page of this browser, in a window beside the open ones."""
        if self._context is not None:
            return self._context.new_page()
        page = self._visit(self._language, storage_state=self.state)
        self._context = page.context
        return page

    def get(self, path):
        return self._checked(self._http.get(self._at(path), timeout=PATIENCE_S))

    def post(self, path, **fields):
        """Send a form; `fields` may hold lists. The page it redirects to is not fetched."""
        if not self._token:
            self.get(LIGHTEST_PAGE)
        form = {"csrf_token": self._token, **fields}
        answer = self._http.post(
            self._at(path), data=form, timeout=PATIENCE_S, allow_redirects=False
        )
        return self._checked(answer)

    def sign_in(self, link):
        """Use a sign-in link as its page would."""
        self.get(link)
        path_of(self.post(link))
        self.get(LIGHTEST_PAGE)
        self.signed_in_at = time.monotonic()

    def sign_in_elsewhere(self, link):
        """Use the link in a new browser; the previous browser stays signed in."""
        self.close()
        self._http, self._token = http_in(self._language), ""
        self.sign_in(link)

    def invite(self, name, email, role, language="en"):
        """Make an account; returns the path of its sign-in link."""
        page = self.post("/people", name=name, email=email, role=role, language=language).text
        return WELCOME.search(page)[1]

    def new_session(self, title="", module="prevention-science", date="", time=""):
        """Set up a session; returns its code."""
        timing = {"date": date, "time": time, "time_zone": "Asia/Almaty", "minutes": "45"}
        response = self.post("/desk/new", module=module, title=title, **timing)
        return path_of(response).rsplit("/", 1)[1]

    def appoint(self, code, email, task="presenter"):
        """Give an account a task in a session; found by e-mail, since names may repeat."""
        page = self.get(f"/desk/{code}").text
        user = re.search(rf'<option value="(\d+)">[^<]* \({re.escape(email)}', page)[1]
        self.post(f"/desk/{code}", appoint=user, task=task)

    def run(self, code):
        return Runner(self, code)

    def _at(self, path):
        return path if path.startswith("http") else self._url + path

    def _checked(self, response):
        assert response.status_code < 400, f"{response.status_code} {response.url}"
        token = CSRF.search(response.text)
        if token:
            self._token = token[1]
        return response


class Runner:
    """Runs one session by posting its commands as forms."""

    def __init__(self, desk, code):
        self.desk = desk
        self.code = code
        self._limits = Limits()
        # Opening any page of hosts takes a seat; this is the lightest of them.
        desk.get(f"/rooms/{code}/remote")

    def do(self, command, **fields):
        self.desk.post(f"/rooms/{self.code}/do/{command}", **fields)
        assert FLASHES.findall(self.desk.get(LIGHTEST_PAGE).text) == []

    def wait_for(self, people):
        """Wait until this many participants are recorded as present, which takes a moment."""
        self.wait_until(rf'"here":\s*{people}\b')

    def wait_until(self, pattern):
        """Wait until the console's page, with its snapshot, contains this text."""
        deadline, text = time.monotonic() + PATIENCE_S, re.compile(pattern)
        while not text.search(self.desk.get(f"/rooms/{self.code}/console").text):
            assert time.monotonic() < deadline, f"not there: {pattern}"
            time.sleep(0.2)

    def start(self):
        self.do("room.start")

    def end(self):
        self.do("room.end")

    def go(self, slide):
        """Move, but no faster than a presenter may: a quick machine has to wait."""
        while not self._limits.take(MOVES, self.code):
            time.sleep(0.02)
        self.do("slide.go", slide=str(slide))

    def open(self, poll):
        self.do("poll.open", poll=poll)

    def close(self, poll):
        self.do("poll.close", poll=poll)

    def reveal(self, poll):
        self.do("poll.reveal", poll=poll)


def take_seat(url, code, name, language):
    """Join as a new person by the form of the link's page; returns that browser's cookies."""
    with http_in(language) as http:
        token = CSRF.search(http.get(f"{url}/join/{code}", timeout=PATIENCE_S).text)[1]
        form = {"csrf_token": token, "name": name, "language": language}
        answer = http.post(
            f"{url}/join/{code}", data=form, timeout=PATIENCE_S, allow_redirects=False
        )
        assert answer.status_code == 303, f"{answer.status_code} {answer.url}"
        return cookies_of(http)


def http_in(language):
    """Each request has its own connection: the server closes idle ones, after a stall perhaps
    just as the next request arrives. Browsers send that request again.
    """
    http = requests.Session()
    http.headers.update({"Accept-Language": language, "Connection": "close"})
    return http


def path_of(answer):
    """Return the path of the redirect."""
    assert answer.status_code in (302, 303), f"{answer.status_code} {answer.url}"
    return urlsplit(answer.headers["Location"]).path


def cookies_of(http):
    """Return the session's cookies, as a browser takes them."""
    return [
        {"name": cookie.name, "value": cookie.value, "domain": cookie.domain, "path": cookie.path}
        for cookie in http.cookies
    ]


def administrator_of(server):
    """Yield the administrator of a new server, whose first link signs in only once."""
    admin = Desk(server.url)
    admin.sign_in(server.printed("First administrator's one-time link:"))
    yield admin
    admin.close()
