"""A next step is put to everybody, answered and agreed."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from webinar.rehearsal.choices import ANSWERS
from webinar.rehearsal.sayings import steps_in
from webinar.rehearsal.scene import Scene

DUE_IN = timedelta(days=14)


def steps(scene: Scene) -> str:
    host = scene.host
    before = set(host.member.view["steps"])
    scene.do(host, "step.propose", text=steps_in("en")[0], language="en")
    scene.wait(lambda: bool(set(host.member.view["steps"]) - before), scene.thinking)
    number = max(set(host.member.view["steps"]) - before)
    scene.do(host, "step.put", step=number)
    scene.wait(
        lambda: all(number in one.record.steps_seen for one in scene.members), scene.thinking
    )
    scene.settle("step")
    answers = Counter(one.record.promised_answers.get(number) for one in scene.members)
    right = {answer: answers[answer] for answer in ANSWERS}
    scene.see("the right answers to a step", lambda one: one.view.step(number)["counts"] == right)
    owner, due = scene.people[0].member.name, date.today() + DUE_IN
    scene.do(host, "step.agree", step=number, owner=owner, due=due.isoformat())
    scene.see("what was agreed", lambda one: one.view.step(number)["state"] == "agreed")
    return f"{sum(right.values())} answered one: {right['agree']} agree, {right['disagree']} do not"
