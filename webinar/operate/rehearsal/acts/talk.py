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
    scene.see("the chat", lambda member: member.view["chat"]["mode"] == "everyone")
    scene.settle("ask", "question", "chat")
    questions = _answer_first(scene)
    scene.settle("ask", "question", "chat")
    messages = _check_chat(scene)
    votes = _check_questions(scene)
    return (
        f"questions: {questions}, one answered; votes for them: {votes}; chat messages: {messages}"
    )


def _answer_first(scene: Scene) -> int:
    """Answer the first question in writing, park the second, and return the number of questions."""
    count = sum(len(member.record.did("question.ask")) for member in scene.members)
    scene.wait(lambda: len(_questions(scene)) == count, scene.thinking)
    scene.agree("questions", len(_questions(scene)), count)
    answered, *others = [item["id"] for item in _questions(scene)] or [None]
    if answered is not None:
        words = replies_in("en")[0]
        scene.do(scene.host, "question.answer", question=answered, words=words, language="en")
    for parked in others[:1]:
        scene.do(scene.host, "question.park", question=parked)
    return count


def _check_questions(scene: Scene) -> int:
    """Check that everybody sees the same questions; return the number of votes for them."""
    votes = Counter(
        vote["question"] for member in scene.members for vote in member.record.did("question.vote")
    )
    right = {item["id"]: (item["state"], votes[item["id"]]) for item in _questions(scene)}
    for client in scene.people:
        seen = {
            question["id"]: (question["state"], question["votes"])
            for question in _fetch_all(client, "question.list")
        }
        scene.agree(f"the questions and votes that {client.member.name} sees", seen, right)
    return votes.total()


def _check_chat(scene: Scene) -> int:
    right = sorted(
        message["text"] for member in scene.members for message in member.record.did("chat.say")
    )
    for client in scene.people:
        seen = sorted(message["text"] for message in _fetch_all(client, "chat.page"))
        scene.agree(f"the messages that {client.member.name} sees", seen, right)
    return len(right)


def _questions(scene: Scene) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = scene.host.member.view["questions"]["items"]
    return items


def _fetch_all(client: Client, query: str) -> list[dict[str, Any]]:
    reply = client.ask(query)
    items: list[dict[str, Any]] = reply.get("questions") or reply.get("messages") or []
    return items
