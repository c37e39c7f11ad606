"""Every command is listed and documented."""

import importlib
from pathlib import Path

import pytest

from bench import __main__ as listing
from bench import options

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", listing.COMMANDS)
def test_a_listed_command_can_be_run_and_is_documented(name):
    command = importlib.import_module(f"bench.{name}")

    assert callable(command.main)
    assert f"bench.{name}" in (ROOT / "docs/performance.md").read_text("utf-8")


def test_the_list_names_every_command(capsys):
    listing.main()

    printed = capsys.readouterr().out
    programs = [
        path.stem
        for path in (ROOT / "bench").glob("*.py")
        if "argparse" in (text := path.read_text("utf-8")) or "options.read(" in text
    ]
    programs.remove("options")
    assert sorted(programs) == sorted(listing.COMMANDS)
    assert all(f"bench.{name}" in printed for name in programs)


def test_short_run_is_small_whatever_the_other_options(monkeypatch):
    monkeypatch.setattr(options, "_make_ready", lambda: None)

    short = options.read("x", "What", (300, 3000), ("ours",), ["--short", "--n", "9", "--hold"])
    full = options.read("x", "What", (300, 3000), ("ours",), ["--n", "30,40"])

    assert (short.sizes, short.repeat, short.tries, short.hold) == ((30,), 1, 1, True)
    assert (full.sizes, full.repeat, full.hold) == ((30, 40), 3, False)


def test_caller_may_choose_the_growing_parts(monkeypatch):
    monkeypatch.setattr(options, "_make_ready", lambda: None)
    fields = {"sizes": (30,), "sides": ("ours",), "by": ("polls", "steps", "past")}

    default = options.read("x", "What", **fields, arguments=[])
    chosen = options.read("x", "What", **fields, arguments=["--by", "polls", "past"])

    assert default.by == ("polls", "steps", "past")
    assert chosen.by == ("polls", "past")
