"""Keep a client's view of a room by the rule of docs/wire.md: snapshot, then broadcasts."""

import copy

MISSING = object()
# What no snapshot holds: it is said once, and whoever was away has missed it.
PASSING = {"server.restarting", "host.acted"}


class Follower:
    """`view` is comparable with `view_of(snapshot)`; `gap` says that something was missed."""

    def __init__(self, snapshot):
        self.take(snapshot)

    def take(self, snapshot):
        self.view = view_of(snapshot)
        self.version = snapshot["version"]
        self.heard = dict(snapshot["said"])
        self.newest = {}
        self.gap = False

    def hear(self, name, body):
        if self.gap or name in PASSING:
            return
        if name == "room.tick":
            said = body["said"]
            behind = any(said[audience] > version for audience, version in self.heard.items())
            self.gap = behind or body.get("missed", False)
        elif "after" in body:
            self._hear_in_sequence(name, body)
        else:
            about = (name, body.get("poll"), body.get("step"), body.get("key"))
            if body["version"] >= self.newest.get(about, self.version):
                self.newest[about] = body["version"]
                apply(self.view, name, body)

    def _hear_in_sequence(self, name, body):
        audience, version = body["audience"], body["version"]
        if version <= self.version:
            return
        if body["after"] > self.heard[audience]:
            self.gap = True
            return
        self.heard[audience] = version
        apply(self.view, name, body)


def view_of(snapshot):
    """Return the parts of a snapshot that do not depend on when it was taken."""
    names = ("room", "me", "people", "floor", "signals", "timing", "slides_hidden", "marker")
    view = copy.deepcopy({key: snapshot[key] for key in names})
    view["polls"] = {poll["poll"]: dict(poll) for poll in copy.deepcopy(snapshot["polls"])}
    view["steps"] = {step["step"]: dict(step) for step in copy.deepcopy(snapshot["steps"])}
    return view


def apply(view, name, body):
    """Apply a broadcast to a member's view."""
    body = copy.deepcopy(body)
    noun, verb = name.split(".")
    if "part" in body:
        view[body["part"]] = (view[body["part"]] or {}) | body["set"]
    elif noun == "poll":
        _apply_poll(view, verb, body)
    elif noun == "step":
        _apply_step(view, verb, body)
    elif name == "room.started":
        view["room"].update(state="live", started_at=body["started_at"])
    elif name == "room.ended":
        view["room"].update(state="ended", ended_at=body["ended_at"])
    elif name == "slide.moved":
        view["room"].pop("revealed", None)
        view["room"] |= {key: body[key] for key in ("slide", "revealed") if key in body}
    elif name == "member.changed":
        view["me"]["language"] = body["language"]
    elif name == "room.people":
        view["people"] = body["people"]
    else:
        raise AssertionError(f"a client does not know what {name} means")


def _is_host(view):
    return view["people"] is not None


def _apply_poll(view, verb, body):
    key = body["poll"] if isinstance(body["poll"], str) else body["poll"]["poll"]
    if verb in ("drafted", "opened"):
        own = {} if _is_host(view) else {"mine": None}
        view["polls"][key] = own | view["polls"].get(key, {}) | body["poll"]
        return
    poll = view["polls"][key]
    if verb == "voted":
        poll.pop("answer", None)
        poll["mine"] = body["options"]
        if answer := {k: v for k, v in body.items() if k in _ANSWER_KEYS}:
            poll["answer"] = answer
        return
    if verb in ("replies", "shown", "hidden"):
        _apply_replies(poll, body)
        return
    if verb == "closed":
        poll.pop("closes_at", None)
    if verb in ("closed", "revealed"):
        poll["state"] = verb
    poll.update({k: v for k, v in body.items() if k in _POLL_KEYS})


_POLL_KEYS = ("closed_at", "closes_at", "tally", "voters", "figures", "correct", "right", "why")
_POLL_KEYS += ("languages",)
_ANSWER_KEYS = ("points", "number", "words", "text", "abstain")


def _apply_replies(poll, body):
    known = {reply["id"]: reply for reply in poll.pop("replies", [])}
    for reply in body.get("replies", []):
        known[reply["id"]] = known.get(reply["id"], {}) | reply
    remaining = [known[id_] for id_ in sorted(known) if id_ not in body.get("ids", [])]
    if remaining:
        poll["replies"] = remaining


def _apply_step(view, verb, body):
    steps = view["steps"]
    if verb in ("proposed", "changed"):
        change = body["step"]
        known = steps.get(change["step"], _unanswered(view))
        if known.get("ballot", change["ballot"]) != change["ballot"]:
            known = _unanswered(view)
        own = {key: known[key] for key in ("mine", "reasons") if key in known}
        steps[change["step"]] = own | change
    elif verb == "put":
        if body["previous"] is not None:
            steps[body["previous"]]["state"] = "proposed"
        if body["step"] is not None:
            step = steps[body["step"]]
            if step["ballot"] != body["ballot"]:
                counts = dict.fromkeys(step["counts"], 0)
                step.update(_unanswered(view), counts=counts, outcome=None, ballot=body["ballot"])
            step["state"] = "put"
    elif verb == "answered":
        steps[body["step"]]["mine"] = {key: body[key] for key in ("answer", "reason", "is_late")}
    elif verb == "terms":
        pass  # its part of the snapshot is compared elsewhere
    else:
        steps[body["step"]].update({k: v for k, v in body.items() if k in ("counts", "reasons")})


def _unanswered(view):
    return {"reasons": []} if _is_host(view) else {"mine": None}
