"""A process knows the members who hear each channel, and reports them while there are any."""

import base64

import pytest

from webinar.live.voice.listeners import Listener, Listeners, Rendition
from webinar.live.voice.number_set import packed

ROOM = 7
FULL, MEDIA_SERVER, THIN, TEXT = Rendition


class Hosts:
    """Remembers the reports; `closed` are the sockets that have gone."""

    def __init__(self):
        self.closed = set()
        self.reports = []
        self.asked = []

    def is_open(self, sid):
        return sid not in self.closed

    def send(self, report):
        self.reports.append({name: members(view) for name, view in report.channels.items()})

    def numbers_of(self, member_ids):
        self.asked.append(set(member_ids))
        return {member_id: member_id + 100 for member_id in member_ids}


def members(view):
    """The numbers of the members by what they get, without what nobody gets."""
    fields = ("full", "media_server", "thin", "text")
    found = {name: numbers_in(getattr(view, name)) for name in fields}
    return {name: numbers for name, numbers in found.items() if numbers}


def numbers_in(text):
    bits = int.from_bytes(base64.b64decode(text), "little")
    return [number for number in range(bits.bit_length()) if bits >> number & 1]


class Reports:
    """Runs the reports of a room; between two reports, `then` changes something."""

    def __init__(self):
        self.started = []
        self.then = []
        self.hosts = Hosts()
        self.listeners = Listeners(
            spawn=lambda work, *arguments: self.started.append((work, arguments)), sleep=self._sleep
        )

    def note(self, sid, member_id=None, channel="kk", rendition=FULL):
        listener = None if member_id is None else Listener(member_id, channel, rendition)
        self.listeners.note(ROOM, sid, listener, self.hosts)

    def run(self):
        """Run until nobody listens; everybody leaves when nothing more is to change."""
        work, arguments = self.started.pop()
        work(*arguments)

    def _sleep(self, _seconds):
        if not self.hosts.reports:
            return
        change = self.then.pop(0) if self.then else lambda: self.hosts.closed.update("abcdef")
        change()


@pytest.fixture
def reports():
    return Reports()


def test_listeners_are_reported_by_channel_and_rendition(reports):
    reports.note("a", 1)
    reports.note("b", 2, rendition=THIN)
    reports.note("c", 3, rendition=TEXT)
    reports.note("d", 4, "floor")
    reports.note("e", 5, rendition=MEDIA_SERVER)

    reports.run()

    kk = {"full": [101], "thin": [102], "text": [103], "media_server": [105]}
    assert reports.hosts.reports == [{"kk": kk, "floor": {"full": [104]}}, {}]


@pytest.mark.parametrize("others", [THIN, TEXT, MEDIA_SERVER])
def test_member_with_two_tabs_counts_once_with_the_better_sound(reports, others):
    reports.note("a", 1, rendition=others)
    reports.note("b", 1)

    reports.run()

    assert reports.hosts.reports[0] == {"kk": {"full": [101]}}


def test_listener_who_changes_the_channel_or_stops_is_reported_anew(reports):
    reports.note("a", 1)
    reports.note("b", 2)
    reports.then = [lambda: reports.note("a", 1, "floor"), lambda: reports.note("a")]

    reports.run()

    assert reports.hosts.reports == [
        {"kk": {"full": [101, 102]}},
        {"kk": {"full": [102]}, "floor": {"full": [101]}},
        {"kk": {"full": [102]}},
        {},
    ]


def test_closed_link_is_reported_no_longer(reports):
    reports.note("a", 1)
    reports.note("b", 2)
    reports.then = [lambda: reports.hosts.closed.add("a")]

    reports.run()

    assert reports.hosts.reports[1] == {"kk": {"full": [102]}}


def test_numbers_are_packed_as_clients_read_them():
    assert packed([]) == ""
    assert packed([15, 1, 8, 16, 9]) == "AoMB"
    assert len(packed(range(1, 1001))) == 168


def test_one_loop_reports_a_room_and_another_begins_when_somebody_listens_again(reports):
    reports.note("a", 1)
    reports.note("b", 2)
    assert len(reports.started) == 1
    reports.run()

    reports.note("new", 1)

    assert len(reports.started) == 1


def test_database_is_asked_for_each_member_once(reports):
    reports.note("a", 1)
    reports.then = [lambda: reports.note("b", 2), lambda: None]

    reports.run()

    assert reports.hosts.asked == [{1}, {2}]


def test_who_listens_to_nothing_starts_no_reports(reports):
    reports.note("a")

    assert reports.started == []
