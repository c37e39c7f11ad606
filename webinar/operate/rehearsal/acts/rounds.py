"""The host asks a poll of the programme twice, before and after a discussion."""

from __future__ import annotations

from webinar.content.lessons.poll_kinds import PollKind
from webinar.operate.rehearsal.acts.polls import check
from webinar.operate.rehearsal.scene import Scene


def two_rounds(scene: Scene) -> str:
    host = scene.host
    tests = {test["id"] for test in (host.member.view["tests"] or {}).get("items", ())}
    polls = [
        poll
        for poll in host.member.view["polls"].values()
        if poll["slide"] is not None
        and PollKind(poll["kind"]).is_choice
        and poll["state"] == "draft"
        and poll["poll"].split("--")[0] not in tests
        and not poll.get("anonymous")
    ]
    if not polls:
        return "the programme has no poll that could be asked twice"
    first = min(polls, key=lambda poll: int(poll["slide"]))
    scene.go(host, first["slide"])
    before = _round(scene, first["poll"], first["kind"])
    scene.do(host, "poll.again", poll=first["poll"])
    scene.wait(lambda: bool(_second(scene, first["poll"])), scene.thinking)
    second = _second(scene, first["poll"])
    after = _round(scene, second, first["kind"])
    scene.see(
        "both rounds side by side",
        lambda member: (
            member.view.poll(second).get("first") == first["poll"]
            and member.view.poll(first["poll"])["state"] == "revealed"
        ),
    )
    return f"{before} voted in “{first['poll']}” and {after} when it was asked again"


def _round(scene: Scene, key: str, kind: str) -> int:
    scene.do(scene.host, "poll.open", poll=key)
    scene.see(f"the open poll “{key}”", lambda member: member.view.poll(key).get("state") == "open")
    scene.settle("poll")
    return check(scene, key, kind)


def _second(scene: Scene, key: str) -> str:
    polls = scene.host.member.view["polls"].values()
    return next((str(poll["poll"]) for poll in polls if poll.get("first") == key), "")
