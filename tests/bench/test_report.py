"""A report gives medians and ratios, and a missed target fails the command."""

import platform

import pytest

from bench.machine import processor
from bench.report import Report, finish, percentile, table


def make_report(ours, node):
    result = Report("Title")
    for figure in ours:
        result.add(30, "ours", last_ms=figure)
    for figure in node:
        result.add(30, "node", last_ms=figure)
    return result


def test_ratio_is_taken_of_the_medians():
    figures = make_report(ours=[1, 2, 900], node=[4, 4, 5])

    assert figures.ratio(30, "last_ms", "node") == 0.5


def test_unmeasured_side_has_no_ratio_and_no_target(capsys):
    figures = make_report(ours=[1], node=[])
    figures.target("ours / node", figures.ratio(30, "last_ms", "node"), "<=", 0.9)

    assert figures.show()
    assert "ours / node" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("value", "sign", "limit", "met"),
    [(0.9, "<=", 0.9, True), (0.91, "<=", 0.9, False), (2.5, ">=", 2.5, True), (2, ">=", 3, False)],
)
def test_a_target_is_met_or_missed(capsys, value, sign, limit, met):
    figures = make_report(ours=[1], node=[1])
    figures.target("a target", value, sign, limit)

    assert figures.show() is met
    assert ("MISSED" in capsys.readouterr().out) is not met


@pytest.mark.parametrize(("hold", "code"), [(True, 1), (False, 0)])
def test_missed_target_fails_the_command_only_with_hold(hold, code):
    figures = make_report(ours=[2], node=[1])
    figures.target("a target", 2, "<=", 1)

    with pytest.raises(SystemExit) as ended:
        finish(figures, hold)

    assert ended.value.code == code


def test_a_table_is_markdown():
    assert table(["a", "b"], [["1", "22"]]).splitlines() == [
        "| a | b  |",
        "| - | -- |",
        "| 1 | 22 |",
    ]


def test_a_percentile_is_a_value_that_occurred():
    assert percentile(list(range(100)), 0.95) == 95
    assert percentile([7], 0.95) == 7


def test_a_table_says_where_it_was_made_and_which_rows_are_void(capsys):
    figures = make_report(ours=[1, 2, 3], node=[1, 2, 3])
    figures.mark_void(30, "node")
    figures.mark_void(30, "node")
    figures.show()

    printed = capsys.readouterr().out
    assert f"Python {platform.python_version()}" in printed
    assert "UTC" in printed
    assert "| node (void 2 of 3) |" in printed
    assert "| ours               |" in printed


def test_the_processor_is_named_as_the_kernel_names_it():
    assert processor("processor\t: 0\nmodel name\t: AMD EPYC 7B13\n") == "AMD EPYC 7B13"
    assert processor("processor\t: 0\n") == platform.machine()
