"""The floor goes to the second presenter and back; only its holder can move the slides."""

from __future__ import annotations

from webinar.operate.rehearsal.client import Client
from webinar.operate.rehearsal.scene import Scene


def hand_over(scene: Scene) -> str:
    _give(scene, scene.host, scene.presenter)
    _give(scene, scene.presenter, scene.host)
    return "to the second presenter and back; all followed whoever had it, and nobody else"


def _give(scene: Scene, holder: Client, heir: Client) -> None:
    _, slide = scene.shown[-1]
    scene.do(holder, "floor.offer", member=heir.member.number)
    scene.see(
        "that the floor is offered to them",
        lambda member: member.view["floor"]["offered"] == heir.member.number,
        [heir],
    )
    scene.do(heir, "floor.take", holder=holder.member.number)
    scene.see(
        "who presents",
        lambda member: member.view["floor"]["holder"] == heir.member.number,
        [scene.host, scene.presenter, scene.interpreter],
    )
    refused = holder.do("slide.go", slide=slide)
    scene.agree("a move by who presents no more", refused.get("code"), "floor_elsewhere")
    scene.go(heir, slide + 1)
