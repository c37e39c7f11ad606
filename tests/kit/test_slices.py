"""Heavy pages run in slices, between which the loop serves everybody else."""

from contextlib import ExitStack

import pytest

from tests.conftest import run_in_thread
from tests.quiet_eventlet import eventlet
from webinar.kit import concurrency, slices
from webinar.kit.loop_turns import in_turns


@pytest.fixture
def loop(monkeypatch):
    """A loop as the server's; the function runs tasks on it until all are done."""
    monkeypatch.setattr(concurrency, "mode", lambda: "eventlet")
    monkeypatch.setattr(concurrency, "sleep", eventlet.sleep)
    monkeypatch.setattr(slices, "_turns", concurrency.Turns())
    monkeypatch.setattr(slices, "SLICE_SECONDS", 0.0)

    def run(*tasks):
        for thread in [eventlet.spawn(task) for task in tasks]:
            thread.wait()

    return run


def steps(name, story, times=3):
    """A page that writes its name into the story after each pause."""

    def page():
        with slices.cutting():
            for _ in range(times):
                slices.pause()
                story.append(name)

    return page


def others(story, times=3):
    """Another task of the loop, served in each round."""

    def serve():
        for _ in range(times):
            story.append("served")
            eventlet.sleep(0)

    return serve


def test_page_lets_the_loop_serve_others_between_its_slices(loop):
    story = []

    loop(steps("page", story), others(story))

    assert story[0] == "served"
    assert story != sorted(story) and story != sorted(story, reverse=True)
    assert sorted(story) == ["page"] * 3 + ["served"] * 3


def test_pages_take_turns_in_one_order(loop):
    story = []

    loop(steps("a", story), steps("b", story))

    assert story == ["a", "b"] * 3


def test_slice_that_is_not_over_goes_on(loop, monkeypatch):
    monkeypatch.setattr(slices, "SLICE_SECONDS", 1e9)
    story = []

    loop(steps("page", story), others(story))

    assert story[:3] == ["page"] * 3


def test_code_outside_of_a_page_in_slices_never_pauses(loop):
    story = []

    def work():
        for _ in in_turns(range(100), each=1000):
            slices.pause()
        story.append("work")

    loop(work, others(story, times=1))

    assert story == ["work", "served"]


def test_long_rows_of_a_page_are_cut(loop):
    story = []

    def page():
        with slices.cutting():
            for _ in in_turns(range(100), each=1000):
                pass
        story.append("page")

    loop(page, others(story))

    assert story == ["served"] * 3 + ["page"]


def test_page_waits_while_a_change_is_written(loop, monkeypatch):
    monkeypatch.setattr(slices, "PATIENCE_SECONDS", 1e9)
    story = []

    def change():
        with slices.writing():
            for _ in range(5):
                story.append("writing")
                eventlet.sleep(0)

    loop(change, steps("page", story))

    assert story == ["writing"] * 5 + ["page"] * 3


def test_page_is_answered_though_changes_are_written_all_the_time(loop, monkeypatch):
    monkeypatch.setattr(slices, "PATIENCE_SECONDS", 0.0)
    story = []

    with slices.writing():
        loop(steps("page", story))

    assert story == ["page"] * 3


def test_failing_page_and_failing_change_leave_nothing_behind(loop, monkeypatch):
    def fail(block):
        with pytest.raises(ZeroDivisionError), block():
            raise ZeroDivisionError

    monkeypatch.setattr(slices, "LONGEST_WAIT_SECONDS", 0.0)
    for _ in range(slices.PAGES_AT_ONCE + 1):
        fail(slices.cutting)
    fail(slices.writing)

    assert not slices.is_cutting()
    assert slices._changes_in_writing == 0


def test_page_is_refused_if_no_place_becomes_free(loop, monkeypatch):
    monkeypatch.setattr(slices, "LONGEST_WAIT_SECONDS", 0.0)
    story = []

    def page():
        with pytest.raises(slices.NoPlace), slices.cutting():
            story.append("page")

    with ExitStack() as held:
        for _ in range(slices.PAGES_AT_ONCE):
            held.enter_context(slices.cutting())
        loop(page)
    loop(steps("later", story, times=1))

    assert story == ["later"]


def test_what_a_page_starts_is_not_in_slices(loop):
    """Neither a task on the loop nor a thread gives way: they may hold what others wait for."""
    found = []

    def page():
        with slices.cutting():
            eventlet.spawn(lambda: found.append(slices.is_cutting())).wait()
            run_in_thread(lambda: found.append(slices.is_cutting()))

    loop(page)

    assert found == [False, False]


def test_with_threads_a_page_does_not_wait(monkeypatch):
    monkeypatch.setattr(slices, "SLICE_SECONDS", 0.0)
    monkeypatch.setattr(slices, "LONGEST_WAIT_SECONDS", 0.0)
    story = []

    with slices.writing(), ExitStack() as open_pages:
        for _ in range(slices.PAGES_AT_ONCE + 1):
            open_pages.enter_context(slices.cutting())
        steps("page", story)()

    assert story == ["page"] * 3
