"""Measures exports of N people and 40 polls: seconds, CPU, and the delay of other requests."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

from sqlalchemy import select
from sqlalchemy.orm import Session as Rows

from bench import options
from bench.peers.history import SESSION_LENGTH, History
from bench.peers.ours import Ours
from bench.peers.past import put
from bench.peers.session import module
from bench.probe import probing
from bench.report import Report, finish, percentile
from webinar.kit.db import Database
from webinar.people.accounts.actions import make_sign_in_link
from webinar.people.accounts.models import User
from webinar.room.engine.models import Interval
from webinar.room.rooms.models import Member, Room

SIZES = (5000,)
POLLS, SHORT_POLLS = 40, 4
IDLE_SECONDS = 3.0
PROBE_SECONDS = 1.0
# The answers of each person are the largest table; `everything.zip` also contains them.
EXPORTS = ("ballots.csv", "ballots.xlsx", "attendance.xlsx", "everything.zip")
LIMITS = {"ballots.csv": 5.0, "ballots.xlsx": 15.0}
LONGEST_HOLD_MS, HOLD_P99_MS = 200.0, 250.0


def main() -> None:
    settings = options.read("exports", __doc__, SIZES, ("ours",))
    report = Report("Exports: seconds; how long others wait, in milliseconds", settings.tries)
    for people in settings.sizes:
        for _ in range(settings.repeat):
            _measure(report, people, SHORT_POLLS if settings.short else POLLS)
        for name in EXPORTS:
            if name in LIMITS:
                seconds = report.median(people, name, "seconds")
                report.target(f"{name}, {people} people: seconds", seconds, "<=", LIMITS[name])
            for figure, limit in (
                ("wait_p99_ms", HOLD_P99_MS),
                ("longest_wait_ms", LONGEST_HOLD_MS),
            ):
                wait = report.median(people, name, figure)
                report.target(f"{name}, {people} people: {figure}", wait, "<=", limit)
    finish(report, settings.hold)


class Exporting(Ours):
    """A session with everybody's answers and presence, and its organiser's sign-in link."""

    def __init__(self, people: int, polls: int) -> None:
        # The module's own polls have no answers.
        own_polls = sum(slide.poll is not None for slide in module().slides)
        super().__init__(people, history=History(polls=own_polls + polls))
        self.link = ""

    def prepare(self) -> None:
        super().prepare()
        db = Database(self.database_url)
        self.link = db.write(self._arrange)
        db.close()

    def _arrange(self, rows: Rows) -> str:
        room = rows.scalars(select(Room).filter_by(code=self.session.code)).one()
        members = rows.scalars(select(Member.id).filter_by(room_id=room.id)).all()
        assert room.started_at is not None
        stays = [
            {
                "room_id": room.id,
                "member_id": member,
                "boot": f"boot-{number}",
                "began_at": room.started_at + SESSION_LENGTH / 2 * number,
                "last_heard_at": room.started_at
                + SESSION_LENGTH / 2 * number
                + timedelta(minutes=60),
                "is_open": False,
                "is_bridged": False,
            }
            for member in members
            for number in range(2)
        ]
        put(rows, Interval, stays)
        # A finished session gives the same export each time.
        room.ended_at = room.started_at + SESSION_LENGTH
        return make_sign_in_link(rows, rows.get_one(User, room.owner_id))


def _measure(report: Report, people: int, polls: int) -> None:
    with Exporting(people, polls) as peer:
        browser = Browser(peer.port, peer.link)
        report.add(people, "idle", **_waits(peer, lambda: time.sleep(IDLE_SECONDS)))
        for name in EXPORTS:
            path = f"/rooms/{peer.session.code}/report/{name}"
            figures: dict[str, float] = {}
            before = peer.cpu_time()

            def fetch(path: str = path, figures: dict[str, float] = figures) -> None:
                began = time.perf_counter()
                figures["MB"] = len(browser.get(path)) / 1e6
                figures["seconds"] = time.perf_counter() - began

            waits = _waits(peer, fetch)
            cpu = peer.cpu_time() - before
            report.add(people, name, **figures, CPU_s=cpu.running, **waits)
            if cpu.disturbed > 0.1 * figures["seconds"]:
                report.note(f"{name}: others had the server's core for {cpu.disturbed:.1f} s")


def _waits(peer: Ours, work: Callable[[], None]) -> dict[str, float]:
    """Measure the times of small requests while `work` is done."""
    with probing(peer.port, ["/healthz"]) as probe:
        # The probe needs a moment to begin.
        time.sleep(PROBE_SECONDS)
        work()
    times = probe.times["/healthz"]
    return {
        "wait_ms": percentile(times, 0.5) * 1e3,
        "wait_p99_ms": percentile(times, 0.99) * 1e3,
        "longest_wait_ms": max(times) * 1e3,
    }


class Browser:
    """A browser whose user has signed in by a link."""

    def __init__(self, port: int, link: str) -> None:
        self._link = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
        self._cookies: dict[str, str] = {}
        page = self._ask("GET", f"/welcome/{link}").decode()
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert token, "the link's page has a form"
        self._ask("POST", f"/welcome/{link}", urlencode({"csrf_token": token[1]}))

    def get(self, path: str) -> bytes:
        return self._ask("GET", path)

    def _ask(self, method: str, path: str, body: str | None = None) -> bytes:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._link.request(method, path, body, headers)
        answer = self._link.getresponse()
        content = answer.read()
        assert answer.status < 400, f"{path} answers {answer.status}"
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, cookie = value.partition(";")[0].partition("=")
                self._cookies[key] = cookie
        return content


if __name__ == "__main__":
    main()
