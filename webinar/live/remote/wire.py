"""Reduces the room's snapshot and broadcasts to the parts that a remote on a phone shows.

A remote is opened by a code on a screen, which somebody else may scan first. So it gets only the
data that it needs to move the session on, and no other names, texts or results.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webinar.kit.permissions import HOST_ROLES

_PARTS = frozenset(
    "floor me people plan polls questions room slides_hidden stage steps terms timing".split()
)
# The fields that tell snapshots apart, and give a broadcast's place in its sequence.
_MARKS = frozenset({"version", "said", "now", "tag", "audience", "after"})
_EVENTS = frozenset(
    {
        "floor.changed",
        "member.changed",
        "member.removed",
        "poll.closed",
        "poll.drafted",
        "poll.extended",
        "poll.opened",
        "poll.revealed",
        "poll.tally",
        "question.changed",
        "question.votes",
        "room.ended",
        "room.extended",
        "room.people",
        "room.started",
        "room.tick",
        "server.restarting",
        "slide.hidden",
        "slide.moved",
        "stage.changed",
        "step.changed",
        "step.counts",
        "step.proposed",
        "step.put",
        "step.terms",
        "timing.changed",
    }
)
# The fields that a remote does not get. It shows how many people have answered a poll or agree to a
# step, and a question to read out.
_HIDDEN_OF_POLL = frozenset(
    {"texts", "why", "figures", "replies", "languages", "tally", "correct", "right"}
)
_HIDDEN_OF_STEP = frozenset({"reasons", "mine"})
_HIDDEN_OF_QUESTION = frozenset({"by", "reason", "into", "answer"})
_READABLE = "open"


def shortened(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts of a snapshot that a remote shows; the argument stays as it is."""
    parts = {name: value for name, value in snapshot.items() if name in _PARTS | _MARKS}
    parts["polls"] = [_without(poll, _HIDDEN_OF_POLL) for poll in snapshot["polls"]]
    parts["steps"] = [_without(step, _HIDDEN_OF_STEP) for step in snapshot["steps"]]
    questions = snapshot["questions"]
    open_questions = [question for question in questions["items"] if question["state"] == _READABLE]
    parts["questions"] = {
        **questions,
        "items": [_without(question, _HIDDEN_OF_QUESTION) for question in open_questions],
    }
    parts["people"] = snapshot["people"] and _only_hosts(snapshot["people"])
    return parts


def for_remote(event: str, body: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the part of a broadcast that a remote hears; None if it hears nothing.

    For a broadcast that it does not need, return only the place in the sequence: without it the
    remote would think that it had missed the broadcast.
    """
    if event not in _EVENTS:
        return {name: body[name] for name in _MARKS & body.keys()} if "after" in body else None
    if event.startswith("poll."):
        return _without_nested(_without(body, _HIDDEN_OF_POLL), "poll", _HIDDEN_OF_POLL)
    if event.startswith("step."):
        return _without_nested(dict(body), "step", _HIDDEN_OF_STEP)
    if event == "question.changed":
        return {
            **body,
            "put": [_without(question, _HIDDEN_OF_QUESTION) for question in body["put"]],
        }
    if event == "room.people":
        return {**body, "people": _only_hosts(body["people"])}
    return dict(body)


def _without_nested(body: dict[str, Any], key: str, names: frozenset[str]) -> dict[str, Any]:
    """Return the body; if `key` holds an object, leave these names out of that object."""
    fields = body.get(key)
    return {**body, key: _without(fields, names)} if isinstance(fields, Mapping) else body


def _without(fields: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in names}


def _only_hosts(people: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the numbers and the hosts: the slides may be handed over only among hosts."""
    return {
        **people,
        "members": [person for person in people["members"] if person["role"] in HOST_ROLES],
    }
