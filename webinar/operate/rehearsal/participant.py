"""One simulated participant: a member who votes, answers, proposes and talks on their own.

No sockets, no threads, no clock: callers pass `now`, so that a test runs an hour in a millisecond.
"""

from __future__ import annotations

from functools import partial
from random import Random
from typing import Any

from webinar.operate.rehearsal import choices, papers
from webinar.operate.rehearsal.agenda import Intention
from webinar.operate.rehearsal.follow import Body
from webinar.operate.rehearsal.member import Member
from webinar.operate.rehearsal.people import Persona
from webinar.operate.rehearsal.record import COUNTED
from webinar.operate.rehearsal.sayings import reasons_in
from webinar.operate.rehearsal.talking import Talker

# Seconds until a participant proposes a step, until a link is lost, and until it is back.
PROPOSING = (20.0, 150.0)
DROPPING = (30.0, 180.0)
AWAY = (4.0, 20.0)
# Parts of the snapshot to which participants react by writing something.
TALKED_ABOUT = ("questions", "chat", "groups")


class Participant(Member):
    """A participant with a persona's habits; the rest is chance, from the persona's seed."""

    def __init__(self, persona: Persona, *, cohort_seed: int, pace: float = 1.0) -> None:
        super().__init__(persona.name, persona.language)
        self.persona = persona
        self._random = Random(persona.seed)  # noqa: S311  # a rehearsal, not a secret
        # Talk and tests have their own random sources, so that they do not change the votes.
        self._talker = Talker(persona.language, Random(f"{persona.seed} talk"))  # noqa: S311
        self._tests = Random(f"{persona.seed} tests")  # noqa: S311
        self._cohort_seed = cohort_seed
        self._pace = pace
        self._has_begun = False
        self._taken: set[str] = set()

    def _look(self, snapshot: Body, now: float) -> None:
        for poll in snapshot["polls"]:
            self._see_poll(poll, now)
        for step in snapshot["steps"]:
            self._see_step(step, now)
        for test in (snapshot.get("tests") or {}).get("items", ()):
            self._see_test(test, now)
        if snapshot["room"]["state"] == "live":
            self._begin(now)
            for part in TALKED_ABOUT:
                self._talk(part, snapshot.get(part) or {}, now)

    def _notice(self, name: str, body: Body, now: float) -> None:
        match name:
            case "slide.moved":
                self.record.slides_followed += 1
            case "poll.opened":
                self._see_poll(body["poll"], now)
            case "poll.closed":
                self._agenda.cancel(("poll", body["poll"]))
            case "step.put":
                if body["previous"] is not None:
                    self._agenda.cancel(("step", body["previous"]))
                if body["step"] is not None:
                    self._plan_answer(body["step"], body["ballot"], now)
            case "step.changed":
                self._see_step(body["step"], now)
            case "room.started":
                self._begin(now)
            case _ if body.get("part") in TALKED_ABOUT:
                # Merge the broadcast with the view: a round and the own group arrive separately.
                current = self.view[body["part"]] or {}
                news = {**current, "items": body.get("put", ()), **body.get("set", {})}
                self._talk(body["part"], news, now)
            case _ if body.get("part") == "tests":
                for test in body.get("put", ()):
                    self._see_test(test, now)

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
            self._plan_answer(step["step"], step["ballot"], now)
        else:
            self._agenda.cancel(("step", step["step"]))

    def _plan_answer(self, number: int, ballot: int, now: float) -> None:
        if (number, ballot) in self.record.steps_seen:
            return
        self.record.steps_seen.add((number, ballot))
        # An answer to an earlier ballot no longer counts.
        self.record.promised_answers.pop(number, None)
        after = choices.thinking_time(self.persona, self._random)
        self._plan(("step", number), now, after, lambda at: self._answer(number, ballot, at))

    def _answer(self, number: int, ballot: int, now: float) -> None:
        answer, reason = choices.pick_answer(self._random), ""
        if self._random.random() < self.persona.reasons:
            reason = self._random.choice(reasons_in(self.persona.language, answer))

        def counted(_at: float) -> None:
            self.record.steps_answered += 1
            self.record.promised_answers[number] = answer

        fields = {"step": number, "ballot": ballot, "answer": answer, "reason": reason}
        self._outbox.put("step.answer", fields, now, counted)

    def _propose(self, now: float) -> None:
        def proposed(_at: float) -> None:
            self.record.steps_proposed += 1

        fields = {"text": self.persona.proposes, "language": self.persona.language}
        self._outbox.put("step.propose", fields, now, proposed)

    def _see_test(self, test: Body, now: float) -> None:
        part = test["id"]
        if part in self.record.resumed:
            # The participant is back in a test that they had left: record the answers found there.
            acknowledged, _restored = self.record.resumed[part]
            if "answered" in test:
                self.record.resumed[part] = (acknowledged, test["answered"])
        if test.get("state") == "over":
            self._agenda.cancel(("test", part))
        if part in self._taken or not papers.is_for_taking(test):
            return
        self._taken.add(part)
        if self._tests.random() >= self.persona.silent:
            self._take_test(part, now)

    def _take_test(self, part: str, now: float) -> None:
        for entry in papers.write(self.deck, part, self._tests):
            write = partial(self._write, part, entry)
            self._plan(("test", f"{part} {entry.item}"), now, entry.after, write)

    def _write(self, part: str, entry: papers.Entry, now: float) -> None:
        def kept(at: float) -> None:
            self.record.test_answers.setdefault(part, {})[entry.item] = entry.options
            if self.persona.resumes:
                self._leave_test(part, at)

        def handed_in(_at: float) -> None:
            self.record.handed_in.add(part)

        if entry.options:
            fields = {"part": part, "item": entry.item, "options": entry.options}
            self._outbox.put("test.answer", fields, now, kept)
        else:
            self._outbox.put("test.hand_in", {"part": part}, now, handed_in)

    def _leave_test(self, part: str, now: float) -> None:
        """Leave a half-done test by losing the link, once in each test."""
        answered = len(self.record.test_answers[part])
        items = len(papers.items_of(self.deck, part))
        if part not in self.record.resumed and 2 * answered >= items:
            self.record.resumed[part] = (answered, -1)
            self._drop(now)

    def _talk(self, part: str, news: Body, now: float) -> None:
        for wish in self._talker.see(part, news):
            send = partial(self._signal, wish.command, wish.fields)
            self._plan(wish.subject, now, wish.after, send)

    def _signal(self, name: str, fields: dict[str, Any], now: float) -> None:
        self._outbox.put(name, fields, now, lambda _at: None)

    def _drop(self, _now: float) -> None:
        self.leaves_for = self._between(AWAY) / self._pace

    def _plan(self, subject: object, now: float, after: float, intention: Intention) -> None:
        self._agenda.plan(subject, now + after / self._pace, intention)

    def _between(self, range_: tuple[float, float]) -> float:
        return self._random.uniform(*range_)


def _promise(poll: Body, vote: Body) -> Any:
    """Return what an acknowledged vote promises: its options, all its fields, or `COUNTED`."""
    if poll.get("anonymous"):
        return COUNTED
    return vote["options"] if vote.keys() == {"options"} else vote
