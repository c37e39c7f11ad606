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
        "that it is their turn",
        lambda member: member.view["signals"]["hand"] == "called",
        [speaker],
    )
    scene.do(speaker, "reaction.send", kind="good")
    scene.do(speaker, "hand.lower")

    def right_counts() -> dict[str, int]:
        reactions_by_member = (member.record.did("reaction.send") for member in scene.members)
        return dict(
            Counter(reaction["kind"] for reactions in reactions_by_member for reaction in reactions)
        )

    # Others go on reacting meanwhile, so wait until everybody sees the same counts.
    scene.see("the right reactions", lambda member: _reactions(member) == right_counts())
    return f"{sum(right_counts().values())} reactions counted, one raised hand called"


def _queue(scene: Scene) -> list[int]:
    return [hand["member"] for hand in scene.host.member.view["signals"]["hands"]]


def _reactions(member: object) -> dict[str, int]:
    counts = member.view["signals"]["reactions"]  # type: ignore[attr-defined]
    return {kind: count for kind, count in counts.items() if count}
