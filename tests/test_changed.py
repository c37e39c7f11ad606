"""Unit tests are found for changed files."""

import subprocess

import pytest

from tools.changed import ALWAYS, changed_files, unit_tests_beside


@pytest.fixture
def tree(tmp_path):
    """A repository of the same shape with everything committed."""
    for path in (
        "webinar/live/polls/actions.py",
        "webinar/operate/upkeep.py",
        "templates/live/polls/poll.html",
        "docs/wire.md",
        "tests/live/polls/test_voting.py",
        "tests/live/polls/rig.py",
        "tests/browser/test_polls.py",
        "tests/protocol/test_clock.py",
        "tests/test_upkeep.py",
        "tests/test_docs.py",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("first")
    run(tmp_path, "init", "-q")
    commit(tmp_path)
    return tmp_path


def run(tree, *arguments):
    author = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    subprocess.run(["git", "-C", tree, *author, *arguments], check=True)


def commit(tree):
    run(tree, "add", ".")
    run(tree, "commit", "-qm", "A change")


def test_uncommitted_and_new_files_count_as_changed(tree):
    (tree / "webinar/operate/upkeep.py").write_text("second")
    (tree / "webinar/new.py").write_text("first")

    assert changed_files(tree) == ["webinar/new.py", "webinar/operate/upkeep.py"]


def test_files_committed_since_the_upstream_branch_count_as_changed(tree):
    run(tree, "branch", "upstream")
    run(tree, "branch", "-q", "--set-upstream-to", "upstream")
    (tree / "webinar/operate/upkeep.py").write_text("second")
    commit(tree)

    assert changed_files(tree) == ["webinar/operate/upkeep.py"]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ("webinar/live/polls/actions.py", ["tests/live/polls"]),
        ("templates/live/polls/poll.html", ["tests/live/polls"]),
        ("tests/live/polls/rig.py", ["tests/live/polls"]),
        ("tests/live/polls/test_voting.py", ["tests/live/polls/test_voting.py"]),
        ("webinar/operate/upkeep.py", ["tests/test_upkeep.py"]),
        ("docs/wire.md", ["tests/test_docs.py"]),
        ("tests/browser/test_polls.py", []),
        ("tests/protocol/test_clock.py", []),
        ("tests/live/polls/test_that_was_removed.py", []),
        ("webinar/live/elsewhere/actions.py", []),
    ],
)
def test_unit_tests_of_changed_files_are_found(tree, changed, expected):
    assert unit_tests_beside([changed], tree) == [*expected, *ALWAYS]


def test_folder_is_run_once_even_if_its_files_changed_too(tree):
    changed = ["webinar/live/polls/actions.py", "tests/live/polls/test_voting.py"]

    assert unit_tests_beside(changed, tree) == ["tests/live/polls", *ALWAYS]
