"""The model of many processes agrees with what can be calculated by hand."""

import statistics

import pytest

from bench.model.costs import Costs, Line, fit, line
from bench.model.simulation import Plan, simulate
from bench.points import Point

NOTHING = Line()
# A move takes 2 ms and 10 us for each client until the last has heard of it, and the core for less.
QUIET = Costs(Line(2e-3, 10e-6), Line(1e-3, 8e-6), NOTHING, NOTHING, connect_core=0.0)
EVENLY = {"seconds": 60.0, "moves_per_second": 1.0, "is_random": False}


def mean(values):
    return statistics.mean(values)


def test_a_move_at_one_idle_process_takes_what_was_measured():
    outcome = simulate(QUIET, Plan(1000, 1, 1, **EVENLY))

    assert len(outcome.last) == 59
    assert outcome.last == pytest.approx([12e-3] * 59)
    assert outcome.busy == pytest.approx([59 * 9e-3 / 60])


def test_moves_spread_as_they_were_measured_to():
    outcome = simulate(QUIET._replace(spread=(1.0, 3.0)), Plan(1000, 1, 1, **EVENLY))

    assert {round(seconds, 6) for seconds in outcome.last} == {12e-3, 36e-3}


def test_the_last_of_many_processes_is_rarely_a_quick_one():
    spread = QUIET._replace(spread=[1.0] * 9 + [3.0])
    one, many = (simulate(spread, Plan(100 * n, n, n, **EVENLY)).last for n in (1, 50))

    # One of fifty is slow in nearly every move: 1 - 0.9 ** 50.
    assert sum(seconds > 4e-3 for seconds in one) < 20
    assert sum(seconds > 4e-3 for seconds in many) > 55


def test_the_way_through_the_queue_is_added_at_the_other_processes():
    plan = Plan(4000, 4, 4, hops=(3e-3,), subscriber=1e-3, **EVENLY)

    outcome = simulate(QUIET, plan)

    # The third of the others hears last: transaction, queue, its turn, and its 1,000 clients.
    assert outcome.last == pytest.approx([2e-3 + 3e-3 + 3 * 1e-3 + 10e-3] * 59)
    # The others have no transaction.
    assert outcome.busy == pytest.approx([59 * 9e-3 / 60] + [59 * 8e-3 / 60] * 3)


def test_processes_on_one_core_wait_for_each_other():
    outcome = simulate(QUIET, Plan(3000, 3, 1, **EVENLY))

    # The core is busy with the mover for 9 ms, then with another for 8 ms; then the third begins.
    assert outcome.last == pytest.approx([9e-3 + 8e-3 + 10e-3] * 59)
    assert outcome.busy == pytest.approx([59 * 25e-3 / 60])


@pytest.mark.parametrize("load", [0.3, 0.6, 0.8])
def test_clients_that_come_at_random_wait_as_the_theory_says(load):
    service = 2e-3
    costs = QUIET._replace(connect_core=service)
    outcome = simulate(costs, Plan(1, 1, 1, 400.0, connects_per_second=load / service), seed=3)

    # Pollaczek and Khinchine, for a service time that is always the same (M/D/1).
    assert mean(outcome.waits) == pytest.approx(load * service / (2 * (1 - load)), rel=0.05)
    assert outcome.busy == pytest.approx([load], rel=0.01)


def test_a_move_waits_for_idle_work_in_one_piece():
    piece = 0.2
    costs = QUIET._replace(idle_share=Line(piece), lump=1.0)
    # So few moves that they hardly ever meet another.
    outcome = simulate(costs, Plan(0, 1, 1, 20_000.0, moves_per_second=0.5), seed=5)

    # A move that comes in the piece, with probability 0.2, waits for half of it.
    assert mean(outcome.last) == pytest.approx(2e-3 + piece**2 / 2, rel=0.05)


def test_idle_work_in_small_pieces_hardly_keeps_a_move_waiting():
    plan = Plan(0, 1, 1, 400.0, moves_per_second=0.5)
    lumps, pieces = (
        simulate(QUIET._replace(idle_share=Line(0.2), lump=lump), plan) for lump in (1.0, 0.0)
    )

    assert lumps.busy == pytest.approx(pieces.busy, rel=1e-3)
    assert max(pieces.last) < 0.02 < max(lumps.last)


def test_the_same_seed_gives_the_same_outcome():
    costs = QUIET._replace(idle_share=Line(0.1, 1e-6), connect_core=1e-3)
    plan = Plan(3000, 3, 2, 30.0, 2.0, 50.0, hops=(1e-3, 4e-3))

    assert simulate(costs, plan, 7) == simulate(costs, plan, 7)
    assert simulate(costs, plan, 7) != simulate(costs, plan, 8)


def test_more_processes_make_a_fan_out_shorter():
    few, many = (simulate(QUIET, Plan(100_000, n, n, **EVENLY)) for n in (10, 50))

    assert max(few.last) == pytest.approx(2e-3 + 100e-3)
    assert max(many.last) == pytest.approx(2e-3 + 20e-3)


def test_a_line_through_points_on_a_line_is_found():
    assert line([30, 300, 3000], [2 + 0.5 * n for n in (30, 300, 3000)]) == pytest.approx((2, 0.5))


def test_errors_count_relative_to_the_value():
    # At each size the line goes through the mean, in which 1 weighs nine times as much as 3.
    found = line([100, 100, 200, 200], [1.0, 3.0, 2.0, 2.0])

    assert (found.at(100), found.at(200)) == pytest.approx((1.2, 2.0))


def test_no_part_of_a_line_is_below_nothing():
    assert line([10, 20], [5.0, 5.0]) == pytest.approx((5.0, 0.0))
    assert line([10, 20], [5.0, 4.0]).each == 0
    assert line([10, 20], [1.0, 3.0]).fixed == 0


def test_a_value_of_nothing_does_not_break_the_line():
    assert line([10, 20, 30], [0.0, 0.0, 0.0]) == (0.0, 0.0)
    assert line([30, 300, 3000], [0.0, 30.0, 300.0]) == pytest.approx((0.0, 0.1))
    assert line([30, 300], [0.0, 30.0]) == pytest.approx((0.0, 0.1))


def test_one_size_makes_no_line():
    with pytest.raises(ValueError, match="two sizes"):
        line([30, 30], [1.0, 2.0])


def make_point(clients, slowness=1.0):
    return Point(
        clients=clients,
        last=[(2e-3 + 10e-6 * clients) * slowness] * 3,
        move_core=1e-3 + 8e-6 * clients,
        connect_core=1e-3,
        idle_share=0.01 + 1e-5 * clients,
        mib_empty=100.0,
        mib_more=0.01 * clients,
    )


def test_the_costs_behind_the_points_are_found():
    costs = fit([make_point(30), make_point(300), make_point(3000)], lump=0.25)

    assert costs.last == pytest.approx((2e-3, 10e-6))
    assert costs.move_core == pytest.approx((1e-3, 8e-6))
    assert costs.idle_share == pytest.approx((0.01, 1e-5))
    assert costs.mib == pytest.approx((100.0, 0.01))
    assert (costs.connect_core, costs.lump) == (1e-3, 0.25)
    assert costs.spread == [1.0] * 9


def test_the_spread_is_relative_to_the_median_of_a_repetition():
    uneven = Point(**{**make_point(30).__dict__, "last": [1.0, 2.0, 4.0]})

    assert fit([uneven, make_point(300)]).spread == [0.5, 1.0, 2.0, 1.0, 1.0, 1.0]
