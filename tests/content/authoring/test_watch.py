"""Watching a folder: any change of its content counts, and the browser is notified of it."""

import itertools
import os

import pytest

from webinar.content.authoring.watch import ROUNDS_OF_SILENCE, changes, stamp


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "pictures").mkdir()
    (tmp_path / "en.md").write_text("one")
    return tmp_path


def write(path, text):
    path.write_text(text)


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: write(folder / "en.md", "one and two"),
        lambda folder: os.utime(folder / "en.md", (1, 1)),
        lambda folder: write(folder / "ru.md", "new"),
        lambda folder: write(folder / "pictures/map.svg", "new"),
        lambda folder: (folder / "en.md").unlink(),
        lambda folder: (folder / "en.md").rename(folder / "kk.md"),
    ],
    ids=["longer", "saved again", "added", "added below", "removed", "renamed"],
)
def test_any_change_in_the_folder_changes_its_stamp(folder, change):
    before = stamp([folder])

    change(folder)

    assert stamp([folder]) != before


def test_hidden_files_and_missing_folders_do_not_change_the_stamp(folder):
    before = stamp([folder])

    write(folder / ".en.md.swp", "half")
    (folder / ".git").mkdir()
    write(folder / ".git/index", "x")

    assert stamp([folder]) == before == stamp([folder, folder / "not-there"])


def test_each_change_is_sent_once():
    stamps = iter(["a", "a", "b", "b", "c"])

    events = list(itertools.islice(changes(lambda: next(stamps), lambda: None, "a"), 3))

    assert events == ["retry: 1000\n\n", "data: b\n\n", "data: c\n\n"]


def test_a_page_rendered_before_a_change_is_notified_at_once():
    events = list(itertools.islice(changes(lambda: "b", lambda: None, "a"), 2))

    assert events[1] == "data: b\n\n"


def test_a_real_change_is_sent(folder):
    def wait():
        write(folder / "en.md", "two, and longer")

    events = changes(lambda: stamp([folder]), wait, stamp([folder]))

    assert next(events).startswith("retry")
    assert next(events) == f"data: {stamp([folder])}\n\n"


def test_a_comment_is_sent_regularly_to_detect_closed_browsers():
    rounds = []

    events = changes(lambda: "a", lambda: rounds.append(1), "a")

    assert list(itertools.islice(events, 2))[1] == ": nothing new\n\n"
    assert len(rounds) == ROUNDS_OF_SILENCE - 1
