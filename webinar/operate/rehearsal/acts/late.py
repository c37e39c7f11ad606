"""A participant comes late, is let in, and learns what they missed."""

from __future__ import annotations

import time

from webinar.operate.rehearsal.scene import Scene

# The server leaves out slides that were shown only briefly. This is longer than its limit.
SURELY_SEEN = 7.0


def late(scene: Scene) -> str:
    # A participant who comes within the first minute is not late.
    scene.wait(lambda: time.monotonic() - scene.began_at > scene.late_after, 10 + scene.late_after)
    [latecomer] = scene.arrive(0)
    scene.wait(lambda: latecomer.door.waits and bool(latecomer.door.quality), scene.thinking)
    scene.do(scene.host, "lobby.admit_all")
    scene.see("the room, when late", lambda member: member.is_in, [latecomer])
    missed = latecomer.ask("catchup.look").get("missed") or {
        "slides": [],
        "polls": [],
        "minutes": 0,
    }
    current_slide = latecomer.member.view["room"]["slide"]
    scene.check(
        set(missed["slides"]) >= _must_have_missed(scene) - {current_slide}, "a slide is left out"
    )
    scene.check({slide for _, slide in scene.shown} >= set(missed["slides"]), "a slide too many")
    polls = latecomer.member.view["polls"].values()
    right = sorted(poll["poll"] for poll in polls if poll["state"] in ("closed", "revealed"))
    scene.agree(
        "the polls that were missed", sorted(poll["poll"] for poll in missed["polls"]), right
    )
    scene.do(latecomer, "catchup.done", slides=len(missed["slides"]))
    scene.agree("what is missed in the end", latecomer.ask("catchup.look").get("missed"), None)
    return (
        f"caught up with slides: {len(missed['slides'])}, polls: {len(missed['polls'])}, "
        f"minutes: {missed['minutes']}"
    )


def _must_have_missed(scene: Scene) -> set[int]:
    """Return the slides that were on the screen for long enough to be missed."""
    ends = [at for at, _ in scene.shown[1:]] + [time.monotonic()]
    stays = zip(scene.shown, ends, strict=True)
    return {slide for (at, slide), end in stays if end - at > SURELY_SEEN}
