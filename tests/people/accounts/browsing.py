"""Act as a browser in tests of pages: keep cookies and send the form token of the last page."""

import re

from werkzeug.http import parse_cookie

from webinar.people.accounts import signing_in
from webinar.people.accounts.actions import make_sign_in_link
from webinar.people.accounts.confirmation import CONFIRMED, just_now
from webinar.people.accounts.passwords import hash_password
from webinar.people.accounts.queries import active_user

PASSWORD = "seven quiet rivers bend twice"


class Visitor:
    """`get` and `post` return the response; `post` sends the form token of the last page."""

    def __init__(self, app):
        self.app = app
        self.client = app.test_client()
        self.token = ""

    def get(self, path, **options):
        return self._seen(self.client.get(path, **options))

    def post(self, path, _headers=None, **fields):
        data = {"csrf_token": self.token, **fields}
        return self._seen(self.client.post(path, data=data, headers=_headers))

    def sign_in_by_link(self, user, goes_to="/desk", **options):
        token = self.app.extensions["webinar"].db.write(
            lambda db: make_sign_in_link(db, active_user(db, user.id), goes_to, **options)
        )
        self.get(f"/welcome/{token}")
        return self.post(f"/welcome/{token}")

    def sign_in_at_once(self, user):
        """Sign in as by a link but skip its pages, which have their own tests."""
        with self.app.test_request_context():
            signing_in.begin(lambda db: active_user(db, user.id), **just_now(CONFIRMED))
            response = self.app.process_response(self.app.response_class())
        for cookie in response.headers.getlist("Set-Cookie"):
            [(name, value)] = parse_cookie(cookie.partition(";")[0]).items()
            self.client.set_cookie(name, value)

    def sign_in(self, email, password=PASSWORD):
        self.get("/sign-in")
        return self.post("/sign-in", email=email, password=password)

    @property
    def is_signed_in(self):
        return self.client.get("/desk").status_code == 200

    @property
    def cookie(self):
        return self.client.get_cookie("session")

    def _seen(self, response):
        # A file need not be text.
        field = re.search(rb'name="csrf_token" value="([^"]+)"', response.data)
        if field:
            self.token = field[1].decode()
        return response


def signed_in(app, user):
    """A visitor signed in as this user, as if by a sign-in link."""
    visitor = Visitor(app)
    visitor.sign_in_at_once(user)
    return visitor


def give_password(user, password=PASSWORD):
    """Set the password of a user, within `db.write`; return the user."""
    user.password_hash = hash_password(password)
    return user
