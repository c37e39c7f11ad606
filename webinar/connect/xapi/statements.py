"""Makes a statement from an event; the same event makes the same statement. Pure.

An event has a topic, which names it permanently, and facts, which are its details. The id of a
statement is made from these and from the server's address (`statement_with_id`), so that reporting
an event twice makes only one statement, in the store as here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import msgspec

from webinar.connect.xapi import vocabulary
from webinar.connect.xapi.activities import Json
from webinar.connect.xapi.vocabulary import Verb
from webinar.kit import clock
from webinar.kit.tokens import derived_token
from webinar.learn.identity.keys import Identity


@dataclass(frozen=True)
class Place:
    """The origin of statements: the public address, the secret key, and whether to give names."""

    url: str
    secret_key: str
    names: bool = False

    def extension(self, name: str) -> str:
        """Return the address of an extension, for a detail that xAPI has no word for."""
        return f"{self.url}/xapi/{name}"

    def uuid(self, name: str) -> str:
        return str(uuid5(NAMESPACE_URL, f"{self.url}/xapi#{name}"))


@dataclass(frozen=True)
class Actor:
    """A person: the same actor in all courses and sessions that recognise this person.

    The person's statements are kept with all of these ids, and erased by any of them.
    """

    name: str
    learner_id: int | None = None
    person_id: int | None = None
    member_id: int | None = None

    @property
    def key(self) -> str:
        """`person:5`, `member:7` or `learner:9`. It must never change: a store has a hash of it."""
        identity = Identity.of(self.person_id, self.member_id, self.learner_id)
        return f"{identity.kind}:{identity.id}"


@dataclass(frozen=True)
class Event:
    """An event; without a `body`, it no longer holds. `body` is its statement without the id."""

    topic: str
    facts: tuple[Any, ...]
    actor: Actor
    body: Json | None

    @property
    def fingerprint(self) -> str:
        content = msgspec.json.encode([self.actor.key, *self.facts])
        return hashlib.sha256(content).hexdigest()[:16]


@dataclass(frozen=True)
class Setting:
    """The setting of an event: the activity around it, the language, and how it came in."""

    parent: Json | None = None
    language: str = ""
    registration: str = ""
    extensions: Mapping[str, Any] = field(default_factory=dict)


def statement(
    place: Place,
    actor: Actor,
    verb: Verb,
    about: Json,
    at: datetime,
    setting: Setting,
    result: Json | None = None,
) -> Json:
    """Return a complete statement without its id. `at` is the time of the event."""
    context: Json = {"platform": place.url}
    if setting.registration:
        context["registration"] = place.uuid(f"registration:{setting.registration}")
    if setting.language:
        context["language"] = setting.language
    if setting.parent is not None:
        # The id is enough: the store has the parent's definition from the statement about it.
        context["contextActivities"] = {
            "parent": [{"objectType": "Activity", "id": setting.parent["id"]}]
        }
    if setting.extensions:
        context["extensions"] = {
            place.extension(name): value for name, value in setting.extensions.items()
        }
    content: Json = {
        "actor": agent(place, actor),
        "verb": verb.wire(),
        "object": about,
        "context": context,
        "timestamp": clock.iso(at),
        "version": vocabulary.VERSION,
    }
    if result:
        content["result"] = result
    return content


def agent(place: Place, actor: Actor) -> Json:
    """Return an account whose name only this server can trace to a person."""
    account = {
        "homePage": place.url,
        "name": derived_token("statements", actor.key, place.secret_key),
    }
    agent: Json = {"objectType": "Agent", "account": account}
    return {**agent, "name": actor.name} if place.names and actor.name else agent


def void_statement(place: Place, statement_id: str, at: datetime) -> Json:
    """Return a statement with its id, in which the server voids another statement."""
    return {
        "id": place.uuid(f"void:{statement_id}"),
        "actor": {"objectType": "Agent", "account": {"homePage": place.url, "name": "server"}},
        "verb": vocabulary.VOIDED.wire(),
        "object": {"objectType": "StatementRef", "id": statement_id},
        "timestamp": clock.iso(at),
        "version": vocabulary.VERSION,
    }


def statement_with_id(place: Place, event: Event, before: int) -> Json:
    """Return the event's statement with its id.

    `before` counts the statements about the same topic that no longer hold, so that an event that
    was voided and is true again gets another statement.
    """
    statement_id = place.uuid(f"{event.topic}:{event.fingerprint}:{before}")
    return {"id": statement_id, **(event.body or {})}


def duration(seconds: int) -> str:
    """ISO 8601, as in `PT1H4M5S`."""
    hours, seconds_left = divmod(seconds, 3600)
    minutes, rest = divmod(seconds_left, 60)
    parts = ((hours, "H"), (minutes, "M"), (rest, "S"))
    return "PT" + ("".join(f"{value}{unit}" for value, unit in parts if value) or "0S")


def score(right: int, scored: int) -> Json:
    """Return the score for `right` correct answers out of `of`."""
    return {"scaled": round(right / scored, 4), "raw": right, "min": 0, "max": scored}
