"""Costs are compared with sizes, and a prepared session has grown as requested."""

import pytest
from sqlalchemy import func, select

from bench.growing import Growing
from bench.peers.history import History
from bench.peers.ours import Ours
from webinar.kit.db import Database
from webinar.live.polls.models import Ballot, Poll
from webinar.live.steps.models import StepAnswer
from webinar.room.rooms.models import Room, RoomState, TimelineEntry


def make_report(costs, unit="polls"):
    report = Growing(unit, 1)
    for size, cost in costs.items():
        report.add(size, unit, vote=cost)
    return report


def test_each_cost_is_compared_with_the_smallest_size():
    report = make_report({8: 100, 40: 150})

    assert report.body().splitlines() == [
        "| polls | vote | ×    |",
        "| ----- | ---- | ---- |",
        "| 8     | 100  |      |",
        "| 40    | 150  | 1.50 |",
    ]


@pytest.mark.parametrize(("cost", "met"), [(600, True), (601, False)])
def test_cost_may_grow_no_faster_than_the_size(cost, met, capsys):
    report = make_report({8: 100, 40: cost})
    report.targets([8, 40], linear=["vote"], flat=[])

    assert report.show() is met
    assert "vote, 40 / 8 polls" in capsys.readouterr().out


def test_growth_is_not_measured_from_size_zero(capsys):
    report = make_report({0: 1, 2000: 100, 10000: 500})
    report.targets([0, 2000, 10000], linear=["vote"], flat=[])

    assert report.show()
    assert "vote, 10000 / 2000 polls" in capsys.readouterr().out


def test_flat_cost_is_held_to_the_smallest_size(capsys):
    report = make_report({0: 100, 1000: 131})
    report.targets([0, 1000], linear=[], flat=["vote"])

    assert not report.show()
    assert "vote, 1000 / 0 polls" in capsys.readouterr().out


def test_single_size_has_no_targets(capsys):
    report = make_report({30: 100})
    report.targets([30], linear=["vote"], flat=["vote"])

    assert report.show()
    assert "target" not in capsys.readouterr().out


def test_prepared_session_has_the_requested_contents():
    peer = Ours(viewers=4, hosts=1, history=History(polls=9, steps=2, timeline=10, past=2))
    with peer._folder:
        peer.prepare()
        db = Database(peer.database_url)
        with db.read() as rows:
            room = rows.scalars(select(Room).filter_by(code=peer.session.code)).one()
            polls = rows.scalars(select(Poll.voters).filter_by(room_id=room.id)).all()
            ballots = select(func.count()).select_from(Ballot).join(Poll).filter_by(room_id=room.id)
            answers = rows.scalar(select(func.count()).select_from(StepAnswer))
            entries = rows.scalars(select(TimelineEntry.kind).filter_by(room_id=room.id)).all()
            other_states = rows.scalars(select(Room.state).where(Room.id != room.id)).all()

            assert len(polls) == 9
            assert rows.scalar(ballots) == sum(polls)
            assert answers == 2 * 4
            assert entries.count("slide.moved") == 5
            assert room.version == len(entries) == 10
            assert other_states == [RoomState.ENDED] * 2
        db.close()
