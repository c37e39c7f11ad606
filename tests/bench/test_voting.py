"""Votes are timed one by one, and never come faster than a participant may vote."""

from types import SimpleNamespace

import pytest

from bench import voting
from bench.report import Report, finish_all
from bench.votes import rate_for
from bench.voting import Delays, Pacer


class Clock:
    def __init__(self, monkeypatch):
        self.now = 0.0
        monkeypatch.setattr(voting.time, "perf_counter", lambda: self.now)


class Gathered:
    """A gathering with one presenter and three participants, whose crowd only takes notes."""

    def __init__(self, clock):
        self.sent = []
        clients = [SimpleNamespace(number=number, voter=number) for number in range(4)]
        self.crowd = SimpleNamespace(
            clients=clients, send=lambda client, text: self.sent.append((client.number, text))
        )
        self.crowd.turn = lambda seconds: setattr(clock, "now", clock.now + seconds)
        self.peer = SimpleNamespace(hosts=1)

    def vote(self, client, turn):
        return f"{client.voter} in turn {turn}"


def test_each_answer_is_timed_from_its_own_vote(monkeypatch):
    clock = Clock(monkeypatch)
    gathered = Gathered(clock)
    one, other = gathered.crowd.clients[1:3]
    delays = Delays(gathered.crowd)

    for at, act in (
        (0, lambda: delays.send(one, "a")),
        (1, lambda: delays.send(one, "b")),
        (2, lambda: delays.send(other, "c")),
        (4, lambda: delays.answered(one)),
        (6, lambda: delays.answered(other)),
        (9, lambda: delays.answered(one)),
    ):
        clock.now = at
        act()

    assert delays.seconds == [4, 4, 8]
    assert delays.figures() == {"p50_ms": 4000, "p99_ms": 8000}


def test_paced_votes_come_evenly_from_one_participant_after_another(monkeypatch):
    clock = Clock(monkeypatch)
    gathered = Gathered(clock)
    pacer = Pacer(gathered, 500)

    pacer.until(0.0205)

    assert pacer.sent == 10
    assert [number for number, _ in gathered.sent] == [1, 2, 3, 1, 2, 3, 1, 2, 3, 1]
    assert gathered.sent[4][1] == "2 in turn 4"


@pytest.mark.parametrize(("clients", "rate"), [(30, 81), (296, 799.2), (300, 800), (3000, 800)])
def test_few_participants_vote_less_often(clients, rate):
    assert rate_for(clients) == pytest.approx(rate)


@pytest.mark.parametrize(("limits", "code"), [((1, 1), 0), ((1, 3), 1), ((3, 1), 1)])
def test_a_missed_target_of_any_table_fails_the_command(limits, code, capsys):
    reports = [Report("One"), Report("Other")]
    for report, limit in zip(reports, limits, strict=True):
        report.add(30, "ours", votes_per_s=2)
        report.target("votes", 2, ">=", limit)

    with pytest.raises(SystemExit) as ended:
        finish_all(reports, hold=True)

    assert ended.value.code == code
    assert "Other" in capsys.readouterr().out
