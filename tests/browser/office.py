"""Those who run sessions, by the same forms that their pages have, without opening a page."""

import re
from urllib.parse import urlencode, urlsplit

CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
FLASHES = re.compile(r'<p class="notice warn">([^<]+)</p>')
WELCOME = re.compile(r'value="\S+?(/welcome/[^"]+)"')


class Desk:
    """A signed-in browser context, used for its cookies: pages opened in it are signed in, too."""

    def __init__(self, context):
        self.context = context
        self._token = ""

    def get(self, path):
        return self._seen(self.context.request.get(path))

    def post(self, path, **fields):
        """Send a form; `fields` may hold lists."""
        pairs = [("csrf_token", self._token)]
        for name, given in fields.items():
            pairs += [(name, one) for one in (given if isinstance(given, list) else [given])]
        return self._seen(
            self.context.request.post(
                path,
                data=urlencode(pairs),
                headers={"Content-Type": "application/x-www-form-urlencoded"},
            )
        )

    def sign_in(self, link):
        """Use a sign-in link as its page does; answers where one is led."""
        self.get(link)
        return urlsplit(self.post(link).url).path

    def invite(self, name, email, role, language="en"):
        """An account for somebody; answers the path of their sign-in link."""
        self.get("/people")
        page = self.post("/people", name=name, email=email, role=role, language=language).text()
        return WELCOME.search(page)[1]

    def new_session(self, title="", module="prevention-science"):
        """Set a session up; answers its code."""
        self.get("/desk/new")
        fields = {"module": module, "title": title, "minutes": "45"}
        made = self.post("/desk/new", time_zone="Asia/Almaty", date="", time="", **fields)
        return urlsplit(made.url).path.rsplit("/", 1)[1]

    def appoint(self, code, email, task="presenter"):
        """Give somebody with an account a task in a session: others may have the same name."""
        page = self.get(f"/desk/{code}").text()
        user = re.search(rf'<option value="(\d+)">[^<]* \({re.escape(email)}', page)[1]
        self.post(f"/desk/{code}", appoint=user, task=task)

    def run(self, code):
        return Runner(self, code)

    def _seen(self, response):
        assert response.status < 400, f"{response.status} {response.url}"
        found = CSRF.search(response.text())
        if found:
            self._token = found[1]
        return response


class Runner:
    """Runs one session by the forms of its console."""

    def __init__(self, desk, code):
        self._desk = desk
        self.code = code
        desk.get(f"/rooms/{code}/console")

    def do(self, command, **fields):
        page = self._desk.post(f"/rooms/{self.code}/do/{command}", **fields).text()
        assert FLASHES.findall(page) == []

    def start(self):
        self.do("room.start")

    def end(self):
        self.do("room.end")

    def go(self, slide):
        self.do("slide.go", slide=str(slide))

    def open(self, poll):
        self.do("poll.open", poll=poll)

    def close(self, poll):
        self.do("poll.close", poll=poll)

    def reveal(self, poll):
        self.do("poll.reveal", poll=poll)
