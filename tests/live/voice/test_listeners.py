"""A process counts the members who hear each channel, and reports them while there are any."""

import pytest

from webinar.live.voice.listeners import Listener, Listeners, Rendition

ROOM = 7
FULL, THIN, TEXT = Rendition


class Hosts:
    """Remembers the reports; `closed` are the sockets that have gone."""

    def __init__(self):
        self.closed = set()
        self.counts = []
        self.names = []
        self.asked = []

    def is_open(self, sid):
        return sid not in self.closed

    def send_counts(self, report):
        counts = {name: (view.full, view.thin, view.text) for name, view in report.channels.items()}
        self.counts.append(counts)

    def send_names(self, report):
        self.names.append(report.channels)

    def numbers_of(self, member_ids):
        self.asked.append(set(member_ids))
        return {member_id: member_id + 100 for member_id in member_ids}


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
        if not self.hosts.counts:
            return
        change = self.then.pop(0) if self.then else lambda: self.hosts.closed.update("abcdef")
        change()


@pytest.fixture
def reports():
    return Reports()


def test_listeners_are_counted_by_channel_and_rendition(reports):
    reports.note("a", 1)
    reports.note("b", 2, rendition=THIN)
    reports.note("c", 3, rendition=TEXT)
    reports.note("d", 4, "floor")

    reports.run()

    assert reports.hosts.counts == [{"kk": (1, 1, 1), "floor": (1, 0, 0)}, {}]
    assert reports.hosts.names == [{"kk": [101, 102, 103], "floor": [104]}, {}]


def test_member_with_two_tabs_counts_once_with_the_better_sound(reports):
    reports.note("a", 1, rendition=THIN)
    reports.note("b", 1)

    reports.run()

    assert reports.hosts.counts[0] == {"kk": (1, 0, 0)}


def test_listener_who_changes_the_channel_or_stops_is_counted_anew(reports):
    reports.note("a", 1)
    reports.note("b", 2)
    reports.then = [lambda: reports.note("a", 1, "floor"), lambda: reports.note("a")]

    reports.run()

    assert reports.hosts.counts == [
        {"kk": (2, 0, 0)},
        {"kk": (1, 0, 0), "floor": (1, 0, 0)},
        {"kk": (1, 0, 0)},
        {},
    ]


def test_closed_link_is_counted_no_longer(reports):
    reports.note("a", 1)
    reports.note("b", 2)
    reports.then = [lambda: reports.hosts.closed.add("a")]

    reports.run()

    assert reports.hosts.counts[1] == {"kk": (1, 0, 0)}


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
