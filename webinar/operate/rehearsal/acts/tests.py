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
    scene.see("an open pre-test", lambda member: state_of(member, test["id"]) == "open")
    return _take(scene, test)


def post_test(scene: Scene) -> str:
    test = find_test(scene, "post")
    if test is None:
        return "the programme has none"
    scene.do(scene.host, "test.open", part=test["id"])
    scene.see("the open post-test", lambda member: state_of(member, test["id"]) == "open")
    result = _take(scene, test)
    scene.do(scene.host, "test.close", part=test["id"])
    scene.see("that the post-test is over", lambda member: state_of(member, test["id"]) == "over")
    return result


def find_test(scene: Scene, role: str) -> Any:
    tests = (scene.host.member.view["tests"] or {}).get("items", ())
    return next((test for test in tests if test["role"] == role), None)


def state_of(member: Participant, part: str) -> Any:
    tests = (member.view["tests"] or {}).get("items", ())
    return next((test["state"] for test in tests if test["id"] == part), None)


def _take(scene: Scene, test: dict[str, Any]) -> str:
    part, size = test["id"], test["of"]
    item_counts = {len(items_of(member.deck, part)) for member in scene.members}
    scene.agree(f"how many items the {part} has in the decks", item_counts, {size})
    scene.settle("test")
    takers = [member for member in scene.members if member.record.test_answers.get(part)]
    finishers = [member for member in scene.members if part in member.record.handed_in]
    if not takers:
        raise Missing(f"nobody took the {part}")

    def counted() -> tuple[int, int]:
        [counts] = [item for item in scene.host.member.view["tests"]["items"] if item["id"] == part]
        return counts["started"], counts["handed_in"]

    right = (len(takers), len(finishers))
    scene.wait(lambda: counted() == right, scene.thinking)
    scene.agree(f"who began and handed in the {part}", counted(), right)
    answers = sum(len(member.record.test_answers[part]) for member in takers)
    resumed = _count_resumed(scene, takers, part)
    return (
        f"{len(takers)} answered {answers} items, {len(finishers)} handed in; "
        f"{resumed} left it half done and went on"
    )


def _count_resumed(scene: Scene, takers: Sequence[Participant], part: str) -> int:
    """Return how many resumed a half-done test, after checking that they found all answers."""
    returners = [member for member in takers if part in member.record.resumed]
    for member in returners:
        scene.wait(partial(_is_back, member, part), scene.thinking)
        saved, restored = member.record.resumed[part]
        # Answers on their way when the link was lost may have arrived.
        scene.check(
            restored >= saved,
            f"{member.name} had answered {saved} items and found {restored} again",
        )
    return len(returners)


def _is_back(member: Participant, part: str) -> bool:
    return member.record.resumed[part][1] >= 0
