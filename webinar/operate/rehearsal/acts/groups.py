"""Group work: each person is in a group, and the notes hold everything that they wrote."""

from __future__ import annotations

from webinar.operate.rehearsal.scene import Scene

SIZE, MINUTES = 5, 10


def groups(scene: Scene) -> str:
    host = scene.host
    scene.do(host, "groups.draft", split="random", size=SIZE)
    scene.do(host, "groups.start", minutes=MINUTES)
    scene.see(
        "their own group",
        lambda member: bool((member.view["groups"] or {}).get("mine")),
        scene.people,
    )
    numbers = {member.view["groups"]["mine"] for member in scene.members}
    caller = scene.people[0]
    scene.do(caller, "group.help", wanted=True)
    group_number = caller.member.view["groups"]["mine"]
    scene.wait(lambda: _calls(scene) == [group_number], scene.thinking)
    scene.agree("the groups that call", _calls(scene), [group_number])
    scene.do(host, "groups.answer", group=group_number)
    scene.do(host, "groups.helped", group=group_number)
    scene.settle("group")
    scene.do(host, "groups.close")
    scene.see(
        "the end of the round", lambda member: member.view["groups"]["round"]["state"] == "closed"
    )
    edits = [edit["now"] for member in scene.members for edit in member.record.did("group.write")]
    newest_round = scene.pages.json(f"/rooms/{scene.code}/groups.json")[0]
    texts = [block["text"] for group in newest_round["groups"] for block in group["note"]]
    scene.agree("the notes of the groups", sorted(texts), sorted(edits))
    return f"{len(numbers)} groups wrote {len(edits)} paragraphs, all kept; one called for help"


def _calls(scene: Scene) -> list[int]:
    items = scene.host.member.view["groups"]["items"]
    return [item["group"] for item in items if item.get("help_at")]
