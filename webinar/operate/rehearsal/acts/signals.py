"""Participants react, and the host calls a raised hand."""

from __future__ import annotations

from collections import Counter

from webinar.operate.rehearsal.scene import Scene


def signals(scene: Scene) -> str:
    host, speaker = scene.host, scene.people[-1]
    scene.do(speaker, "hand.raise")
    scene.wait(lambda: speaker.member.number in _queue(scene), scene.thinking)
    scene.check(speaker.member.number in _queue(scene), "the host saw no hand")
    scene.do(host, "hand.call", member=speaker.member.number)
    scene.see(
        "that it is their turn", lambda one: one.view["signals"]["hand"] == "called", [speaker]
    )
    scene.do(speaker, "reaction.send", kind="good")
    scene.do(speaker, "hand.lower")

    def right() -> dict[str, int]:
        sent = (member.record.did("reaction.send") for member in scene.members)
        return dict(Counter(one["kind"] for each in sent for one in each))

    # Others go on reacting meanwhile, so wait until everybody sees the same counts.
    scene.see("the right reactions", lambda one: _reactions(one) == right())
    return f"{sum(right().values())} reactions counted, one raised hand called"


def _queue(scene: Scene) -> list[int]:
    return [hand["member"] for hand in scene.host.member.view["signals"]["hands"]]


def _reactions(one: object) -> dict[str, int]:
    counts = one.view["signals"]["reactions"]  # type: ignore[attr-defined]
    return {kind: count for kind, count in counts.items() if count}
