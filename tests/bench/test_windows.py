"""Disturbed windows of measurement are repeated, and reported if the disturbance persists."""

import pytest

from bench.accounting import CpuTime
from bench.gathering import Window, measure_undisturbed
from bench.report import Report

QUIET = Window(1.0, CpuTime(0.5), CpuTime(0.5))
BUSY_LOAD = Window(1.0, CpuTime(0.5), CpuTime(0.9))
WAITING_LOAD = Window(1.0, CpuTime(0.5), CpuTime(0.5, waiting=0.2))
WAITING_SERVER = Window(1.0, CpuTime(0.5, waiting=0.2), CpuTime(0.5))


@pytest.mark.parametrize(
    ("window", "reason"),
    [
        (BUSY_LOAD, "the load generator was 90% busy"),
        (WAITING_LOAD, "others had the cores for 20% of the time"),
        (WAITING_SERVER, "others had the cores for 20% of the time"),
        (QUIET, ""),
        (Window(), ""),
    ],
)
def test_a_disturbed_window_gives_its_reason(window, reason):
    assert window.trouble() == reason


def test_waiting_for_the_servers_own_threads_is_not_a_disturbance():
    assert not Window(1.0, CpuTime(0.5, other_threads=0.2, waiting=0.2), CpuTime(0.5)).trouble()


def test_our_process_on_the_load_generators_core_is_not_a_disturbance():
    assert not WAITING_LOAD.of_server().trouble()
    assert WAITING_SERVER.of_server().trouble()


def test_windows_add_up():
    total = Window()
    total.add(QUIET)
    total.add(WAITING_SERVER)

    assert (total.seconds, total.server, total.load) == (2.0, CpuTime(1.0, 0, 0.2), CpuTime(1.0))


@pytest.mark.parametrize(
    ("windows", "tries", "is_noted"),
    [
        ([QUIET, QUIET], 1, False),
        ([BUSY_LOAD, QUIET], 2, False),
        ([BUSY_LOAD, BUSY_LOAD, QUIET], 2, True),
    ],
)
def test_disturbed_window_is_measured_again_and_reported_if_it_persists(
    windows, tries, is_noted, capsys
):
    report, remaining = Report("Title", tries=2), list(windows)

    measure_undisturbed(lambda: remaining.pop(0), report, 30, "ours")
    report.add(30, "ours", figure=1)
    report.show()

    assert len(windows) - len(remaining) == tries
    printed = capsys.readouterr().out
    assert ("ours, 30: disturbed in all tries" in printed) is is_noted
    assert ("| ours (void 1 of 1) |" in printed) is is_noted
