"""Finds the files that differ from the upstream branch, and the unit tests for them."""

from __future__ import annotations

import subprocess
from pathlib import Path, PurePosixPath

from tools.stamps import ROOT

# These tests run after any change: walls between folders, and texts that can be translated.
ALWAYS = ["tests/test_walls.py", "tests/test_translatable.py"]
NOT_UNIT = ("tests/browser/", "tests/protocol/", "tests/js/")


def changed_files(root: Path = ROOT) -> list[str]:
    """Return the files that differ from the upstream branch, are not committed, or are new.

    Without an upstream, or at its newest commit, return only uncommitted files.
    """
    base = _git(root, "merge-base", "HEAD", "@{upstream}") or ["HEAD"]
    differing = _git(root, "diff", "--name-only", base[0])
    new = _git(root, "ls-files", "--others", "--exclude-standard")
    return sorted({*differing, *new})


def unit_tests_beside(changed: list[str], root: Path = ROOT) -> list[str]:
    """Return the tests to run: changed tests, and tests named like the changed files or folders."""
    paths = {test for path in changed for test in _tests_of(PurePosixPath(path), root)}
    folders = {path for path in paths if (root / path).is_dir()}
    # Drop the files that are in one of the folders.
    inside = {path for path in paths if any(path.startswith(f"{folder}/") for folder in folders)}
    return sorted(paths - inside) + [test for test in ALWAYS if test not in paths]


def _tests_of(path: PurePosixPath, root: Path) -> list[str]:
    top, *rest = path.parts
    if top == "tests":
        is_test = path.name.startswith("test_") and path.suffix == ".py"
        is_there = is_test and (root / path).is_file()
        if is_there and not str(path).startswith(NOT_UNIT):
            return [str(path)]
        # A folder's tests use its factories and other helpers.
        return [] if is_test or not _is_in_folder(rest) else _test_folder(rest, root)
    if top in ("webinar", "templates") and _is_in_folder(rest):
        return _test_folder(rest, root)
    if path.suffix == ".py":
        return [
            str(test.relative_to(root)) for test in (root / "tests").glob(f"test_{path.stem}*.py")
        ]
    if path.suffix == ".md":
        return [str(test.relative_to(root)) for test in (root / "tests").glob("test_doc*.py")]
    return []


def _is_in_folder(rest: list[str]) -> bool:
    """Return whether the path is in a folder of a wing or in `kit`, and is not a loose file."""
    return len(rest) > 2 or (len(rest) == 2 and rest[0] == "kit")


def _test_folder(rest: list[str], root: Path) -> list[str]:
    folder = "/".join(["tests", *rest[:-1][:2]])
    return [folder] if (root / folder).is_dir() and f"{folder}/" not in NOT_UNIT else []


def _git(root: Path, *words: str) -> list[str]:
    """Return the lines that git prints; none if git fails or is not installed."""
    command = ["git", "-C", str(root), *words]
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return result.stdout.splitlines()
