"""Questions and the chat: everybody sees what everybody has written."""

from __future__ import annotations

from collections import Counter
from typing import Any

from webinar.operate.rehearsal.client import Client
from webinar.operate.rehearsal.sayings import replies_in
from webinar.operate.rehearsal.scene import Scene


def talk(scene: Scene) -> str:
    host = scene.host
    scene.do(host, "question.set", open=True)
    scene.do(host, "chat.set", mode="everyone")
    scene.see("the chat", lambda one: one.view["chat"]["mode"] == "everyone")
    scene.settle("ask", "question", "chat")
    asked = _answer_first(scene)
    scene.settle("ask", "question", "chat")
    messages = _check_chat(scene)
    votes = _check_questions(scene)
    return f"questions: {asked}, one answered; votes for them: {votes}; chat messages: {messages}"


def _answer_first(scene: Scene) -> int:
    """Answer the first question in writing, park the second, and return the number of questions."""
    asked = sum(len(member.record.did("question.ask")) for member in scene.members)
    scene.wait(lambda: len(_items(scene)) == asked, scene.thinking)
    scene.agree("questions", len(_items(scene)), asked)
    answered, *others = [item["id"] for item in _items(scene)] or [None]
    if answered is not None:
        words = replies_in("en")[0]
        scene.do(scene.host, "question.answer", question=answered, words=words, language="en")
    for parked in others[:1]:
        scene.do(scene.host, "question.park", question=parked)
    return asked


def _check_questions(scene: Scene) -> int:
    """Check that everybody sees the same questions; return the number of votes for them."""
    votes = Counter(
        vote["question"] for member in scene.members for vote in member.record.did("question.vote")
    )
    right = {item["id"]: (item["state"], votes[item["id"]]) for item in _items(scene)}
    for client in scene.people:
        seen = {one["id"]: (one["state"], one["votes"]) for one in _all(client, "question.list")}
        scene.agree(f"the questions and votes that {client.member.name} sees", seen, right)
    return votes.total()


def _check_chat(scene: Scene) -> int:
    right = sorted(
        said["text"] for member in scene.members for said in member.record.did("chat.say")
    )
    for client in scene.people:
        seen = sorted(one["text"] for one in _all(client, "chat.page"))
        scene.agree(f"the messages that {client.member.name} sees", seen, right)
    return len(right)


def _items(scene: Scene) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = scene.host.member.view["questions"]["items"]
    return found


def _all(client: Client, question: str) -> list[dict[str, Any]]:
    reply = client.ask(question)
    found: list[dict[str, Any]] = reply.get("questions") or reply.get("messages") or []
    return found
