"""The session ends for all, and its report says what everybody did."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from webinar.operate.rehearsal.acts.tests import find_test
from webinar.operate.rehearsal.scene import Scene


def end(scene: Scene) -> str:
    scene.settle()
    scene.do(scene.host, "room.end")
    scene.see("the end", lambda member: member.is_over)
    # All clients take their last look now; the report is read only after that.
    scene.wait(lambda: not any(person.thread.is_alive() for person in scene.people), scene.thinking)
    return f"all {len(scene.people)} saw it"


def report(scene: Scene) -> str:
    """Check that the report has each answer of each person, and the gain that follows from them."""
    pre, post = find_test(scene, "pre"), find_test(scene, "post")
    if pre is None or post is None:
        return "the programme has no tests"
    rows = _rows(scene, "tests")
    rows_by_answer = {(row["part"], row["member"], row["item"]): row for row in rows}
    reported_answers = {key: sorted(row["options"]) for key, row in rows_by_answer.items()}
    scene.agree("the answers of the tests in the report", reported_answers, _answers(scene))
    before, after = _right(rows, pre["id"]), _right(rows, post["id"])
    matched = [(was_right, after[key]) for key, was_right in before.items() if key in after]
    whole = [row for row in _rows(scene, "gains") if not row["item"] and not row["language"]]
    if not whole:
        return f"{len(rows)} answers of tests, of too few people for a gain"
    [gain] = whole
    right = (len(matched), sum(old for old, _ in matched), sum(new for _, new in matched))
    percents = (right[0], _percent(right[1], right[0]), _percent(right[2], right[0]))
    reported_gain = (gain["pairs"], gain["right_before_percent"], gain["right_after_percent"])
    scene.agree("the gain of all together", reported_gain, percents)
    return (
        f"{len(rows)} answers of tests; {gain['pairs']} pairs, right {reported_gain[1]} % before "
        f"and {reported_gain[2]} % after, a gain of {gain['gain']}"
    )


def _answers(scene: Scene) -> dict[Any, list[str]]:
    return {
        (part, member.number, item.removeprefix(f"{part}--")): sorted(options)
        for member in scene.members
        for part, items in member.record.test_answers.items()
        for item, options in items.items()
    }


def _rows(scene: Scene, kind: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = scene.pages.json(f"/rooms/{scene.code}/report/{kind}.json")["rows"]
    return rows


def _right(rows: Iterable[dict[str, Any]], part: str) -> dict[tuple[int, str], bool]:
    """Return whether each marked answer to this test is right, by member and item."""
    return {
        (row["member"], row["item"]): row["is_right"]
        for row in rows
        if row["part"] == part and row["is_right"] is not None
    }


def _percent(part: int, whole: int) -> int:
    """Return the nearest whole percentage; halves are rounded up."""
    return (200 * part + whole) // (2 * whole) if whole else 0
