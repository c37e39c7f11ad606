"""The test in the lobby before the session begins, and the test when it is nearly over."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from webinar.operate.rehearsal.papers import items_of
from webinar.operate.rehearsal.participant import Participant
from webinar.operate.rehearsal.scene import Missing, Scene


def pre_test(scene: Scene) -> str:
    test = find_test(scene, "pre")
    if test is None:
        return "the programme has none"
    scene.see("an open pre-test", lambda one: state_of(one, test["id"]) == "open")
    return _take(scene, test)


def post_test(scene: Scene) -> str:
    test = find_test(scene, "post")
    if test is None:
        return "the programme has none"
    scene.do(scene.host, "test.open", part=test["id"])
    scene.see("the open post-test", lambda one: state_of(one, test["id"]) == "open")
    done = _take(scene, test)
    scene.do(scene.host, "test.close", part=test["id"])
    scene.see("that the post-test is over", lambda one: state_of(one, test["id"]) == "over")
    return done


def find_test(scene: Scene, role: str) -> Any:
    tests = (scene.host.member.view["tests"] or {}).get("items", ())
    return next((test for test in tests if test["role"] == role), None)


def state_of(one: Participant, part: str) -> Any:
    tests = (one.view["tests"] or {}).get("items", ())
    return next((test["state"] for test in tests if test["id"] == part), None)


def _take(scene: Scene, test: dict[str, Any]) -> str:
    part, of = test["id"], test["of"]
    asked = {len(items_of(member.deck, part)) for member in scene.members}
    scene.agree(f"how many items the {part} has in the decks", asked, {of})
    scene.settle("test")
    took = [member for member in scene.members if member.record.test_answers.get(part)]
    finished = [member for member in scene.members if part in member.record.handed_in]
    if not took:
        raise Missing(f"nobody took the {part}")

    def counted() -> tuple[int, int]:
        [seen] = [one for one in scene.host.member.view["tests"]["items"] if one["id"] == part]
        return seen["started"], seen["handed_in"]

    right = (len(took), len(finished))
    scene.wait(lambda: counted() == right, scene.thinking)
    scene.agree(f"who began and handed in the {part}", counted(), right)
    return (
        f"{len(took)} answered {sum(len(one.record.test_answers[part]) for one in took)} items, "
        f"{len(finished)} handed in; {_resumed(scene, took, part)} left it half done and went on"
    )


def _resumed(scene: Scene, took: Sequence[Participant], part: str) -> int:
    """Return how many came back to a half-done test, after checking that they found all answers."""
    came_back = [one for one in took if part in one.record.resumed]
    for one in came_back:
        scene.wait(partial(_is_back, one, part), scene.thinking)
        left, found = one.record.resumed[part]
        # Answers on their way when the link was lost may have arrived.
        scene.check(found >= left, f"{one.name} had answered {left} items and found {found} again")
    return len(came_back)


def _is_back(one: Participant, part: str) -> bool:
    return one.record.resumed[part][1] >= 0
