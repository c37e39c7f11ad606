"""Act on next steps, and read the broadcasts and snapshots of members, for tests."""


def propose(rig, scene, *texts, language="kk"):
    for text in texts:
        assert rig.do(scene.ada, "step.propose", text=text, language=language)["ok"]


def put(rig, scene, text="Meet"):
    """Propose step 1 and put it to the room."""
    propose(rig, scene, text)
    assert rig.do(scene.host, "step.put", step=1)["ok"]


def step_shown_to(rig, member, number=1):
    return {step["step"]: step for step in rig.snapshot(member)["steps"]}[number]


def bodies_heard(rig, member, name):
    return [body for heard_name, body in rig.heard_by(member) if heard_name == name]


def answer(rig, member, answer="agree", ballot=1, step=1, **fields):
    return rig.do(member, "step.answer", step=step, ballot=ballot, answer=answer, **fields)
