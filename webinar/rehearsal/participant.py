"""One simulated participant: what it knows of the room, what it will do, and when.

No sockets, no threads, no clock: `now` is given, so that an hour can be tried in a millisecond.
"""

from __future__ import annotations

from functools import partial
from random import Random
from typing import Any

from webinar.rehearsal import choices
from webinar.rehearsal.agenda import Agenda, Intention
from webinar.rehearsal.follow import Body, Follower
from webinar.rehearsal.outbox import Command, Outbox, Reply
from webinar.rehearsal.people import Persona
from webinar.rehearsal.record import COUNTED, Record
from webinar.rehearsal.sayings import reasons_in
from webinar.rehearsal.talking import Talker

# When in a session somebody thinks of a step to propose, and when a link is lost: seconds.
PROPOSING = (20.0, 150.0)
DROPPING = (30.0, 180.0)
AWAY = (4.0, 20.0)
# How long a question whose answer does not come is waited for.
SNAPSHOT_PATIENCE = 5.0
# Parts of the snapshot that make people say something.
TALKED_ABOUT = ("questions", "chat", "groups")


class Participant:
    """Tell it what arrives (snapshots, broadcasts, replies); send what `due` returns."""

    def __init__(self, persona: Persona, *, cohort_seed: int, pace: float = 1.0) -> None:
        self.persona = persona
        self.record = Record()
        self.is_over = False
        # Set when the participant is about to lose its link, to how long it will be away.
        self.leaves_for: float | None = None
        self._follower = Follower()
        self._outbox = Outbox(self.record)
        self._agenda = Agenda()
        self._random = Random(persona.seed)  # noqa: S311  # a rehearsal, not a secret
        # With chances of its own, so that what it says changes nothing of how it votes.
        self._talker = Talker(persona.language, Random(f"{persona.seed} talk"))  # noqa: S311
        self._cohort_seed = cohort_seed
        self._pace = pace
        self._has_begun = False
        self._asked_at: float | None = None

    @property
    def version(self) -> int:
        return self._follower.version

    @property
    def unanswered(self) -> int:
        return len(self._outbox)

    def take_snapshot(self, snapshot: Body, now: float) -> None:
        """The state of the room: after every connect, and after a gap."""
        self._asked_at = None
        room = snapshot["room"]
        self.record.slide = room["slide"]
        for poll in snapshot["polls"]:
            self._see_poll(poll, now)
        for step in snapshot["steps"]:
            self._see_step(step, now)
        if room["state"] == "live":
            self._begin(now)
            for part in TALKED_ABOUT:
                self._talk(part, snapshot.get(part) or {}, now)
        self.is_over = room["state"] == "ended"
        for name, body in self._follower.take_snapshot(snapshot, now):
            self._apply(name, body, now)
        self._outbox.resend_all(now)
        self.record.gaps = self._follower.gaps

    def hear(self, name: str, body: Body, now: float) -> None:
        for ready_name, ready in self._follower.hear(name, body, now):
            self._apply(ready_name, ready, now)

    def replied(self, op_id: str, reply: Reply, now: float) -> None:
        self._outbox.replied(op_id, reply, now)

    def lost(self) -> None:
        self._follower.forget()
        self._asked_at = None
        self.record.links_lost += 1

    def due(self, now: float) -> list[Command]:
        """What to send now. Only while there is a link."""
        if self._must_ask(now):
            self._asked_at = now
            return [Command("room.snapshot", {})]
        if not self._follower.is_caught_up:
            return []
        self._agenda.do_due(now)
        return self._outbox.due(now)

    def next_at(self) -> float | None:
        """When `due` may have something to say, unless something arrives before."""
        times = [self._agenda.next_at(), self._outbox.next_at()]
        return min((at for at in times if at is not None), default=None)

    def _must_ask(self, now: float) -> bool:
        if not self._follower.needs_snapshot(now):
            return False
        return self._asked_at is None or now - self._asked_at > SNAPSHOT_PATIENCE

    def _apply(self, name: str, body: Body, now: float) -> None:
        match name:
            case "slide.moved":
                self.record.slide = body["slide"]
                self.record.slides_followed += 1
            case "poll.opened":
                self._see_poll(body["poll"], now)
            case "poll.closed":
                self._agenda.cancel(("poll", body["poll"]))
            case "step.put":
                if body["previous"] is not None:
                    self._agenda.cancel(("step", body["previous"]))
                self._plan_answer(body["step"], now)
            case "step.agreed" | "step.dropped":
                self._agenda.cancel(("step", body["step"]))
            case "room.started":
                self._begin(now)
            case _ if body.get("part") in TALKED_ABOUT:
                news = {"items": body.get("put", ()), **body.get("set", {})}
                self._talk(body["part"], news, now)
            case "room.ended":
                self._agenda.clear()
                self.is_over = True

    def _begin(self, now: float) -> None:
        if self._has_begun:
            return
        self._has_begun = True
        if self.persona.proposes:
            self._plan("propose", now, self._between(PROPOSING), self._propose)
        if self.persona.drops_link:
            self._plan("drop", now, self._between(DROPPING), self._drop)
        for after, name, fields in self.persona.signals:
            self._plan(("signal", name), now, after, partial(self._signal, name, fields))

    def _see_poll(self, poll: Body, now: float) -> None:
        key = poll["poll"]
        if poll["state"] != "open":
            self._agenda.cancel(("poll", key))
            return
        if key in self.record.polls_seen:
            return
        self.record.polls_seen.add(key)
        if self._random.random() >= self.persona.silent:
            self._plan_vote(poll, now)

    def _plan_vote(self, poll: Body, now: float) -> None:
        after = choices.thinking_time(self.persona, self._random)
        self._plan(("poll", poll["poll"]), now, after, lambda at: self._vote(poll, at))

    def _vote(self, poll: Body, now: float) -> None:
        key = poll["poll"]
        language = self.persona.language
        vote = choices.pick_vote(poll, language, self._cohort_seed, self._random)
        self.record.votes_sent += 1

        def counted(at: float) -> None:
            self.record.votes_acknowledged += 1
            self.record.promised_votes[key] = _promise(poll, vote)
            # An anonymous vote is final.
            if not poll.get("anonymous") and self._random.random() < self.persona.fickle:
                self._plan_vote(poll, at)

        self._outbox.put("poll.vote", {"poll": key, **vote}, now, counted)

    def _see_step(self, step: Body, now: float) -> None:
        if step["state"] == "put":
            self._plan_answer(step["step"], now)
        else:
            self._agenda.cancel(("step", step["step"]))

    def _plan_answer(self, number: int, now: float) -> None:
        if number in self.record.steps_seen:
            return
        self.record.steps_seen.add(number)
        after = choices.thinking_time(self.persona, self._random)
        self._plan(("step", number), now, after, lambda at: self._answer(number, at))

    def _answer(self, number: int, now: float) -> None:
        answer, reason = choices.pick_answer(self._random), ""
        if self._random.random() < self.persona.reasons:
            reason = self._random.choice(reasons_in(self.persona.language, answer))

        def counted(_at: float) -> None:
            self.record.promised_answers[number] = answer

        fields = {"step": number, "answer": answer, "reason": reason}
        self._outbox.put("step.answer", fields, now, counted)

    def _propose(self, now: float) -> None:
        def proposed(_at: float) -> None:
            self.record.steps_proposed += 1

        fields = {"text": self.persona.proposes, "language": self.persona.language}
        self._outbox.put("step.propose", fields, now, proposed)

    def _talk(self, part: str, news: Body, now: float) -> None:
        for wish in self._talker.see(part, news):
            send = partial(self._signal, wish.command, wish.fields)
            self._plan(wish.subject, now, wish.after, send)

    def _signal(self, name: str, fields: dict[str, Any], now: float) -> None:
        self._outbox.put(name, fields, now, lambda _at: None)

    def _drop(self, _now: float) -> None:
        self.leaves_for = self._between(AWAY) / self._pace

    def _plan(self, subject: object, now: float, after: float, what: Intention) -> None:
        self._agenda.plan(subject, now + after / self._pace, what)

    def _between(self, range_: tuple[float, float]) -> float:
        return self._random.uniform(*range_)


def _promise(poll: Body, vote: Body) -> Any:
    """What an acknowledged vote promises: its options, another answer, or that it was counted."""
    return COUNTED if poll.get("anonymous") else vote.get("options", vote)
