"""A countdown for an activity, and a break with its return time."""

from __future__ import annotations

from typing import Any

from webinar.operate.rehearsal.scene import Scene

COUNTDOWN, MORE, BREAK = 5, 2, 15


def timed(scene: Scene) -> str:
    scene.do(scene.host, "countdown.start", minutes=COUNTDOWN, label="discussion")
    first = _check_same(scene, "activity")
    scene.do(scene.host, "timing.add", minutes=MORE)
    scene.see(
        "that there is more time", lambda member: _running(member)["ends_at"] > first["ends_at"]
    )
    _check_same(scene, "activity")
    _end(scene)
    return f"{COUNTDOWN} minutes of discussion and {MORE} more, the same end on every screen"


def pause(scene: Scene) -> str:
    scene.do(scene.host, "break.start", minutes=BREAK)
    running = _check_same(scene, "break")
    _end(scene)
    return f"a break of {BREAK} minutes, back at {running['clock']} on every screen"


def _check_same(scene: Scene, kind: str) -> Any:
    """Check that everybody sees the same running countdown or break, and return it."""
    right = scene.host.member.view["timing"]["now"]
    scene.agree("what runs", right and right["kind"], kind)
    scene.see(f"the {kind} that runs", lambda member: _running(member) == right)
    return right


def _end(scene: Scene) -> None:
    scene.do(scene.host, "timing.end")
    scene.see("that the time is over", lambda member: _running(member) is None)


def _running(member: Any) -> Any:
    return member.view["timing"]["now"]
