"""One member's view of the room: the snapshot, changed by the broadcasts since then. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from webinar.operate.rehearsal.choices import ANSWERS

Body = dict[str, Any]

# The fields that a broadcast carries besides its content.
_ENVELOPE = frozenset({"version", "audience", "after", "part", "key"})
_STATES = {"poll.opened": "open", "poll.closed": "closed", "poll.revealed": "revealed"}


class View:
    """A view. `parts` are those of the snapshot, with polls by key and steps by number."""

    def __init__(self) -> None:
        self.parts: dict[str, Any] = {"polls": {}, "steps": {}}
        # For each subject of a state, the version of the newest state that was applied.
        self._newest: dict[tuple[str, Any], int] = {}
        self._version = 0

    def __getitem__(self, part: str) -> Any:
        """Return a part of the snapshot; None if this member does not see it."""
        return self.parts.get(part)

    def poll(self, key: str) -> Body:
        found: Body = self.parts["polls"].get(key, {})
        return found

    def step(self, number: int) -> Body:
        found: Body = self.parts["steps"].get(number, {})
        return found

    def take_snapshot(self, snapshot: Body) -> None:
        self._version = snapshot["version"]
        self.parts = {
            **snapshot,
            "polls": {poll["poll"]: poll for poll in snapshot["polls"]},
            "steps": {step["step"]: step for step in snapshot["steps"]},
        }

    def apply(self, name: str, body: Body) -> None:
        """Apply a broadcast; one that is older than the view changes nothing."""
        if self._is_stale(name, body):
            return
        said = {key: value for key, value in body.items() if key not in _ENVELOPE}
        if "part" in body:
            self._apply_part(body["part"], **said)
        elif name == "slide.moved":
            self.parts["room"] = {**self.parts["room"], "slide": said["slide"]}
        elif name == "room.started":
            self.parts["room"] = {**self.parts["room"], **said, "state": "live"}
        elif name == "room.people":
            self.parts["people"] = said["people"]
        elif "poll" in said:
            self._apply_poll(name, said)
        elif "step" in said:
            self._apply_step(name, said)

    def _is_stale(self, name: str, body: Body) -> bool:
        """Whether a state is older than the known one; sequenced broadcasts come in order."""
        if body.get("audience") is not None or "version" not in body:
            return False
        of = (name, body.get("key") or _name(body.get("poll")) or body.get("step"))
        if body["version"] < max(self._newest.get(of, 0), self._version):
            return True
        self._newest[of] = body["version"]
        return False

    def _apply_part(
        self, part: str, set: Body | None = None, put: Iterable[Body] = (), gone: Iterable[Any] = ()
    ) -> None:
        known = self.parts.get(part) or {}
        items = {one["id"]: one for one in known.get("items", ())}
        for one in put:
            items[one["id"]] = {**items.get(one["id"], {}), **one}
        for key in gone:
            items.pop(key, None)
        self.parts[part] = {**known, "items": list(items.values()), **(set or {})}

    def _apply_poll(self, name: str, said: Body) -> None:
        news = said["poll"] if isinstance(said["poll"], dict) else said
        known = self.poll(news["poll"])
        if name == "poll.voted":
            news = {"mine": news["options"]}
        elif name in ("poll.shown", "poll.hidden"):
            replies = {one["id"]: one for one in known.get("replies", ())}
            replies |= {one["id"]: one for one in news.get("replies", ())}
            shown = [reply for key, reply in replies.items() if key not in news.get("ids", ())]
            news = {"replies": shown}
        elif name == "poll.replies":
            return
        if name in _STATES:
            news = {**news, "state": _STATES[name]}
        polls = self.parts["polls"]
        self.parts["polls"] = {**polls, _name(said["poll"]): {**known, **news}}

    def _apply_step(self, name: str, said: Body) -> None:
        if name == "step.put":
            self._put(**said)
        elif name in ("step.proposed", "step.changed"):
            self._change_step(said["step"]["step"], said["step"])
        elif name == "step.answered":
            self._change_step(said["step"], {"mine": {**said, "step": None}})
        else:
            self._change_step(said["step"], {**said})

    def _put(self, step: int | None, ballot: int, previous: int | None) -> None:
        if previous is not None:
            self._change_step(previous, {"state": "proposed"})
        if step is not None:
            self._change_step(step, {"state": "put", "ballot": ballot})

    def _change_step(self, number: int, news: Body) -> None:
        steps = self.parts["steps"]
        known = steps.get(number, {})
        if news.get("ballot", known.get("ballot")) != known.get("ballot"):
            # A new ballot has begun: earlier answers no longer count.
            begun: Body = {"counts": dict.fromkeys(ANSWERS, 0), "mine": None, "reasons": []}
            known = {**known, **begun, "outcome": None}
        self.parts["steps"] = {**steps, number: {**known, **news}}


def _name(poll: Any) -> str | None:
    key: str | None = poll["poll"] if isinstance(poll, dict) else poll
    return key
