"""Ask questions, and read the lists, snapshots and broadcasts of members, for tests."""

import json

OPEN = {"open": True, "moderated": False, "anonymous": False}


def ask(rig, member, text="Why?", language="kk"):
    assert rig.do(member, "question.ask", text=text, language=language)["ok"]


def moderate(rig, scene, **rules):
    assert rig.do(scene.host, "question.set", **(OPEN | rules))["ok"]


def list_questions(rig, member, since=0):
    """Return the questions in this member's list, by number."""
    answer = rig.ask(member, "question.list", since=since)
    assert answer["ok"], answer
    return {question["id"]: question for question in answer["questions"]}


def questions_in_snapshot(rig, member):
    """Return the questions in a host's snapshot, by number."""
    return {question["id"]: question for question in rig.snapshot(member)["questions"]["items"]}


def sent_to(rig, member):
    """Return everything that this member heard or could ask for, as text."""
    rig.beat()
    sent = [rig.heard_by(member), rig.snapshot(member), rig.ask(member, "question.list", since=1)]
    return json.dumps([*sent, rig.ask(member, "question.list")], ensure_ascii=False)


def bodies_heard(rig, member, name):
    return [body for heard_name, body in rig.heard_by(member) if heard_name == name]
