"""The staff of the played session: its organiser, a second presenter, an interpreter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlsplit

from webinar.operate.rehearsal.http import Unreachable
from webinar.operate.rehearsal.pages import Browser, find

TITLE = "Rehearsal"
PRESENTER, INTERPRETER = "Rehearsal presenter", "Rehearsal interpreter"
_WELCOME = "/welcome/"


class Staff:
    """The staff. The organiser signs in with an administrator's link, and sets a session up.

    Raises `Unreachable` if the link was used already, or does not belong to an administrator.
    """

    def __init__(self, link: str) -> None:
        self.url, _, token = link.partition(_WELCOME)
        if not token:
            raise Unreachable(f"{link} is not a link to log in")
        self.organiser = self._sign_in(token)

    def set_up(self, module: str) -> str:
        """Make a session of this programme or module, and return its code."""
        try:
            _page, address = self.organiser.send("/desk/new", module=module, title=TITLE)
        except Unreachable as error:
            raise Unreachable(f"no session of “{module}” could be set up: {error}") from error
        return urlsplit(address).path.rsplit("/", 1)[1]

    def seat(self, code: str) -> str:
        """Return the token of the organiser's seat."""
        return _seat(self.organiser, f"/rooms/{code}/console")

    @contextmanager
    def appointing(self, code: str, tasks: Mapping[str, str]) -> Iterator[list[str]]:
        """Yield the seats of helpers, whose `tasks` are by name: `presenter`, `interpreter.kk`.

        Their accounts are made or enabled for the block, and disabled when it ends.
        """
        accounts, seats = [], []
        try:
            for name, task in tasks.items():
                account, browser = self._helper(name)
                accounts.append(account)
                self.organiser.send(f"/desk/{code}", appoint=account, task=task)
                page = "console" if task == "presenter" else "interpreting"
                seats.append(_seat(browser, f"/rooms/{code}/{page}"))
            yield seats
        finally:
            for account in accounts:
                self.organiser.send("/people", f"/people/{account}/disable")

    def _helper(self, name: str) -> tuple[str, Browser]:
        """Return the number of the account with this name, and a browser signed in to it."""
        email = f"{name.lower().replace(' ', '-')}@rehearsal.invalid"
        account = self._account(email)
        if account is None:
            fields = {"name": name, "email": email, "role": "presenter", "language": "en"}
            page, _address = self.organiser.send("/people", **fields)
        else:
            self.organiser.send("/people", f"/people/{account}/enable")
            page, _address = self.organiser.send("/people", f"/people/{account}/link")
        link = find(r'id="link" value="([^"]+)"', page)
        number = account or self._account(email)
        if number is None:
            raise Unreachable(f"the account {email} could not be made")
        return number, self._sign_in(link.partition(_WELCOME)[2])

    def _account(self, email: str) -> str | None:
        row = re.search(rf"{re.escape(email)}<.*?/people/(\d+)/", self._people(), re.DOTALL)
        return row.group(1) if row else None

    def _people(self) -> str:
        try:
            return self.organiser.get("/people")
        except Unreachable as error:
            raise Unreachable(
                "the link is not an administrator's, who can make accounts for helpers"
            ) from error

    def _sign_in(self, token: str) -> Browser:
        browser = Browser(self.url)
        try:
            browser.send(f"{_WELCOME}{token}")
        except Unreachable as error:
            raise Unreachable(f"the link does not work (any more): {error}") from error
        return browser


def _seat(browser: Browser, page: str) -> str:
    return find(r'data-seat="([^"]+)"', browser.get(page))
