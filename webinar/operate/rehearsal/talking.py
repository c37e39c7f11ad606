"""A simulated participant's texts: a question, a greeting in the chat, a line of a group's note.

Pure, given its random source: callers pass in news, and get the participant's wishes.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

from webinar.operate.rehearsal.sayings import greetings_in, questions_in, replies_in

# Seconds that participants take to think of a question, to read one, to greet, to write a note.
ASKING, READING = (20.0, 120.0), (4.0, 25.0)
GREETING, WRITING = (2.0, 40.0), (10.0, 60.0)

_ASKS, _SUPPORTS, _GREETS, _WRITES = 0.2, 0.3, 0.25, 0.7


class Wish(NamedTuple):
    """A command to send after `after` seconds. Only the newest wish for a `subject` counts."""

    subject: tuple[str, object]
    after: float
    command: str
    fields: dict[str, Any]


class Talker:
    """A participant who talks. Callers pass in each part of the snapshot, and its changes."""

    def __init__(self, language: str, random: Random) -> None:
        self._language = language
        self._random = random
        self._asks, self._greets = random.random() < _ASKS, random.random() < _GREETS
        self._seen: set[object] = set()

    def see(self, part: str, news: dict[str, Any]) -> Iterator[Wish]:
        """Yield the wishes that this news causes, each only once."""
        if part == "questions":
            yield from self._questions(news)
        elif part == "chat" and news.get("mode") == "everyone" and self._greets:
            yield from self._say("chat", GREETING, "chat.say", greetings_in(self._language))
        elif part == "groups":
            yield from self._group(news)

    def _questions(self, news: dict[str, Any]) -> Iterator[Wish]:
        if news.get("open") and self._asks:
            yield from self._say("ask", ASKING, "question.ask", questions_in(self._language))
        for question in news.get("items", ()):
            key = ("question", question["id"])
            if question.get("state") != "open" or question.get("mine") or not self._is_new(key):
                continue
            if self._random.random() < _SUPPORTS:
                fields = {"question": question["id"]}
                yield Wish(key, self._random.uniform(*READING), "question.vote", fields)

    def _group(self, news: dict[str, Any]) -> Iterator[Wish]:
        round_, group = news.get("round"), news.get("mine")
        if not round_ or not group or round_["state"] != "running":
            return
        key = ("group", round_["round"])
        if not self._is_new(key) or self._random.random() >= _WRITES:
            return
        text = self._random.choice(replies_in(self._language))
        fields = {
            "round": round_["round"],
            "group": group,
            "block": str(uuid.uuid4()),
            "was": "",
            "now": text,
            "language": self._language,
        }
        yield Wish(key, self._random.uniform(*WRITING), "group.write", fields)

    def _say(
        self, subject: str, delays: tuple[float, float], command: str, sayings: tuple[str, ...]
    ) -> Iterator[Wish]:
        if self._is_new(subject):
            fields = {"text": self._random.choice(sayings), "language": self._language}
            yield Wish((subject, ""), self._random.uniform(*delays), command, fields)

    def _is_new(self, key: object) -> bool:
        is_new = key not in self._seen
        self._seen.add(key)
        return is_new
