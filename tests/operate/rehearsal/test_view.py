"""Broadcasts update the view of a simulated member."""

import pytest

from tests.operate.rehearsal.room import Room
from webinar.operate.rehearsal.view import View

TO_EVERYONE = {"audience": "everyone"}


@pytest.fixture
def view():
    view = View()
    snapshot = Room().snapshot()
    questions = {"open": True, "items": [{"id": 1, "text": "Why?", "votes": 0}]}
    view.take_snapshot({**snapshot, "version": 5, "questions": questions})
    return view


def test_change_of_a_part_puts_sets_and_removes(view):
    put = [{"id": 1, "votes": 2}, {"id": 2, "votes": 0}]
    view.apply("question.changed", {"part": "questions", "put": put, "version": 6, **TO_EVERYONE})
    view.apply(
        "question.rules", {"part": "questions", "set": {"open": False}, "version": 7, **TO_EVERYONE}
    )
    view.apply("question.changed", {"part": "questions", "gone": [2], "version": 8, **TO_EVERYONE})

    assert view["questions"] == {"open": False, "items": [{"id": 1, "text": "Why?", "votes": 2}]}


def test_call_goes_when_the_session_ends(view):
    entry = {"language": "", "link": "https://call.example.test/a", "phone": "", "pin": ""}
    view.parts["call"] = {"entries": [entry]}

    view.apply("call.changed", {"part": "call", "set": {"entries": []}, "version": 6})

    assert view["call"] == {"entries": []}


@pytest.mark.parametrize("stale", [4, 6])
def test_outdated_state_changes_nothing(view, stale):
    state = {"part": "signals", "set": {"hand": "up"}}
    view.apply("signals.hand", {**state, "version": 7})

    view.apply("signals.hand", {"part": "signals", "set": {"hand": None}, "version": stale})

    assert view["signals"]["hand"] == "up"


def test_poll_is_followed_from_opening_to_result(view):
    opened = {"poll": "tea", "state": "open", "options": ["a", "b"]}
    view.apply("poll.opened", {"poll": opened, "version": 6, **TO_EVERYONE})
    view.apply("poll.voted", {"poll": "tea", "options": ["b"], "version": 7})
    view.apply("poll.closed", {"poll": "tea", "closed_at": "", "version": 8, **TO_EVERYONE})
    assert (view.poll("tea")["state"], view.poll("tea")["mine"]) == ("closed", ["b"])

    tally = {"a": 0, "b": 1}
    revealed = {"poll": "tea", "voters": 1, "tally": tally, "correct": [], "why": {}}
    view.apply("poll.revealed", {**revealed, "version": 9, **TO_EVERYONE})

    assert (view.poll("tea")["state"], view.poll("tea")["tally"]) == ("revealed", tally)


def test_poll_texts_are_shown_and_hidden_again(view):
    replies = [{"id": "1", "text": "Trust"}, {"id": "2", "text": "Fear"}]
    view.apply("poll.shown", {"poll": "why", "replies": replies, "version": 6, **TO_EVERYONE})
    view.apply("poll.hidden", {"poll": "why", "ids": ["2"], "version": 7, **TO_EVERYONE})

    assert [reply["text"] for reply in view.poll("why")["replies"]] == ["Trust"]
