"""The calculation says what many clients need, and how well it predicts measured points."""

import random
import sys

import pytest

from bench import capacity, points
from bench.points import Points
from tests.bench.test_model import make_point

SIZES = (30, 300, 1000, 3000, 10_000)


def make_points(*found, own=(), hop=()):
    return Points("a machine", list(found or map(make_point, SIZES)), own, hop)


def texts(lines):
    return "\n".join(lines)


def test_points_are_read_as_they_were_written(tmp_path):
    file = tmp_path / "points.json"
    points.write(file, [make_point(30), make_point(300)], [0.01], [0.002])

    found = points.read(file)

    assert found.points == [make_point(30), make_point(300)]
    assert (found.own, found.hop, found.sizes) == ([0.01], [0.002], [30, 300])
    assert "UTC" in found.machine
    assert [path.name for path in tmp_path.iterdir()] == ["points.json"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"machine": "x", "points": [{"clients": 3}]}'])
def test_another_file_is_no_file_of_points(tmp_path, text):
    file = tmp_path / "points.json"
    file.write_text(text)

    with pytest.raises(ValueError):
        points.read(file)


def test_points_on_a_line_are_predicted_without_an_error():
    # The crowd's idle work is left out, because a move waits for it now and then.
    quiet = [
        point.__class__(**{**point.__dict__, "idle_share": 0.0}) for point in map(make_point, SIZES)
    ]

    found = texts(capacity.check(make_points(*quiet)))

    assert found.count("+0%") + found.count("-0%") == 3 * len(SIZES)
    assert "the largest error is 0%" in found
    assert found.count("beyond the others") == 2


def test_a_size_that_is_slower_than_the_others_shows_as_an_error():
    found = texts(capacity.check(make_points(*map(make_point, SIZES[:-1]), make_point(10_000, 2))))

    assert "-50%" in found


def test_disturbed_points_and_too_few_are_said():
    one, other = make_point(30), make_point(300)
    void = one.__class__(**{**one.__dict__, "is_void": True})

    found = texts(capacity.check(make_points(void, other)))

    assert "1 of 2 points were disturbed" in found
    assert "nothing checks the model" in found


def plan(measured, clients=100_000):
    return texts(capacity.plan(measured, clients, draws=2, seconds=4.0))


def test_enough_processes_for_the_clients_are_found():
    found = plan(make_points(hop=[1e-3], own=[3e-3]))

    assert "| 10        | 10000" in found
    assert "| 100       | 1000 " in found
    assert "processes on as many cores are enough" in found
    assert "supposed: 1 to 5 ms" not in found


def test_too_slow_a_server_has_no_plan():
    slow = [make_point(size, slowness=100) for size in SIZES]

    assert "no plan has" in plan(make_points(*slow))


def test_what_was_not_measured_is_said():
    found = plan(make_points(make_point(30), make_point(3000)))

    assert "5000 (not measured)" in found
    assert "3000 (not measured)" not in found
    # Though fewer processes would do, if the lines went on.
    assert "34 processes on as many cores are enough" in found
    assert "one process was measured up to 3000 clients" in found
    assert "supposed: 1 to 5 ms" in found


def test_memory_is_that_of_all_processes():
    # 10 processes with 100 MiB each, and 0.01 MiB for each client.
    [row] = [one for one in plan(make_points()).splitlines() if one.startswith("| 10 ")]

    assert row.split("|")[-2].split()[0] == "1.95"


def test_repetitions_are_drawn_within_their_size():
    found = [make_point(30), make_point(30, 2), make_point(300)]

    seen = set()
    for seed in range(20):
        drawn = capacity.drawn(found, random.Random(seed))
        assert [point.clients for point in drawn] == [30, 30, 300]
        seen.add(tuple(point.last[0] for point in drawn[:2]))
    assert len(seen) > 1


def run(monkeypatch, *words):
    monkeypatch.setattr(sys, "argv", ["capacity", *words])
    capacity.main()


def test_the_command_reads_the_file_and_prints_both_tables(monkeypatch, capsys, tmp_path):
    file = tmp_path / "points.json"
    points.write(file, [make_point(size) for size in SIZES], [], [])

    run(monkeypatch, "--points", str(file), "--short")

    printed = capsys.readouterr().out
    assert "Each size predicted from all other sizes" in printed
    assert "100000 clients of one session" in printed


def test_without_points_the_command_says_how_to_get_some(monkeypatch, tmp_path):
    with pytest.raises(SystemExit, match="bench.reach"):
        run(monkeypatch, "--points", str(tmp_path / "none.json"))
