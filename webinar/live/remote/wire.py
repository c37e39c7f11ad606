"""The room as a remote knows it: on a phone, without what it never shows.

A remote is opened by a code on a screen, which somebody else may scan first. So it is sent what it
needs to move the session on, and no names, texts or results beyond that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webinar.kit.permissions import HOST_ROLES

_PARTS = frozenset(
    {"floor", "me", "people", "plan", "polls", "questions", "room", "stage", "steps", "terms"}
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
        "slide.moved",
        "stage.changed",
        "step.changed",
        "step.counts",
        "step.proposed",
        "step.put",
        "step.terms",
    }
)
# The fields that a remote leaves out: it shows how many have answered a poll and how many agree
# to a step, and a question to read out.
_POLL = frozenset({"texts", "why", "figures", "replies", "languages", "tally", "correct", "right"})
_STEP = frozenset({"reasons", "mine"})
_QUESTION = frozenset({"by", "reason", "into", "answer"})
_READABLE = "open"


def shortened(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts of a snapshot that a remote shows; the argument stays as it is."""
    kept = {name: part for name, part in snapshot.items() if name in _PARTS | _MARKS}
    kept["polls"] = [_without(poll, _POLL) for poll in snapshot["polls"]]
    kept["steps"] = [_without(step, _STEP) for step in snapshot["steps"]]
    questions = snapshot["questions"]
    open_ones = [question for question in questions["items"] if question["state"] == _READABLE]
    kept["questions"] = {**questions, "items": [_without(one, _QUESTION) for one in open_ones]}
    kept["people"] = snapshot["people"] and _only_hosts(snapshot["people"])
    return kept


def for_remote(event: str, body: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the part of a broadcast that a remote hears; None if it hears nothing.

    For a broadcast that it does not need, return only the place in the sequence: without it the
    remote would think that it had missed the broadcast.
    """
    if event not in _EVENTS:
        return {name: body[name] for name in _MARKS & body.keys()} if "after" in body else None
    if event.startswith("poll."):
        return _within(_without(body, _POLL), "poll", _POLL)
    if event.startswith("step."):
        return _within(dict(body), "step", _STEP)
    if event == "question.changed":
        return {**body, "put": [_without(one, _QUESTION) for one in body["put"]]}
    if event == "room.people":
        return {**body, "people": _only_hosts(body["people"])}
    return dict(body)


def _within(body: dict[str, Any], key: str, names: frozenset[str]) -> dict[str, Any]:
    """Return the body without these names of the thing itself, if the thing is there in full."""
    thing = body.get(key)
    return {**body, key: _without(thing, names)} if isinstance(thing, Mapping) else body


def _without(thing: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in thing.items() if name not in names}


def _only_hosts(people: Mapping[str, Any]) -> dict[str, Any]:
    """The numbers, and those members among whom the slides may be handed over."""
    return {
        **people,
        "members": [person for person in people["members"] if person["role"] in HOST_ROLES],
    }
