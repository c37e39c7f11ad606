"""Five next steps are worded in three languages, put to everybody, answered, decided and owned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from webinar.operate.rehearsal.choices import ANSWERS
from webinar.operate.rehearsal.sayings import AGREED_STEPS
from webinar.operate.rehearsal.scene import Scene

DUE_IN = timedelta(days=30)


def steps(scene: Scene) -> str:
    outcomes: Counter[str] = Counter()
    answered = 0
    for turn, (words, role) in enumerate(AGREED_STEPS):
        number = _propose(scene, words)
        answered += _ask(scene, number)
        if _recorded_outcome(scene, number) != "agreed":
            # Reword the step: another wording begins a new ballot, with other answers.
            step = scene.host.member.view.step(number)
            base, text = step["revisions"]["en"], f"{step['text']} We begin with one school."
            scene.do(scene.host, "step.amend", step=number, text=text, language="en", base=base)
            answered += _ask(scene, number)
        outcome = _recorded_outcome(scene, number)
        outcomes[outcome] += 1
        if outcome != "agreed":
            why = "The cohort settled it in the room."
            scene.do(scene.host, "step.decide", step=number, outcome="agreed", reason=why)
        _give_owner(scene, number, role, accepts=turn % 2 == 0)
        _set_date(scene, number)
    return (
        f"{len(AGREED_STEPS)} steps, {answered} answers: {outcomes['agreed']} agreed by the rule, "
        f"{len(AGREED_STEPS) - outcomes['agreed']} otherwise; each has an owner who accepted"
    )


def _propose(scene: Scene, words: Mapping[str, str]) -> int:
    host = scene.host
    before = set(host.member.view["steps"])
    scene.do(host, "step.propose", text=words["en"], language="en")
    scene.wait(lambda: bool(_new(scene, words["en"], before)), scene.thinking)
    number = max(_new(scene, words["en"], before))
    for language in ("ru", "kk"):
        base = {"step": number, "base": 1}
        scene.do(host, "step.translate", text=words[language], language=language, **base)
    scene.see(
        "a step in three languages",
        lambda member: member.view.step(number)["texts"] == {"ru": words["ru"], "kk": words["kk"]},
    )
    return number


def _new(scene: Scene, text: str, before: set[int]) -> set[int]:
    """Return the new steps with this text, since others may propose steps meanwhile."""
    steps = scene.host.member.view["steps"]
    return {number for number in set(steps) - before if steps[number]["text"] == text}


def _ask(scene: Scene, number: int) -> int:
    """Put a step to everybody, close it and check its outcome; return the number of answers."""
    if scene.host.member.view.step(number)["state"] != "put":
        scene.do(scene.host, "step.put", step=number)
    scene.see("a step that is put", lambda member: member.view.step(number)["state"] == "put")
    scene.settle("step")
    scene.do(scene.host, "step.close", step=number)
    scene.see("what came of a step", lambda member: bool(member.view.step(number)["outcome"]))
    answers = Counter(member.record.promised_answers.get(number) for member in scene.members)
    right = {answer: answers[answer] for answer in ANSWERS}
    scene.see(
        "the right answers to a step",
        lambda member: member.view.step(number)["outcome"]["counts"] == right,
    )
    return sum(right.values())


def _recorded_outcome(scene: Scene, number: int) -> str:
    outcome = scene.host.member.view.step(number)["outcome"] or {}
    recorded: str = outcome.get("recorded", "")
    return recorded


def _set_date(scene: Scene, number: int) -> None:
    due = (date.today() + DUE_IN).isoformat()
    details = scene.host.member.view.step(number)["details"]
    scene.do(scene.host, "step.detail", step=number, base=details, due=due)

    def is_there(member: Any) -> bool:
        step = member.view.step(number)
        return bool(step["state"] == "owned" and step["due"] == due)

    scene.see("an owned step with its date", is_there)


def _give_owner(scene: Scene, number: int, role: str, *, accepts: bool) -> None:
    """Give a step an owner who accepts on their own device, or a role that is accepted on paper."""
    if accepts:
        owner = scene.people[0]
        me = owner.member.view["me"]["member"]
        scene.do(scene.host, "step.own", step=number, member=me)
        scene.do(owner, "step.accept", step=number, owner=1)
    else:
        scene.do(scene.host, "step.own", step=number, role=role)
        scene.do(scene.host, "step.on_paper", step=number, owner=1)
