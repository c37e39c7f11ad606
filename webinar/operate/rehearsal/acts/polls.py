"""Polls of every kind at the same time: made on the spot, voted in, closed and shown."""

from __future__ import annotations

from typing import Any

from webinar.content.lessons.poll_kinds import PollKind
from webinar.operate.rehearsal.acts.results import check_result
from webinar.operate.rehearsal.sayings import polls_in
from webinar.operate.rehearsal.scene import Scene

# Fields besides a question and its options. One poll is anonymous; one closes by itself.
_FIELDS: dict[PollKind, dict[str, Any]] = {
    PollKind.SINGLE: {"anonymous": True},
    PollKind.SEVERAL: {"abstain": True},
    PollKind.POINTS: {"points": 10},
    PollKind.NUMERIC: {"right": 40, "tolerance": 5, "quiz": True},
}
KINDS = {kind: _FIELDS.get(kind, {}) for kind in PollKind if kind.is_made_on_the_spot}
COUNTED_DOWN, SECONDS = PollKind.SCALE, 5


def every_kind(scene: Scene) -> str:
    host = scene.host
    keys = {kind: make_poll(scene, kind, **more) for kind, more in KINDS.items()}
    for kind, key in keys.items():
        limit = SECONDS if kind == COUNTED_DOWN else None
        scene.do(host, "poll.open", poll=key, seconds=limit)
    scene.see(
        f"the {len(keys)} open polls",
        lambda member: all(member.view.poll(key).get("opened_at") for key in keys.values()),
    )
    scene.see(
        "that a poll closed by itself",
        lambda member: member.view.poll(keys[COUNTED_DOWN]).get("state") == "closed",
    )
    scene.settle("poll")
    votes = sum(check(scene, keys[kind], kind) for kind in keys)
    return (
        f"{len(keys)} polls, one with a countdown, and {votes} ballots that the results agree with"
    )


def make_poll(scene: Scene, kind: str, **more: Any) -> str:
    """Make a poll of this kind, worded in each language; return its key."""
    before = set(scene.host.member.view["polls"])
    (question, options), words = polls_in("en"), {}
    for language in sorted({member.language for member in scene.members} - {"en"}):
        translated_question, translated_options = polls_in(language)
        words[language] = {
            "question": translated_question,
            "options": _options(kind, translated_options),
        }
    fields = {"quiz": False, "options": _options(kind, options), "translations": words, **more}
    poll = {"kind": kind, "language": "en", "question": question, **fields}
    scene.do(scene.host, "poll.create", **poll)
    scene.wait(lambda: bool(set(scene.host.member.view["polls"]) - before), scene.thinking)
    [key] = set(scene.host.member.view["polls"]) - before
    return str(key)


def check(scene: Scene, key: str, kind: str) -> int:
    """Close a poll, show its result and check it; return the number of ballots."""
    host = scene.host
    if host.member.view.poll(key)["state"] == "open":
        scene.do(host, "poll.close", poll=key)
    scene.settle()
    scene.do(host, "poll.reveal", poll=key)
    if PollKind(kind).collects_texts:
        scene.do(host, "poll.show", poll=key, everything=True)
    scene.see(
        f"the result of “{key}”", lambda member: member.view.poll(key).get("state") == "revealed"
    )
    return check_result(scene, key, kind)


def _options(kind: str, options: tuple[str, ...]) -> list[str]:
    if PollKind(kind).is_scale:
        return ["1", "2", "3", "4", "5"]
    if PollKind(kind).fixed_options:
        return list(options[: len(PollKind(kind).fixed_options)])
    return list(options) if PollKind(kind).has_options else []
