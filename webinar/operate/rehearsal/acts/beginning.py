"""The host starts the session and moves the slides, and everybody follows."""

from __future__ import annotations

import time

from webinar.operate.rehearsal.scene import Scene

SLIDES = (1, 2)


def begin(scene: Scene) -> str:
    scene.do(scene.host, "room.start")
    scene.began_at = time.monotonic()
    scene.shown.append((scene.began_at, 0))
    scene.see("that the session has begun", lambda member: member.view["room"]["state"] == "live")
    floor = scene.host.member.view["floor"]
    scene.agree("who presents", floor["holder"], scene.host.member.number)
    for slide in SLIDES:
        scene.go(scene.host, slide)
    return f"all {len(scene.people)} saw the start and {len(SLIDES)} slides"
