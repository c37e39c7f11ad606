"""People who vote by forms, without a browser: many of them are quick."""

from tests.browser.office import CSRF, http_in, take_seat
from tests.protocol.waiting import PATIENCE_S


class Voters:
    """People who have joined a session, in turn in each of these languages."""

    def __init__(self, url, code, count, languages=("en",)):
        self._url, self._code = url, code
        self._cookies = [
            take_seat(url, code, f"Voter {number}", languages[number % len(languages)])
            for number in range(count)
        ]

    def vote(self, poll, *answers):
        """Vote: one answer for each of the first people, as fields of `poll.vote`."""
        for cookies, fields in zip(self._cookies, answers, strict=False):
            with http_in("en") as http:
                for cookie in cookies:
                    http.cookies.set(cookie["name"], cookie["value"])
                page = http.get(f"{self._url}/rooms/{self._code}", timeout=PATIENCE_S).text
                form = {"csrf_token": CSRF.search(page)[1], "poll": poll, **fields}
                address = f"{self._url}/rooms/{self._code}/do/poll.vote"
                answer = http.post(address, data=form, timeout=PATIENCE_S, allow_redirects=False)
                assert answer.status_code == 303, f"{answer.status_code} {answer.url}"


def options(*keys):
    """Return one answer for each key."""
    return [{"options": key} for key in keys]
