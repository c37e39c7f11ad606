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
        poll: Body = self.parts["polls"].get(key, {})
        return poll

    def step(self, number: int) -> Body:
        step: Body = self.parts["steps"].get(number, {})
        return step

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
        content = {key: value for key, value in body.items() if key not in _ENVELOPE}
        if "part" in body:
            self._apply_part(body["part"], **content)
        elif name == "slide.moved":
            self.parts["room"] = {**self.parts["room"], **content}
        elif name == "room.started":
            self.parts["room"] = {**self.parts["room"], **content, "state": "live"}
        elif name == "room.people":
            self.parts["people"] = content["people"]
        elif "poll" in content:
            self._apply_poll(name, content)
        elif "step" in content:
            self._apply_step(name, content)

    def _is_stale(self, name: str, body: Body) -> bool:
        """Whether a newer state was applied already; sequenced broadcasts come in order."""
        if body.get("audience") is not None or "version" not in body:
            return False
        subject = (name, body.get("key") or _name(body.get("poll")) or body.get("step"))
        if body["version"] < max(self._newest.get(subject, 0), self._version):
            return True
        self._newest[subject] = body["version"]
        return False

    def _apply_part(
        self, part: str, set: Body | None = None, put: Iterable[Body] = (), gone: Iterable[Any] = ()
    ) -> None:
        current = self.parts.get(part) or {}
        if "items" in current:
            items = {item["id"]: item for item in current["items"]}
            for item in put:
                items[item["id"]] = {**items.get(item["id"], {}), **item}
            for key in gone:
                items.pop(key, None)
            current = {**current, "items": list(items.values())}
        self.parts[part] = {**current, **(set or {})}

    def _apply_poll(self, name: str, content: Body) -> None:
        news = content["poll"] if isinstance(content["poll"], dict) else content
        current = self.poll(news["poll"])
        if name == "poll.voted":
            news = {"mine": news["options"]}
        elif name in ("poll.shown", "poll.hidden"):
            replies = {reply["id"]: reply for reply in current.get("replies", ())}
            replies |= {reply["id"]: reply for reply in news.get("replies", ())}
            visible = [reply for key, reply in replies.items() if key not in news.get("ids", ())]
            news = {"replies": visible}
        elif name == "poll.replies":
            return
        if name in _STATES:
            news = {**news, "state": _STATES[name]}
        polls = self.parts["polls"]
        self.parts["polls"] = {**polls, _name(content["poll"]): {**current, **news}}

    def _apply_step(self, name: str, content: Body) -> None:
        if name == "step.put":
            self._put(**content)
        elif name in ("step.proposed", "step.changed"):
            self._change_step(content["step"]["step"], content["step"])
        elif name == "step.answered":
            self._change_step(content["step"], {"mine": {**content, "step": None}})
        else:
            self._change_step(content["step"], {**content})

    def _put(self, step: int | None, ballot: int, previous: int | None) -> None:
        if previous is not None:
            self._change_step(previous, {"state": "proposed"})
        if step is not None:
            self._change_step(step, {"state": "put", "ballot": ballot})

    def _change_step(self, number: int, news: Body) -> None:
        steps = self.parts["steps"]
        current = steps.get(number, {})
        if news.get("ballot", current.get("ballot")) != current.get("ballot"):
            # A new ballot has begun: earlier answers no longer count.
            cleared: Body = {"counts": dict.fromkeys(ANSWERS, 0), "mine": None, "reasons": []}
            current = {**current, **cleared, "outcome": None}
        self.parts["steps"] = {**steps, number: {**current, **news}}


def _name(poll: Any) -> str | None:
    key: str | None = poll["poll"] if isinstance(poll, dict) else poll
    return key
