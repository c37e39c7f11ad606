"""All tables are taken within their time, and what did not fit is said."""

import importlib
import re
import sys
from pathlib import Path

import pytest

from bench import __main__ as listing
from bench import capacity, points, tables
from bench.tables import PLAN, POINTS, Table

FILE = Path("points.json")
ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/performance.md").read_text("utf-8")


class Runs:
    """Plays commands: each takes its `seconds`, prints and ends as told."""

    def __init__(self, seconds=10, code=0, text="| a |"):
        self.now, self.seconds, self.code, self.text = 0.0, seconds, code, text
        self.commands, self.remaining = [], []

    def __call__(self, command, remaining):
        self.commands.append(command[2:])
        self.remaining.append(remaining)
        self.now += self.seconds
        return self.code, self.text


def take(runs, seconds, plan=None, **options):
    plan = plan or [Table("One", "one", ("--n", "3"), 60), Table("Two", "two", (POINTS,), 60)]
    return tables.take(plan, seconds, FILE, run=runs, clock=lambda: runs.now, **options)


def test_each_table_has_its_section_with_date_and_machine(capsys):
    runs = Runs()

    assert take(runs, 200) == 0

    printed = capsys.readouterr().out
    assert re.search(r"^On \d+ \w+ \d{4}, .* UTC, .*Python", printed)
    assert printed.index("### One") < printed.index("| a |") < printed.index("### Two")
    assert runs.commands == [["bench.one", "--n", "3"], ["bench.two", str(FILE)]]


def test_what_does_not_fit_is_left_out_and_said(capsys):
    runs = Runs(seconds=50)

    assert take(runs, 100) == 0

    assert [command[0] for command in runs.commands] == ["bench.one"]
    assert "Left out: 50 s remained, and it may take 60 s." in capsys.readouterr().out
    assert runs.remaining == [100]


@pytest.mark.parametrize(("code", "words"), [(1, "Failed with exit code 1"), (None, "no time")])
def test_a_command_that_fails_is_said_and_the_others_go_on(capsys, code, words):
    runs = Runs(code=code)

    assert take(runs, 200) == 1

    assert len(runs.commands) == 2
    assert words in capsys.readouterr().out


def test_a_short_run_is_short_and_takes_all(capsys):
    runs = Runs()

    assert take(runs, 50, short=True) == 0

    assert [command[-1] for command in runs.commands] == ["--short"] * 2


def test_the_whole_plan_fits_into_its_time():
    assert sum(table.seconds for table in PLAN) <= tables.MINUTES * 60


def test_every_command_of_the_plan_is_listed_and_takes_its_options():
    for table in PLAN:
        assert table.command in listing.COMMANDS
        command = importlib.import_module(f"bench.{table.command}")
        files = [Path(command.__file__), ROOT / "bench/options.py"]
        text = "".join(file.read_text("utf-8") for file in files)
        for word in table.arguments:
            assert not word.startswith("--") or f'"{word}"' in text, word


def test_the_page_says_what_the_tables_are_taken_with():
    assert "python -m bench.tables" in PAGE


def test_a_command_that_takes_too_long_is_ended():
    # The first needs no time limit to end, the second never ends by itself.
    quick = [sys.executable, "-c", "print('done')"]
    endless = [sys.executable, "-c", "import signal; signal.pause()"]

    assert tables._run(quick, 600) == (0, "done\n")
    assert tables._run(endless, 0.01) == (None, "")


def test_the_example_of_the_checks_has_points_of_several_sizes():
    example = points.read(Path(__file__).parent / "points.json")

    assert len(example.sizes) >= 3
    assert "the largest error" in "\n".join(capacity.check(example))
